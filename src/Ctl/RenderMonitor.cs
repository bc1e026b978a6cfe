using System.Globalization;
using Conductor.Core;
using Conductor.Ipc;

namespace Conductor.Ctl;

internal static class RenderMonitor
{
    /// <summary>Time, kind, device, what happened, and for an action whose it was and how long it took.</summary>
    public static string Text(MonitorLine line)
    {
        var time = line.T.ToString("0.000000", CultureInfo.InvariantCulture);
        return Printable.Whole($"{time,14}  {line.Kind,-7}  {line.Device ?? "",-16}  {What(line),-32}  {Origin(line)}".TrimEnd());
    }

    /// <summary>Kinds that this version doesn't know show what they have.</summary>
    private static string What(MonitorLine line) => line.Kind switch
    {
        "midi" => line.Channel is { } channel && line.Message?.Contains(" ch=", StringComparison.Ordinal) != true ? $"{line.Message} ch={channel}" : line.Message ?? "",
        "device" => line.Connected == true ? "connected" : "disconnected",
        "reload" => line.Error ?? "reloaded",
        "lost" => Words.Many(line.Count ?? 0, "line") + " lost",
        _ => line.Action ?? line.Gesture ?? line.Message ?? line.Mode ?? line.Error ?? "",
    };

    private static string Origin(MonitorLine line)
    {
        var place = line.File is null ? "" : $"{Path.GetFileName(line.File)}:{line.Line}";
        var time = line.Us is { } us ? Words.Microseconds(us) : "";
        return string.Join("  ", new[] { line.Mapping, place, time }.Where(part => !string.IsNullOrEmpty(part)));
    }
}
