using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary><see cref="IProcesses"/> on posix_spawn.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal sealed unsafe class Processes : IProcesses
{
    private const int LastOrdinarySignal = 31;

    /// <summary>Noted at once, because .NET's handlers take the place of what was inherited.</summary>
    private readonly uint _ignoredAtStart = IgnoredNow();

    public uint UserId => Credentials.geteuid();

    public int ProcessId => Credentials.getpid();

    public IChildProcess Start(string file, IReadOnlyList<string> arguments, IReadOnlyList<string> environment, string directory, bool isHeard = true)
    {
        KeepEndedChildren();
        var (ours, theirs) = isHeard ? OpenPipe() : (null, PosixIo.Open("/dev/null", Files.O_WRONLY));
        using (theirs)
        {
            try
            {
                var pid = ProgramStart.Run(file, arguments, environment, directory, theirs);
                return new ChildProcess(pid, OpenProcess(pid), ours);
            }
            catch
            {
                ours?.Dispose();
                throw;
            }
        }
    }

    public bool WaitForExit(int processId, TimeSpan timeout)
    {
        if (processId <= 0) return true;
        var number = Kernel.Current.OpenProcess(processId);
        if (number < 0) return Errno.Last == Errno.ESRCH ? true : throw Libc.Refusal("watch the process", $"{processId}", Errno.Last);
        using var process = new Descriptor(number);
        return PosixIo.WaitFor(number, Poll.POLLIN, timeout);
    }

    public bool IsIgnored(PosixSignal signal) => (_ignoredAtStart & Bit(NumberOf(signal))) != 0;

    public void GiveBackStartupMemory() => Kernel.Current.GiveBackStartupMemory();

    public bool PreferThisThread() => Kernel.Current.PreferThisThread();

    public void IgnoreBrokenPipes() => BrokenPipes.Ignore();

    /// <summary>Started with SIGCHLD ignored, we would never learn how a child ended.</summary>
    private static void KeepEndedChildren() => SignalDisposition.Change(Signals.SIGCHLD, from: Signals.SIG_IGN, to: Signals.SIG_DFL);

    /// <summary>Only our end is non-blocking: the program expects an ordinary pipe.</summary>
    private static (Descriptor? Ours, Descriptor Theirs) OpenPipe()
    {
        var ends = stackalloc int[2];
        Libc.Check(Kernel.Current.OpenPipe(ends), "pipe");
        var (ours, theirs) = (new Descriptor(ends[0]), new Descriptor(ends[1]));
        Libc.Check(Files.fcntl(ours.Number, Files.F_SETFL, Files.O_NONBLOCK), "fcntl");
        return (ours, theirs);
    }

    /// <summary>The pid can't have passed to another: it is ours until we reap it.</summary>
    private static Descriptor OpenProcess(int pid)
    {
        var number = Kernel.Current.OpenProcess(pid);
        if (number >= 0) return new Descriptor(number);
        var refusal = Libc.Refusal("watch the process", null, Errno.Last, Errno.Last == Errno.ENOSYS ? "Linux 5.4 or later is needed" : null);

        // A program that nobody could end or wait for must not stay.
        int ended;
        _ = Signals.kill(-pid, Signals.SIGKILL);
        while (Wait.waitpid(pid, &ended, 0) < 0 && Errno.Last == Errno.EINTR)
        {
        }

        throw refusal;
    }

    private static uint IgnoredNow()
    {
        var ignored = 0u;
        for (var signal = 1; signal <= LastOrdinarySignal; signal++)
        {
            // Nobody can ignore these two, and macOS refuses even the question.
            if (signal != Signals.SIGKILL && signal != Signals.SIGSTOP && SignalDisposition.Of(signal) == Signals.SIG_IGN) ignored |= Bit(signal);
        }

        return ignored;
    }

    private static uint Bit(int signal) => 1u << signal;

    private static int NumberOf(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => Signals.SIGHUP,
        PosixSignal.SIGINT => Signals.SIGINT,
        PosixSignal.SIGQUIT => Signals.SIGQUIT,
        PosixSignal.SIGTERM => Signals.SIGTERM,
        PosixSignal.SIGCHLD => Signals.SIGCHLD,
        PosixSignal.SIGCONT => Signals.SIGCONT,
        PosixSignal.SIGWINCH => Signals.SIGWINCH,
        PosixSignal.SIGTTIN => Signals.SIGTTIN,
        PosixSignal.SIGTTOU => Signals.SIGTTOU,
        PosixSignal.SIGTSTP => Signals.SIGTSTP,
    };
}
