namespace Conductor.Platform.MacOS;

/// <summary>What <c>launchctl print</c> says of a job, read as a service's status. Its form is no promise, so what is not understood counts as stopped, never as running.</summary>
internal sealed class LaunchdJob(string printed)
{
    public int? ProcessId => int.TryParse(Value("pid"), out var pid) && pid > 0 ? pid : null;

    /// <summary>The plist it was made from.</summary>
    public string? Path => Value("path");

    public ServiceState State => Value("state") == "running" && ProcessId is not null ? ServiceState.Running : HasEndedBadly ? ServiceState.Failed : ServiceState.Stopped;

    public string Text => (State, IsScheduled) switch
    {
        (ServiceState.Running, _) => $"the service runs (PID {ProcessId}){Runs}",
        (ServiceState.Failed, true) => $"the service {Ended} and is started anew after a moment{Runs}",
        (ServiceState.Failed, false) => $"the service {Ended}{Runs}",
        (_, true) => "the service is about to start",
        _ => "the service is stopped",
    };

    private bool IsScheduled => Value("state") == "spawn scheduled";

    private string Ended => Signal is { } signal ? $"was ended by a signal ({signal})" : $"ended with exit status {Value("last exit code")}";

    /// <summary>"0", "5", "78: EX_CONFIG", "(never exited)".</summary>
    private bool HasEndedBadly => Signal is not null || (Value("last exit code") is { } code && char.IsAsciiDigit(code[0]) && code.Split(':')[0].Trim() != "0");

    private string? Signal => Value("last terminating signal");

    private string Runs => int.TryParse(Value("runs"), out var runs) && runs > 1 ? $", started {runs} times so far" : "";

    /// <summary>The first line <c>name = value</c>: the job's own come before those of its parts.</summary>
    private string? Value(string name)
    {
        foreach (var line in printed.Split('\n'))
        {
            var parts = line.Split(" = ", 2);
            if (parts.Length == 2 && parts[0].Trim() == name && parts[1].Trim() is { Length: > 0 } value) return value;
        }

        return null;
    }
}
