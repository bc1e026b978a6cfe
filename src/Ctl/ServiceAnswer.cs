using System.Diagnostics;
using Conductor.Core.Ports;
using Conductor.Doctor;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Ctl;

/// <summary>A service runs when its daemon answers, not when its manager says so: it may be dying, or waiting for another daemon to end.</summary>
internal sealed class ServiceAnswer(Session session)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>The status once the daemon answers; else one that says why there is no answer.</summary>
    public ServiceStatus WaitFor(ServiceStatus status, IServices services)
    {
        var begun = Stopwatch.GetTimestamp();
        while (status.State == ServiceState.Running)
        {
            var answering = AnsweringPid();
            if (answering is not null && answering == status.ProcessId) return status;
            if (Stopwatch.GetElapsedTime(begun) > session.Globals.Timeout) return status with { State = ServiceState.Failed, Text = Complaint(status, answering) };
            Thread.Sleep(LookAgain);
            status = services.Status();
        }

        return status;
    }

    private string Complaint(ServiceStatus status, int? answering) => answering is { } other
        ? $"{status.Text}, but another daemon (PID {other}) answers: end it (conductorctl stop), and the service takes its place"
        : $"{status.Text}, but has not answered within {session.Globals.Timeout.TotalSeconds} s (--timeout waits longer)";

    private int? AnsweringPid()
    {
        foreach (var path in session.SocketPlaces.Paths)
        {
            if (PidAt(path) is { } pid) return pid;
        }

        return null;
    }

    private int? PidAt(string path)
    {
        try
        {
            using var client = new IpcClient(new SocketChannel(session.Platform.Sockets.Connect(path)));
            var result = client.Ask(new Request { Command = CommandNames.NameOf(Ipc.Command.Status) }, session.Globals.Timeout, out var answer);
            return result == AskResult.Answered ? answer!.As(IpcJson.Default.StatusReply)?.Pid : null;
        }
        catch (NativeException)
        {
            return null;   // not yet
        }
    }
}
