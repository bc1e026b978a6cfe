using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Linux;

/// <summary>
/// A started program, watched through its pidfd. Disposing leaves one that still runs alone; it is init's when we end.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class ChildProcess(int pid, Descriptor pidfd, Descriptor? output) : IChildProcess
{
    private const int StatusUnknown = 255;

    private readonly ChildOutput? _output = output is null ? null : new ChildOutput(output);
    private bool _reaped;

    public int ProcessId => pid;

    public Action<int>? Exited { get; set; }

    public IPollable? Output => _output;

    public ReadOutput? Wrote
    {
        get => _output?.Wrote;
        set
        {
            if (_output is not null) _output.Wrote = value;
        }
    }

    public int Descriptor => pidfd.Number;

    public bool WantsRead => !_reaped; // a pidfd stays readable for good

    public bool WantsWrite => false;

    public void OnReady()
    {
        if (TryReap(out var status)) Exited?.Invoke(status);
    }

    /// <summary>
    /// Once the leader is reaped its number may be another's, group and all; what it left behind in the background is then out of reach.
    /// </summary>
    public void EndGroup(bool now)
    {
        if (_reaped) return;
        if (Signals.kill(-pid, now ? Signals.SIGKILL : Signals.SIGTERM) == 0) return;

        // ESRCH: all have ended. EPERM: the program has become another user's (sudo), and must end by itself.
        if (Errno.Last is not (Errno.ESRCH or Errno.EPERM)) throw Libc.Refusal("kill", $"{-pid}", Errno.Last);
    }

    public void Dispose()
    {
        if (!pidfd.IsClosed) TryReap(out _);
        pidfd.Dispose();
        _output?.Dispose();
    }

    private bool TryReap(out int status)
    {
        siginfo_t end = default;
        status = StatusUnknown;
        if (_reaped) return false;
        while (Wait.waitid(Wait.P_PIDFD, (uint)pidfd.Number, &end, Wait.WEXITED | Wait.WNOHANG) != 0)
        {
            // ECHILD: something else in this process reaped it; it has ended, and nobody can say how.
            if (Errno.Last == Errno.ECHILD) return _reaped = true;
            if (Errno.Last != Errno.EINTR) throw Libc.Refusal("waitid", $"{pid}", Errno.Last);
        }

        if (end.si_pid == 0) return false;
        status = end.si_code == Wait.CLD_EXITED ? end.si_status : 128 + end.si_status;
        return _reaped = true;
    }
}
