using System.Runtime.InteropServices;

namespace Conductor.Native.Libc;

/// <summary>siginfo_t, &lt;bits/types/siginfo_t.h&gt;, as SIGCHLD and waitid fill it.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct siginfo_t
{
    public int si_signo;
    public int si_errno;
    public int si_code;
    private int pad0;
    public int si_pid;
    public uint si_uid;
    public int si_status;
    private fixed int rest[25];
}

/// <summary>The end of a process. &lt;sys/wait.h&gt; and &lt;sys/syscall.h&gt;.</summary>
public static unsafe partial class Wait
{
    public const int P_PID = 1;

    /// <summary>Linux 5.4.</summary>
    public const int P_PIDFD = 3;

    public const int WNOHANG = 0x1;
    public const int WEXITED = 0x4;

    /// <summary>si_code: it returned by itself and si_status is its exit status; otherwise si_status is a signal.</summary>
    public const int CLD_EXITED = 1;

    private const nint SYS_pidfd_open = 434;

    /// <summary>With WNOHANG and nobody ended, it returns 0 and si_pid is 0.</summary>
    [LibraryImport("libc", SetLastError = true)]
    public static partial int waitid(int idtype, uint id, siginfo_t* infop, int options);

    /// <summary>
    /// A descriptor (close-on-exec) that becomes readable when the process ends. Linux 5.3; glibc has a wrapper only from 2.36 on.
    /// https://man7.org/linux/man-pages/man2/pidfd_open.2.html
    /// </summary>
    public static int pidfd_open(int pid, uint flags) => (int)syscall(SYS_pidfd_open, pid, (nint)flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint syscall(nint number, nint first, nint second);
}
