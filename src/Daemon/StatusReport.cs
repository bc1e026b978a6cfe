using Conductor.Core.Mapping;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Daemon;

/// <summary>What the daemon says of itself.</summary>
internal sealed class StatusReport(ConfigControl config, EngineThread engine, ControlLoop loop, LogSetup logs, string socket, IPlatform platform)
{
    /// <summary>What messages of no device are shown as coming from.</summary>
    public const string InjectDevice = "inject";

    private readonly long _started = loop.Now;

    public static string Version { get; } = typeof(StatusReport).Assembly.GetName().Version is { } version ? $"{version.Major}.{version.Minor}.{version.Build}" : "0";

    public bool IsStopping { get; set; }

    /// <summary>The engine has not adopted its first plan yet.</summary>
    public bool IsStarting { get; set; } = true;

    /// <summary>The sequencer that was asked for is missing.</summary>
    public bool IsWithoutSequencer { get; set; }

    /// <summary>The first that holds.</summary>
    private string State()
    {
        if (IsStopping) return "Stopping";
        if (config.IsReloading) return "Reloading";
        if (IsStarting) return "Starting";
        if (engine.IsPaused) return "Paused";
        return config.IsDegraded || IsWithoutSequencer || !engine.Devices.IsComplete ? "Degraded" : "Running";
    }

    public string DeviceName(ushort slot)
    {
        foreach (var view in engine.Devices.Views)
        {
            if (view.Slot == slot) return view.Id.Length > 0 ? view.Id : view.Name;
        }

        return InjectDevice;
    }

    public StatusReply Make()
    {
        var now = loop.Now;
        return new StatusReply
        {
            State = State(),
            UptimeSeconds = Seconds(now - _started),
            ConfigPath = config.Path,
            LastReloadSeconds = config.Metrics.LastAt is { } at ? Seconds(now - at) : null,
            IpcSocket = socket,
            Pid = platform.Processes.ProcessId,
            Version = Version,
            Mode = engine.Mode,
            Modes = config.Plan.ModeNames,
            Mappings = config.Plan.Config.MappingsWritten,
            GlobalMappings = config.Plan.Config.GlobalMappingsWritten,
            Devices = [.. engine.Devices.Views.Select(view => Device(view, now))],
            Paused = engine.IsPaused,
            Metrics = Metrics(),
            LastError = config.LastError ?? engine.LastError ?? config.InputRefusal,
            Backend = engine.Backend,
            Permissions = Permissions(platform.Permissions, config.Plan.Needs),
        };
    }

    private DeviceInfo Device(DeviceView view, long now) => new()
    {
        Id = view.Id,
        Name = view.Name,
        Port = view.Port,
        Connected = view.IsConnected,
        LastEventSeconds = engine.Metrics.LastEvent(view.Slot) is { } last ? Seconds(now - last) : null,
    };

    private static PermissionsInfo Permissions(IPermissions permissions, PlanNeeds needs)
    {
        var keys = permissions.Keys;
        return new PermissionsInfo
        {
            Keys = WordOf(keys),
            Needed = needs.Keyboard || needs.Mouse,
            Remedy = keys == PermissionState.Granted ? null : permissions.Remedy,
            SecureInput = permissions.SecureInput,
        };
    }

    private static string WordOf(PermissionState state) => state switch
    {
        PermissionState.Granted => "granted",
        PermissionState.Missing => "missing",
        PermissionState.ListedButNotEffective => "listed_but_not_effective",
        PermissionState.NoSession => "no_session",
    };

    private MetricsInfo Metrics() => new()
    {
        ReloadLatencyMs = Rounded(config.Metrics.LastMs),
        Reloads = config.Metrics.Count,
        ReloadFailures = config.Metrics.Failures,
        ReloadMinMs = Rounded(config.Metrics.MinMs),
        ReloadAvgMs = Rounded(config.Metrics.AverageMs),
        ReloadMaxMs = Rounded(config.Metrics.MaxMs),
        Events = engine.Metrics.Events,
        Actions = engine.Metrics.Actions,
        Dropped = engine.Metrics.Dropped,
        Errors = engine.Metrics.Errors,
        Echoes = engine.Metrics.Echoes,
        EventLatencyUs = new LatencyInfo
        {
            P50 = engine.Metrics.Latency.Percentile(0.5),
            P99 = engine.Metrics.Latency.Percentile(0.99),
            Max = engine.Metrics.Latency.Max,
        },
        MemoryBytes = Environment.WorkingSet,
        LogLinesLost = logs.LinesLost,
    };

    private static double Seconds(long microseconds) => Math.Round(microseconds / 1e6, 3);

    private static double? Rounded(double? milliseconds) => milliseconds is { } value ? Math.Round(value, 3) : null;
}
