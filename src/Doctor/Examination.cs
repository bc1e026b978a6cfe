using System.Runtime.InteropServices;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Doctor;

/// <summary>Where a daemon's socket may be.</summary>
/// <param name="Paths">The one that was named; else the usual ones, in order.</param>
/// <param name="IsNamed">A flag, a variable or the configuration names it.</param>
public sealed record SocketPlaces(IReadOnlyList<string> Paths, bool IsNamed);

/// <summary>
/// Looks at everything that Conductor needs, changes nothing and starts nothing. Permissions belong to the process that presses keys: where a daemon runs it is asked what it finds; without
/// one, what is found is true of the program that looks.
/// </summary>
/// <param name="platform">Whose system.</param>
/// <param name="version">Ours.</param>
/// <param name="config">The configuration that this program would read.</param>
public sealed class Examination(IPlatform platform, string version, ConfigPath config)
{
    /// <summary>What this very process sees: the daemon's answer to <c>doctor</c>.</summary>
    public DoctorReply OfThisProcess() => Reply(OwnFindings());

    /// <summary>The whole report.</summary>
    /// <param name="places">Where to look for a daemon.</param>
    /// <param name="patience">How long it has for each answer.</param>
    /// <param name="asksDaemon">Whether a daemon's own findings take the place of ours.</param>
    public DoctorReply Whole(SocketPlaces places, TimeSpan patience, bool asksDaemon)
    {
        var findings = new Findings();
        var daemon = new DaemonCheck(platform, version, patience).Look(places, findings);
        var told = asksDaemon ? daemon?.Doctor() : null;
        if (told is null)
        {
            TellWhose(daemon, asksDaemon, findings);
            findings.AddRange(OwnFindings());
        }
        else
        {
            findings.AddRange(told.Findings);
            findings.AddRange(EnvironmentCheck.Beside(told.Findings));
        }

        if (daemon?.Status is { } status) PortsCheck.Look(status, findings);
        ServiceCheck.Look(platform.Services, daemon?.Status?.Pid, places.IsNamed, findings);
        return Reply(findings.All);
    }

    private IReadOnlyList<FindingInfo> OwnFindings()
    {
        var findings = new Findings();
        if (platform.Processes.UserId == 0) findings.Notice("program.root", "This runs as root, and so does everything in the configuration", "run Conductor as your own user");
        findings.AddRange(platform.Diagnose());
        new ConfigurationCheck(platform, config).Look(findings);
        new StateCheck(platform).Look(findings);
        findings.AddRange(EnvironmentCheck.Look());
        return findings.All;
    }

    private static void TellWhose(DaemonCheck.Found? daemon, bool asksDaemon, Findings findings)
    {
        const string Here = "What follows about permissions is true of programs started from this terminal, not of the daemon";
        if (daemon is null) findings.Notice("program.place", Here, "start the daemon and look again: `conductorctl doctor` asks it");
        else if (asksDaemon) findings.Notice("program.place", $"The daemon has no answer to `doctor`. {Here}", "restart it, so that it is of this version");
        else findings.Notice("program.place", Here, "ask the daemon that runs: conductorctl doctor");
    }

    private DoctorReply Reply(IReadOnlyList<FindingInfo> findings) => new()
    {
        Version = version,
        System = $"{platform.Name} {Environment.OSVersion.Version}",
        Arch = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        Findings = findings,
    };
}
