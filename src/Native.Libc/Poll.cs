using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Conductor.Native.Libc;

/// <summary>struct pollfd, &lt;poll.h&gt;. A negative fd is passed over.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct pollfd
{
    public int fd;
    public short events;
    public short revents;
}

/// <summary>Sleeping on descriptors. &lt;poll.h&gt;, https://man7.org/linux/man-pages/man2/poll.2.html</summary>
public static unsafe partial class Poll
{
    public const short POLLIN = 0x001;
    public const short POLLOUT = 0x004;

    // These three are reported without being asked for.
    public const short POLLERR = 0x008;
    public const short POLLHUP = 0x010;
    public const short POLLNVAL = 0x020;

    [LibraryImport("libc", SetLastError = true)]
    public static partial int poll(pollfd* fds, nuint nfds, int timeout);

    /// <summary>Linux; the same without keeping errno: two calls less where it is rarely asked for.</summary>
    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "ppoll")]
    public static partial int ppoll_quick(pollfd* fds, nuint nfds, timespec* tmo_p, sigset_t* sigmask);

    /// <param name="fds">What to wait for.</param>
    /// <param name="nfds">How many.</param>
    /// <param name="tmo_p">How long; null = for ever. glibc leaves it as it was.</param>
    /// <param name="sigmask">Null = the thread's own.</param>
    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", SetLastError = true)]
    public static partial int ppoll(pollfd* fds, nuint nfds, timespec* tmo_p, sigset_t* sigmask);
}
