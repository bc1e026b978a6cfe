using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Conductor.Native.Libc;

/// <summary>The end of a process. &lt;sys/wait.h&gt; and &lt;sys/syscall.h&gt;.</summary>
public static unsafe partial class Wait
{
    public const int WNOHANG = 0x1;

    private const nint SYS_pidfd_open = 434;

    /// <summary>WIFEXITED and WTERMSIG: 0 where it returned by itself, else the signal.</summary>
    public static int WTERMSIG(int status) => status & 0x7F;

    public static int WEXITSTATUS(int status) => (status >> 8) & 0xFF;

    /// <summary>With WNOHANG and nobody ended, it returns 0.</summary>
    [LibraryImport("libc", SetLastError = true)]
    public static partial int waitpid(int pid, int* wstatus, int options);

    /// <summary>
    /// A descriptor (close-on-exec) that becomes readable when the process ends. Linux 5.3; glibc has a wrapper only from 2.36 on.
    /// https://man7.org/linux/man-pages/man2/pidfd_open.2.html
    /// </summary>
    [SupportedOSPlatform("linux")]
    public static int pidfd_open(int pid, uint flags) => (int)syscall(SYS_pidfd_open, pid, (nint)flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint syscall(nint number, nint first, nint second);
}
