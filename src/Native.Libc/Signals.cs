using System.Runtime.InteropServices;

namespace Conductor.Native.Libc;

/// <summary>sigset_t, &lt;bits/types/__sigset_t.h&gt;: 1024 bits. Darwin's has 32, and reads and writes no more than those.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct sigset_t
{
    private fixed ulong val[16];
}

/// <summary>
/// struct sigaction, &lt;bits/sigaction.h&gt;: the C library's, not the kernel's. Darwin's has 16 bytes: the handler as here, a mask of 32 bits and the flags, which are both 0 where all of this is.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct sigaction
{
    public nint sa_handler;
    public sigset_t sa_mask;
    public int sa_flags;
    public nint sa_restorer;
}

/// <summary>Signals and their dispositions. &lt;signal.h&gt;, numbers from &lt;asm/signal.h&gt;.</summary>
public static unsafe partial class Signals
{
    public const int SIGHUP = 1;
    public const int SIGINT = 2;
    public const int SIGQUIT = 3;
    public const int SIGKILL = 9;
    public const int SIGPIPE = 13;
    public const int SIGTERM = 15;
    public const int SIGTTIN = 21;
    public const int SIGTTOU = 22;
    public const int SIGWINCH = 28;

    public static int SIGSTOP => Abi.Pick(linux: 19, darwin: 17);

    public static int SIGCHLD => Abi.Pick(linux: 17, darwin: 20);

    public static int SIGCONT => Abi.Pick(linux: 18, darwin: 19);

    public static int SIGTSTP => Abi.Pick(linux: 20, darwin: 18);

    public static int SIGURG => Abi.Pick(linux: 23, darwin: 16);

    public const nint SIG_DFL = 0;
    public const nint SIG_IGN = 1;

    /// <summary>With a null <paramref name="act"/> it only reads.</summary>
    [LibraryImport("libc", SetLastError = true)]
    public static partial int sigaction(int signum, sigaction* act, sigaction* oldact);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int sigemptyset(sigset_t* set);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int sigfillset(sigset_t* set);

    /// <summary>A negative <paramref name="pid"/> means that process group.</summary>
    [LibraryImport("libc", SetLastError = true)]
    public static partial int kill(int pid, int sig);
}
