using System.Runtime.Versioning;
using Conductor.Native.Darwin;
using Conductor.Native.Libc;
using Conductor.Platform.Posix;

namespace Conductor.Platform.MacOS;

/// <summary>Queues of the kernel's events.</summary>
[SupportedOSPlatform("macos")]
internal static unsafe class Queue
{
    public static Descriptor Open()
    {
        var number = Libc.Check(Kqueue.kqueue(), "kqueue");
        _ = Files.fcntl(number, Files.F_SETFD, Files.FD_CLOEXEC);
        return new Descriptor(number);
    }

    public static void Change(int queue, kevent change) => Libc.Check(TryChange(queue, change), "kevent");

    /// <summary>-1, with errno, where it can't be watched.</summary>
    public static int TryChange(int queue, kevent change) => Kqueue.kevent_(queue, &change, 1, null, 0, null);
}
