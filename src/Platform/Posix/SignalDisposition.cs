using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>What a signal does to this process: its default, nothing, or a handler's address.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal static unsafe class SignalDisposition
{
    public static nint Of(int signal)
    {
        sigaction current;
        Libc.Check(Signals.sigaction(signal, null, &current), "sigaction");
        return current.sa_handler;
    }

    /// <summary>Changes it only where it is what we think: somebody's handler stays.</summary>
    public static void Change(int signal, nint from, nint to)
    {
        if (Of(signal) != from) return;
        sigaction wanted = default;
        wanted.sa_handler = to;
        Libc.Check(Signals.sigaction(signal, &wanted, null), "sigaction");
    }
}
