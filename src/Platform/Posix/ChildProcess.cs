using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>
/// A started program, watched through a descriptor that tells of its end. Disposing leaves one that still runs alone; it is init's when we end.
/// </summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal sealed unsafe class ChildProcess(int pid, Descriptor process, Descriptor? output) : IChildProcess
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

    public int Descriptor => process.Number;

    public bool WantsRead => !_reaped; // it stays readable for good

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
        if (!process.IsClosed) TryReap(out _);
        process.Dispose();
        _output?.Dispose();
    }

    private bool TryReap(out int status)
    {
        status = StatusUnknown;
        if (_reaped) return false;
        int end, ended;
        while ((ended = Wait.waitpid(pid, &end, Wait.WNOHANG)) < 0)   // ours until we reap it: nobody else can have its number
        {
            // ECHILD: something else in this process reaped it; it has ended, and nobody can say how.
            if (Errno.Last == Errno.ECHILD) return _reaped = true;
            if (Errno.Last != Errno.EINTR) throw Libc.Refusal("waitpid", $"{pid}", Errno.Last);
        }

        if (ended == 0) return false;   // macOS tells of the end a moment before there is anything to wait for; the descriptor stays readable until then
        status = Wait.WTERMSIG(end) == 0 ? Wait.WEXITSTATUS(end) : 128 + Wait.WTERMSIG(end);
        return _reaped = true;
    }
}
