using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Conductor.Native.Libc;

/// <summary>
/// Opening, reading, writing, naming. &lt;fcntl.h&gt;, &lt;unistd.h&gt;, &lt;stdio.h&gt;, &lt;sys/stat.h&gt;, &lt;sys/file.h&gt;; Darwin's numbers from its &lt;sys/fcntl.h&gt;.
/// open and fcntl are variadic in C; on Linux, and on x86-64, a variadic integer is passed like any other.
/// </summary>
public static unsafe partial class Files
{
    public const int O_RDONLY = 0x0;
    public const int O_WRONLY = 0x1;
    public const int O_RDWR = 0x2;
    public const int F_SETFD = 2;
    public const int FD_CLOEXEC = 1;
    public const int F_GETFL = 3;
    public const int F_SETFL = 4;

    /// <summary>Linux alone.</summary>
    public const int F_SETSIG = 10;

    /// <summary>Linux alone.</summary>
    public const int F_SETLEASE = 1024;

    /// <summary>Darwin alone: fsync down to the medium.</summary>
    public const int F_FULLFSYNC = 51;

    public const int F_RDLCK = 0;
    public const int F_UNLCK = 2;

    public const int W_OK = 2;

    public const int LOCK_SH = 1;
    public const int LOCK_EX = 2;
    public const int LOCK_NB = 4;
    public const int LOCK_UN = 8;

    public static int O_CREAT => Abi.Pick(linux: 0x40, darwin: 0x200);

    public static int O_EXCL => Abi.Pick(linux: 0x80, darwin: 0x800);

    public static int O_NOCTTY => Abi.Pick(linux: 0x100, darwin: 0x20000);

    public static int O_TRUNC => Abi.Pick(linux: 0x200, darwin: 0x400);

    public static int O_NONBLOCK => Abi.Pick(linux: 0x800, darwin: 0x4);

    public static int O_CLOEXEC => Abi.Pick(linux: 0x80000, darwin: 0x1000000);

    /// <summary>Only a place, not to be read; Darwin has no such thing, and opens for reading.</summary>
    public static int O_PATH => Abi.Pick(linux: 0x200000, darwin: 0);

    /// <summary>Linux, asm/fcntl.h: arm64 has its own number.</summary>
    public static int O_DIRECTORY => Abi.Pick(linux: IsArm64 ? 0x4000 : 0x10000, darwin: 0x100000);

    /// <summary>Linux, asm/fcntl.h: arm64 has its own number.</summary>
    public static int O_NOFOLLOW => Abi.Pick(linux: IsArm64 ? 0x8000 : 0x20000, darwin: 0x100);

    /// <summary>Darwin: only to be told of changes, which holds up no unmount. On Linux it is nothing.</summary>
    public static int O_EVTONLY => Abi.Pick(linux: 0, darwin: 0x8000);

    public static int AT_FDCWD => Abi.Pick(linux: -100, darwin: -2);

    private static bool IsArm64 => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    public static int open(string pathname, int flags, uint mode) =>
        Abi.IsDarwin && IsArm64 ? open_variadic(pathname, flags, 0, 0, 0, 0, 0, 0, mode) : open_plain(pathname, flags, mode);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open_plain(string pathname, int flags, uint mode);

    /// <summary>Apple passes variadic arguments on the stack on arm64: the zeros fill the registers that come before it.</summary>
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open_variadic(string pathname, int flags, nint x2, nint x3, nint x4, nint x5, nint x6, nint x7, nuint mode);

    /// <summary>Linux frees the number whatever it returns, EINTR included: never call it twice.</summary>
    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int fd);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint read(int fd, void* buf, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint pread(int fd, void* buf, nuint count, nint offset);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint write(int fd, void* buf, nuint count);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int pipe(int* pipefd);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", SetLastError = true)]
    public static partial int pipe2(int* pipefd, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int fsync(int fd);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int ftruncate(int fd, nint length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int fchmod(int fd, uint mode);

    public static int fcntl(int fd, int cmd, nint arg) =>
        Abi.IsDarwin && IsArm64 ? fcntl_variadic(fd, cmd, 0, 0, 0, 0, 0, 0, arg) : fcntl_plain(fd, cmd, arg);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int fcntl_plain(int fd, int cmd, nint arg);

    /// <summary>As <see cref="open_variadic"/>.</summary>
    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int fcntl_variadic(int fd, int cmd, nint x2, nint x3, nint x4, nint x5, nint x6, nint x7, nint arg);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int flock(int fd, int operation);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int renameat(int olddirfd, string oldpath, int newdirfd, string newpath);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int unlinkat(int dirfd, string pathname, int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mkdir(string pathname, uint mode);

    /// <summary>Asks for the real user, not the effective one; 0 = allowed.</summary>
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int access(string pathname, int mode);

    /// <summary>Bytes written, cut off silently at <paramref name="bufsiz"/>, without a NUL.</summary>
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint readlink(string pathname, byte* buf, nuint bufsiz);

    /// <summary>Returns the old mask; belongs to the whole process.</summary>
    [LibraryImport("libc")]
    public static partial uint umask(uint mask);   // Darwin's mode_t has 16 bits
}
