namespace Conductor.Platform;

/// <summary>What the system's service manager knows of Conductor.</summary>
public enum ServiceState
{
    NotInstalled,
    Stopped,
    Running,

    /// <summary>It was started and has ended badly, or is being started again and again.</summary>
    Failed,
}

/// <param name="State">As the manager tells.</param>
/// <param name="Text">One sentence that says it, with pid or exit status.</param>
/// <param name="ProcessId">Where it runs; else null.</param>
/// <param name="StartsAtLogin">Whether it starts by itself.</param>
/// <param name="LastLines">The last lines of its log, oldest first.</param>
public sealed record ServiceStatus(ServiceState State, string Text, int? ProcessId, bool StartsAtLogin, IReadOnlyList<string> LastLines);

/// <summary>What an install or uninstall did, and what is left to the user.</summary>
public sealed record ServiceChange(IReadOnlyList<string> Done, IReadOnlyList<string> Left);

/// <summary>
/// The service of the user who calls, never of the system: launchd's agent, systemd's user unit. Failures are <see cref="Core.Ports.NativeException"/> with a remedy; root is refused.
/// </summary>
public interface IServices
{
    /// <summary>"launchd" or "systemd".</summary>
    string Manager { get; }

    /// <summary>Whether this very process was started by the manager, which starts it anew when it ends badly.</summary>
    bool IsSupervised { get; }

    /// <param name="program">The daemon's path, absolute; a link that stays from version to version is kept as it is.</param>
    ServiceChange Install(string program);

    ServiceChange Uninstall();

    /// <summary>Returns when it runs or has ended: the status says which, with the log's last lines.</summary>
    ServiceStatus Start();

    ServiceStatus Stop();

    /// <summary>As <see cref="Start"/>, with an end before it.</summary>
    ServiceStatus Restart();

    ServiceStatus Status();
}
