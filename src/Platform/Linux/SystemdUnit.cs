namespace Conductor.Platform.Linux;

/// <summary>What <c>systemctl show</c> says of a unit, <c>NAME=value</c> in each line, read as a service's status.</summary>
internal sealed class SystemdUnit(string shown)
{
    public const string Wanted = "LoadState,ActiveState,SubState,MainPID,ExecMainCode,ExecMainStatus,Result,UnitFileState,NRestarts";

    // ExecMainCode is waitid's si_code.
    private const string Killed = "2";
    private const string Dumped = "3";

    private readonly Dictionary<string, string> _values = shown.Split('\n')
        .Select(line => line.Split('=', 2))
        .Where(parts => parts.Length == 2)
        .GroupBy(parts => parts[0], parts => parts[1].Trim())
        .ToDictionary(group => group.Key, group => group.Last());

    public ServiceState State => (this["LoadState"], this["ActiveState"], this["SubState"]) switch
    {
        ("not-found" or "masked" or "", _, _) => ServiceState.NotInstalled,
        ("bad-setting" or "error", _, _) => ServiceState.Failed,
        (_, "active" or "reloading", "running") => ServiceState.Running,
        (_, "failed", _) or (_, _, "auto-restart" or "auto-restart-queued") => ServiceState.Failed,
        _ => ServiceState.Stopped,
    };

    public ServiceStatus Status(IReadOnlyList<string> lastLines) =>
        new(State, Text, State == ServiceState.Running ? ProcessId : null, this["UnitFileState"] is "enabled" or "enabled-runtime" or "alias", lastLines);

    private int? ProcessId => int.TryParse(this["MainPID"], out var pid) && pid > 0 ? pid : null;

    private string this[string name] => _values.GetValueOrDefault(name, "");

    private string Text => (State, this["LoadState"]) switch
    {
        (ServiceState.NotInstalled, "masked") => "the service is masked: systemctl --user unmask conductor.service",
        (ServiceState.NotInstalled, _) => "the service is not installed",
        (ServiceState.Failed, "bad-setting" or "error") => $"the unit can't be read ({this["LoadState"]})",
        (ServiceState.Running, _) => $"the service runs (PID {ProcessId}){Restarts(", started anew {0} so far")}",
        (ServiceState.Failed, _) when this["SubState"].StartsWith("auto-restart", StringComparison.Ordinal) => $"the service {Ended} and is started anew after a moment{Restarts(" ({0} so far)")}",
        (ServiceState.Failed, _) => $"the service {Ended}{Restarts(", after it was started anew {0}")}",
        _ => this["ActiveState"] is "activating" or "deactivating" ? $"the service is {this["ActiveState"]}" : "the service is stopped",
    };

    private string Ended => (this["Result"], this["ExecMainCode"]) switch
    {
        (_, Killed or Dumped) => $"was ended by signal {this["ExecMainStatus"]}",
        ("exit-code" or "success", _) => $"ended with exit status {this["ExecMainStatus"]}",
        ("start-limit-hit", _) => $"ended again and again, the last time with exit status {this["ExecMainStatus"]}",
        ({ Length: > 0 } result, _) => $"failed ({result}, exit status {this["ExecMainStatus"]})",
        _ => "failed",
    };

    private string Restarts(string format)
    {
        var times = int.TryParse(this["NRestarts"], out var count) ? count : 0;
        return times == 0 ? "" : string.Format(format, times == 1 ? "once" : $"{times} times");
    }
}
