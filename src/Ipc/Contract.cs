using System.Text.Json;
using System.Text.Json.Serialization;
using Conductor.Core.Config;

namespace Conductor.Ipc;

/// <summary>Everything a client can ask of the daemon. To add one: a member here, then follow the compiler.</summary>
public enum Command
{
    Status,
    Reload,
    Validate,
    Stop,
    Ping,
    Pause,
    Resume,
    Panic,
    Inject,
    Explain,
    Monitor,
    Doctor,
}

public enum ErrorCode
{
    InvalidJson = 1001,
    MissingField = 1002,
    UnknownCommand = 1003,
    InvalidRequest = 1004,
    ConfigNotFound = 2001,
    ConfigValidationFailed = 2002,
    ConfigParseFailed = 2003,
    InvalidState = 3001,
    DeviceNotConnected = 3002,
    NotFound = 3003,
    InternalError = 4001,
    Timeout = 4002,
}

/// <summary>The whole protocol's sizes and times.</summary>
public static class Limits
{
    public const int MaxRequestBytes = 1_048_576;
    public const int MaxConnections = 64;

    /// <summary>What requests under way may hold together, over all connections.</summary>
    public const int MaxPendingBytes = 4 * 1024 * 1024;

    /// <summary>What a client may leave unread before it is dropped.</summary>
    public const int MaxBacklogBytes = 1024 * 1024;

    public const int MaxDepth = 32;
    public static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(10);

    /// <summary>How far a request that is too large is read on, to give its true size.</summary>
    public const int MaxScanBytes = 64 * 1024 * 1024;
    public static readonly TimeSpan MaxScanTime = TimeSpan.FromSeconds(2);
}

/// <summary>A request as it comes over the wire. Unknown keys are ignored.</summary>
public sealed record Request
{
    public JsonElement? Id { get; init; }
    public string? Command { get; init; }
    public JsonElement? Args { get; init; }
}

public sealed record ValidateArgs
{
    public string? Path { get; init; }
}

public sealed record InjectArgs
{
    /// <summary>In words: "note-on 36 100".</summary>
    public string? Message { get; init; }

    /// <summary>A list of integers, or hex text.</summary>
    public JsonElement? Bytes { get; init; }
    public string? Device { get; init; }
}

public sealed record ExplainArgs
{
    /// <summary>In words: "note-on 36 100".</summary>
    public string? Message { get; init; }

    /// <summary>Left out: the mode in force.</summary>
    public string? Mode { get; init; }
}

/// <summary>What every answer begins with.</summary>
public abstract record Reply
{
    /// <summary>The request's, echoed. The connection sets it; handlers leave it alone.</summary>
    [JsonPropertyOrder(-3)] public JsonElement? Id { get; init; }

    /// <summary>"success" or "error"; null where the record stands inside another, as details do.</summary>
    [JsonPropertyOrder(-2)] public string? Status { get; init; }
}

public record SuccessReply : Reply
{
    public SuccessReply() => Status = "success";

    [JsonPropertyOrder(-1)] public string? Message { get; init; }
}

public sealed record ErrorReply : Reply
{
    public ErrorReply() => Status = "error";

    public required ErrorInfo Error { get; init; }
}

public sealed record ErrorInfo
{
    public required int Code { get; init; }
    public required string Message { get; init; }

    /// <summary>One of the details records below, or null.</summary>
    public JsonElement? Details { get; init; }
}

public sealed record TooLargeDetails
{
    public required long RequestSize { get; init; }
    public int MaxSize { get; init; } = Limits.MaxRequestBytes;
    public string Security { get; init; } = "Request rejected to prevent memory exhaustion";
}

public sealed record ReloadReply : SuccessReply
{
    public required double DurationMs { get; init; }
    public required IReadOnlyList<string> Modes { get; init; }
    public required int Mappings { get; init; }
    public required int GlobalMappings { get; init; }
    public required IReadOnlyList<Problem> Warnings { get; init; }
}

/// <summary>
/// The outcome of a check: the object that <c>validate</c> answers, that <c>--json</c> prints and that stands in <c>details</c> of 2002
/// and 2003 (<see cref="AsDetails"/>).
/// </summary>
public record ValidateReply : SuccessReply
{
    public required bool Valid { get; init; }
    public required string ConfigPath { get; init; }
    public required IReadOnlyList<string> Modes { get; init; }

    /// <summary>Mapping entries as written, global ones included.</summary>
    public required int Mappings { get; init; }
    public required int GlobalMappings { get; init; }
    public required int Errors { get; init; }
    public required int Warnings { get; init; }
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>The same object without what belongs to an answer.</summary>
    public ValidateReply AsDetails() => this with { Id = null, Status = null, Message = null };
}

public sealed record InjectReply : SuccessReply
{
    public required int Handled { get; init; }
    public required IReadOnlyList<ActionInfo> Actions { get; init; }
}

public sealed record ActionInfo
{
    /// <summary>The mapping's description, or its trigger in words.</summary>
    public required string Mapping { get; init; }
    public required string File { get; init; }
    public required int Line { get; init; }

    /// <summary>e.g. "Keystroke cmd+shift+a".</summary>
    public required string Action { get; init; }
}

/// <summary>What a message would do; <see cref="SuccessReply.Message"/> is it in words.</summary>
public sealed record ExplainReply : SuccessReply
{
    public required string Mode { get; init; }

    /// <summary>What it is at once, in the order of dispatch, then what may come of it.</summary>
    public required IReadOnlyList<GestureInfo> Gestures { get; init; }
}

public sealed record GestureInfo
{
    /// <summary>e.g. "C2 press 100", "C2 long press 500 ms".</summary>
    public required string Gesture { get; init; }

    /// <summary>e.g. "at once", "if it stays down for 500 ms".</summary>
    public required string When { get; init; }

    /// <summary>The mapping that fires then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public required ActionInfo? Fires { get; init; }

    /// <summary>The other mappings about it.</summary>
    public required IReadOnlyList<PassedInfo> Others { get; init; }
}

/// <summary>A mapping that doesn't fire.</summary>
public sealed record PassedInfo
{
    public required string Mapping { get; init; }
    public required string File { get; init; }
    public required int Line { get; init; }
    public required string Action { get; init; }

    /// <summary>e.g. "velocity 100 is not in 1–40".</summary>
    public required string Why { get; init; }
}

/// <summary>One line of <c>monitor</c>; what doesn't apply to a kind is left out.</summary>
public sealed record MonitorLine
{
    /// <summary>Seconds of the daemon's clock, six decimals.</summary>
    public required double T { get; init; }

    /// <summary>midi, gesture, action, mode, device, reload, problem or lost.</summary>
    public required string Kind { get; init; }
    public string? Device { get; init; }

    /// <summary>The message by name, e.g. "note-on 36 100".</summary>
    public string? Message { get; init; }

    /// <summary>e.g. "C2 press 100", "C2 long press".</summary>
    public string? Gesture { get; init; }
    public int? Channel { get; init; }
    public string? Action { get; init; }
    public string? Mapping { get; init; }
    public string? File { get; init; }
    public int? Line { get; init; }

    /// <summary>Microseconds from message to action.</summary>
    public double? Us { get; init; }
    public string? Mode { get; init; }
    public bool? Connected { get; init; }
    public string? Error { get; init; }
    public long? Count { get; init; }
}

public sealed record StatusReply : SuccessReply
{
    public required string State { get; init; }
    public required double UptimeSeconds { get; init; }
    public required string ConfigPath { get; init; }

    /// <summary>Null before the first reload.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public double? LastReloadSeconds { get; init; }
    public required string IpcSocket { get; init; }
    public required int Pid { get; init; }
    public required string Version { get; init; }
    public required string Mode { get; init; }
    public required IReadOnlyList<string> Modes { get; init; }
    public required int Mappings { get; init; }
    public required int GlobalMappings { get; init; }
    public required IReadOnlyList<DeviceInfo> Devices { get; init; }
    public required bool Paused { get; init; }
    public required MetricsInfo Metrics { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public string? LastError { get; init; }

    /// <summary>"alsa", "coremidi" or "loopback".</summary>
    public required string Backend { get; init; }

    /// <summary>Null from a daemon of an earlier version.</summary>
    public PermissionsInfo? Permissions { get; init; }
}

/// <summary>What the system lets the daemon do.</summary>
public sealed record PermissionsInfo
{
    /// <summary>Whether it may press keys: "granted", "missing", "listed_but_not_effective" (macOS: granted to an earlier build) or "no_session" (no desktop that keys could go to).</summary>
    public required string Keys { get; init; }

    /// <summary>Whether the configuration in force presses keys or mouse buttons at all.</summary>
    public required bool Needed { get; init; }

    /// <summary>What to do where they are not granted.</summary>
    public string? Remedy { get; init; }

    /// <summary>The program that keeps the keyboard to itself (macOS's secure input), by name; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public string? SecureInput { get; init; }
}

/// <summary>What was looked at and found: the object that <c>--json</c> prints, for bug reports.</summary>
public sealed record DoctorReply : SuccessReply
{
    public required string Version { get; init; }

    /// <summary>"Linux" or "macOS", with its own version.</summary>
    public required string System { get; init; }

    /// <summary>Of the process: "x64", "arm64".</summary>
    public required string Arch { get; init; }
    public required IReadOnlyList<FindingInfo> Findings { get; init; }

    /// <summary>Nothing doesn't work.</summary>
    [JsonIgnore] public bool IsWell => Findings.All(finding => finding.State != FindingInfo.Bad);
}

/// <summary>One line of <c>conductorctl doctor</c>.</summary>
public sealed record FindingInfo
{
    public const string Good = "good";
    public const string Notice = "notice";
    public const string Bad = "bad";

    /// <summary>A name for scripts that stays the same, such as "midi.open".</summary>
    public required string Id { get; init; }

    /// <summary>"good", "notice" or "bad".</summary>
    public required string State { get; init; }

    /// <summary>One sentence without a full stop.</summary>
    public required string Text { get; init; }

    /// <summary>What to do.</summary>
    public string? Remedy { get; init; }

    /// <summary>Lines from elsewhere that go with it: of a log, of a configuration. For the person at the screen alone; never in a bug report.</summary>
    public IReadOnlyList<string>? Quoted { get; init; }
}

public sealed record DeviceInfo
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? Port { get; init; }
    public required bool Connected { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public double? LastEventSeconds { get; init; }
}

public sealed record MetricsInfo
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public double? ReloadLatencyMs { get; init; }
    public required long Reloads { get; init; }
    public required long ReloadFailures { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public double? ReloadMinMs { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public double? ReloadAvgMs { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public double? ReloadMaxMs { get; init; }
    public required long Events { get; init; }
    public required long Actions { get; init; }
    public required long Dropped { get; init; }
    public required long Errors { get; init; }

    /// <summary>Messages that were our own, come back. Not required: a daemon of an earlier version doesn't count them.</summary>
    public long Echoes { get; init; }
    public required LatencyInfo EventLatencyUs { get; init; }
    public required long MemoryBytes { get; init; }

    /// <summary>Log lines that stderr didn't take.</summary>
    public required long LogLinesLost { get; init; }
}

public sealed record LatencyInfo
{
    public required double P50 { get; init; }
    public required double P99 { get; init; }
    public required double Max { get; init; }
}
