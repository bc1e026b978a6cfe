using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Conductor.Core.Ports;
using Conductor.Ipc;

namespace Conductor.Ctl;

/// <summary>Returns only when the daemon's process has ended and its lock is free: what is started next finds the place empty.</summary>
internal sealed class StopVerb() : VerbCommand("stop", "End the daemon; returns when its process has ended")
{
    private const int LongestPid = 64;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    public override ExitCode Run(Session session, ParseResult parsed)
    {
        var pid = ProcessId(session);
        var answer = session.Ask(Ipc.Command.Stop);
        if (answer.Error is null) WaitForEnd(session, pid);
        return session.Finish(answer, IpcJson.Default.SuccessReply, _ => "Daemon stopped gracefully");
    }

    /// <summary>As the daemon says it; else as its lock file does; 0 where neither does.</summary>
    private static int ProcessId(Session session) =>
        session.Ask(Ipc.Command.Status).As(IpcJson.Default.StatusReply)?.Pid ?? FromLockFile(session);

    private static int FromLockFile(Session session)
    {
        try
        {
            var text = Encoding.UTF8.GetString(session.Platform.Files.ReadWhole(LockPath(session), LongestPid));
            return int.TryParse(text.Trim(), out var pid) && pid > 0 ? pid : 0;
        }
        catch (NativeException)
        {
            return 0;
        }
    }

    private static string LockPath(Session session) => session.SocketPath + ".lock";

    private static void WaitForEnd(Session session, int pid)
    {
        var begun = Stopwatch.GetTimestamp();
        TimeSpan Left() => TimeSpan.FromTicks(Math.Max(0, (session.Globals.Timeout - Stopwatch.GetElapsedTime(begun)).Ticks));
        var exited = pid == 0 || session.Platform.Processes.WaitForExit(pid, Left());
        if (exited && WaitForLock(session, pid, Left)) return;
        var who = pid == 0 ? "the daemon" : $"the daemon (PID {pid})";
        var seconds = session.Globals.Timeout.TotalSeconds;
        throw new CtlException(ExitCode.Failed, $"{who} was told to stop but has not ended within {seconds} s (--timeout waits longer)");
    }

    /// <summary>Its lock is free, or another daemon's already: a service that waited for this one takes it in the same moment.</summary>
    private static bool WaitForLock(Session session, int pid, Func<TimeSpan> left)
    {
        while (true)
        {
            var isLast = left() <= LookAgain;
            if (session.Platform.Files.WaitUntilUnlocked(LockPath(session), isLast ? left() : LookAgain)) return true;
            if (pid > 0 && FromLockFile(session) is var holder && holder > 0 && holder != pid) return true;
            if (isLast) return false;
        }
    }
}
