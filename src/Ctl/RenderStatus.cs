using System.Text;
using Conductor.Core;
using Conductor.Ipc;

namespace Conductor.Ctl;

internal static class RenderStatus
{
    public static string Text(StatusReply status)
    {
        var metrics = status.Metrics;
        var text = new StringBuilder("Conductor Daemon Status:\n");
        void Line(string name, string value) => text.Append($"  {name}: {Printable.Whole(value)}\n");
        Line("State", status.State);
        Line("Uptime", Words.Duration(status.UptimeSeconds));
        Line("Mode", Mode(status));
        Line("Config", status.ConfigPath);
        Line("Mappings", $"{status.Mappings} in {Words.Count(status.Modes.Count, "mode")}");
        Line("Last Reload", status.LastReloadSeconds is { } ago ? $"{Words.Duration(ago)} ago" : "never");
        Line("Reload Time", metrics.ReloadLatencyMs is { } ms ? Words.Milliseconds(ms, "0.0") : "none yet");
        Line("Devices", status.Devices.Count == 0 ? "none" : string.Join(", ", status.Devices.Select(Device)));
        Line("Events", Events(metrics));
        Line("Latency", Latency(metrics));
        Line("IPC Socket", status.IpcSocket);
        Line("PID", status.Pid.ToString());
        foreach (var note in Notes(status)) text.Append($"\n{Printable.Whole(note)}");
        return text.ToString();
    }

    private static string Mode(StatusReply status)
    {
        var index = status.Modes.ToList().IndexOf(status.Mode);
        if (index >= 0) return $"{status.Mode} ({index + 1} of {status.Modes.Count})";
        return status.Mode.Length > 0 ? status.Mode : "none";
    }

    private static string Device(DeviceInfo device) => $"{device.Name} ({(device.Connected ? "connected" : "not connected")})";

    private static string Events(MetricsInfo metrics) =>
        $"{Words.Number(metrics.Events)} received, {Words.Many(metrics.Actions, "action")}, {Words.Number(metrics.Dropped)} dropped";

    private static string Latency(MetricsInfo metrics) => metrics.EventLatencyUs is { Max: > 0 } latency
        ? $"p50 {Words.Microseconds(latency.P50)}, p99 {Words.Microseconds(latency.P99)}"
        : "none yet";

    /// <summary>What a person should know beyond the figures.</summary>
    private static IEnumerable<string> Notes(StatusReply status)
    {
        var (dropped, unlogged) = (status.Metrics.Dropped, status.Metrics.LogLinesLost);
        if (status.LastError is { } error) yield return $"Last problem: {error}";
        foreach (var note in Permissions(status.Permissions)) yield return note;
        if (dropped > 0) yield return $"{Words.Many(dropped, "event")} came faster than they could be handled";
        if (unlogged > 0) yield return $"{Words.Many(unlogged, "log line")} lost: whoever reads the daemon's stderr is too slow";
    }

    private static IEnumerable<string> Permissions(PermissionsInfo? permissions)
    {
        var problem = permissions?.Keys switch
        {
            "missing" => "Keys can't be pressed: the permission is missing",
            "listed_but_not_effective" => "Keys can't be pressed: the permission is listed, but not effective",
            "no_session" => "Keys can't be pressed: there is no desktop session here",
            _ => null,
        };
        if (problem is not null && permissions!.Needed) yield return permissions.Remedy is { } remedy ? $"{problem}; {remedy}" : problem;
        if (permissions?.SecureInput is { } program) yield return $"{program} keeps the keyboard to itself (secure input): keys still go out, and other programs don't see them";
    }
}
