using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Conductor.Native.Libc;

/// <summary>struct sockaddr_un, &lt;sys/un.h&gt;. Darwin's begins with a byte for its length and has a byte for the family, and four bytes of path less.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct sockaddr_un
{
    public ushort sun_family;
    public fixed byte sun_path[108];

    /// <summary>How many bytes a path can have, one of them the NUL.</summary>
    public static int PathBytes => Abi.Pick(linux: 108, darwin: 104);

    /// <summary>The first two bytes, of an address of so many in all.</summary>
    public static ushort Head(uint length) => (ushort)(Abi.IsDarwin ? (Sockets.AF_UNIX << 8) | (byte)length : Sockets.AF_UNIX);
}

/// <summary>struct ucred, &lt;sys/socket.h&gt;; Linux alone.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ucred
{
    public int pid;
    public uint uid;
    public uint gid;
}

/// <summary>Local stream sockets. &lt;sys/socket.h&gt;, https://man7.org/linux/man-pages/man7/unix.7.html</summary>
public static unsafe partial class Sockets
{
    public const int AF_UNIX = 1;
    public const int SOCK_STREAM = 1;

    /// <summary>Linux alone.</summary>
    public const int SOCK_NONBLOCK = 0x800;

    /// <summary>Linux alone.</summary>
    public const int SOCK_CLOEXEC = 0x80000;

    /// <summary>Linux alone.</summary>
    public const int SO_PEERCRED = 17;

    /// <summary>Darwin alone: no SIGPIPE, whatever the flags of send.</summary>
    public const int SO_NOSIGPIPE = 0x1022;

    public static int SOL_SOCKET => Abi.Pick(linux: 1, darwin: 0xFFFF);

    public static int SO_SNDTIMEO => Abi.Pick(linux: 21, darwin: 0x1005);

    /// <summary>Darwin's send has no such flag in every version: there it is <see cref="SO_NOSIGPIPE"/>.</summary>
    public static int MSG_NOSIGNAL => Abi.Pick(linux: 0x4000, darwin: 0);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int socket(int domain, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int bind(int sockfd, sockaddr_un* addr, uint addrlen);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int listen(int sockfd, int backlog);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int accept(int sockfd, sockaddr_un* addr, uint* addrlen);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", SetLastError = true)]
    public static partial int accept4(int sockfd, sockaddr_un* addr, uint* addrlen, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int connect(int sockfd, sockaddr_un* addr, uint addrlen);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int getsockopt(int sockfd, int level, int optname, void* optval, uint* optlen);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int setsockopt(int sockfd, int level, int optname, void* optval, uint optlen);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint recv(int sockfd, void* buf, nuint len, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint send(int sockfd, void* buf, nuint len, int flags);
}
