using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Conductor.Native.Libc;

/// <summary>A counter with a descriptor. &lt;sys/eventfd.h&gt;, https://man7.org/linux/man-pages/man2/eventfd.2.html</summary>
[SupportedOSPlatform("linux")]
public static unsafe partial class EventFd
{
    public const int EFD_CLOEXEC = 0x80000;
    public const int EFD_NONBLOCK = 0x800;

    [LibraryImport("libc", SetLastError = true)]
    public static partial int eventfd(uint initval, int flags);

    /// <summary>Takes the counter and sets it to zero; EAGAIN where it was zero.</summary>
    [LibraryImport("libc", SetLastError = true)]
    public static partial int eventfd_read(int fd, ulong* value);

    /// <summary>Adds to the counter; EAGAIN where it would pass 2^64 − 2.</summary>
    [LibraryImport("libc", SetLastError = true)]
    public static partial int eventfd_write(int fd, ulong value);
}
