using Conductor.Core.Ports;
using Conductor.Platform;

namespace Conductor.Doctor;

/// <summary>What the service manager knows, against what answers at the socket.</summary>
internal static class ServiceCheck
{
    private const string Id = "service";

    public static void Look(IServices services, int? daemon, bool isNamed, Findings findings)
    {
        try
        {
            Tell(services.Status(), services.Manager, daemon, isNamed, findings);
        }
        catch (NativeException e)
        {
            findings.Notice(Id, $"{services.Manager} can't be asked about the service: {e.Function}: {e.Symbol}", e.Remedy);
        }
    }

    private static void Tell(ServiceStatus status, string manager, int? daemon, bool isNamed, Findings findings)
    {
        switch (status.State)
        {
            case ServiceState.NotInstalled:
                findings.Notice(Id, $"{manager}: {status.Text}", "let it start at login: conductorctl service install");
                break;
            case ServiceState.Stopped:
                findings.Notice(Id, $"{manager}: {status.Text}", daemon is null ? "conductorctl service start" : $"PID {daemon} was started by hand; to hand over: conductorctl stop, then conductorctl service start");
                break;
            case ServiceState.Failed:
                findings.Bad(Id, $"{manager}: {status.Text}", "mend what the log says, then: conductorctl service restart", status.LastLines);
                break;
            case ServiceState.Running:
                findings.Good(Id, $"{manager}: {status.Text}{(status.StartsAtLogin ? ", starts at login" : "")}");
                TellStranger(status, daemon, isNamed, findings);
                break;
        }
    }

    /// <summary>Under a manager a daemon waits for the lock instead of giving up.</summary>
    private static void TellStranger(ServiceStatus status, int? daemon, bool isNamed, Findings findings)
    {
        if (daemon is null && isNamed) findings.Notice("service.answers", "The service runs, but nobody answers at the socket that was named", "look without --socket and CONDUCTOR_SOCKET");
        else if (daemon is null) findings.Bad("service.answers", "The service runs, but nobody answers at the socket", "see its log: conductorctl service status", status.LastLines);
        else if (status.ProcessId is { } pid && pid != daemon) findings.Notice("service.other", $"The service (PID {pid}) is not the daemon that answers (PID {daemon}), and may be waiting for it to end", "end the other: conductorctl stop");
    }
}
