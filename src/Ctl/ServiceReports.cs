using System.Text;
using System.Text.Json.Serialization;
using Conductor.Core;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Ctl;

/// <summary>What <c>conductorctl service install --json</c> and <c>uninstall --json</c> print.</summary>
internal sealed record ServiceChangeReport : SuccessReply
{
    public required string Manager { get; init; }
    public required IReadOnlyList<string> Done { get; init; }

    /// <summary>What is left to the user.</summary>
    public required IReadOnlyList<string> Left { get; init; }
}

/// <summary>What the other verbs of <c>service</c> print with <c>--json</c>.</summary>
internal sealed record ServiceStatusReport : SuccessReply
{
    public required string Manager { get; init; }

    /// <summary>"not_installed", "stopped", "running" or "failed".</summary>
    public required string State { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public required int? Pid { get; init; }
    public required bool StartsAtLogin { get; init; }
    public required IReadOnlyList<string> LastLines { get; init; }
}

/// <summary>How the verbs of <c>service</c> end.</summary>
internal static class ServiceReports
{
    public static ExitCode Tell(Session session, string verb, ServiceChange change, string? next)
    {
        var manager = session.Platform.Services.Manager;
        var report = new ServiceChangeReport { Message = $"Service {verb}", Manager = manager, Done = change.Done, Left = change.Left };
        if (session.Globals.Json) session.PrintJson(report, CtlJson.Default.ServiceChangeReport);
        else session.Output.Print(Text(report, next));
        return ExitCode.Done;
    }

    public static ExitCode Tell(Session session, ServiceStatus status, bool done, bool withLines = false)
    {
        var report = new ServiceStatusReport
        {
            Status = done ? "success" : "error", Message = status.Text, Manager = session.Platform.Services.Manager, State = WordOf(status.State),
            Pid = status.ProcessId, StartsAtLogin = status.StartsAtLogin, LastLines = [.. status.LastLines.Select(Printable.Whole)],
        };
        if (session.Globals.Json) session.PrintJson(report, CtlJson.Default.ServiceStatusReport);
        else if (done) session.Output.Print(Text(report, status.State == ServiceState.NotInstalled || status.StartsAtLogin, withLines));
        else session.Output.Error(Text(report, status.State == ServiceState.NotInstalled || status.StartsAtLogin, withLines: true));
        return done ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>"✓ Service installed (systemd)", then what was done, what is left, what comes next.</summary>
    internal static string Text(ServiceChangeReport report, string? next)
    {
        var text = new StringBuilder($"✓ {report.Message} ({report.Manager})\n");
        foreach (var done in report.Done) text.Append($"  {Printable.Whole(done)}\n");
        if (report.Left.Count > 0) text.Append("Left to you:\n");
        foreach (var left in report.Left) text.Append($"  {Printable.Whole(left)}\n");
        if (next is not null) text.Append($"Next: {next}\n");
        return text.ToString();
    }

    internal static string Text(ServiceStatusReport report, bool tellsLogin, bool withLines)
    {
        var mark = report.Status == "success" ? "✓" : "✗";
        var text = new StringBuilder($"{mark} {report.Manager}: {Printable.Whole(report.Message!)}\n");
        if (!tellsLogin) text.Append("  It does not start at login: conductorctl service install\n");
        if (!withLines || report.LastLines.Count == 0) return text.ToString();
        text.Append("  Its last log lines:\n");
        foreach (var line in report.LastLines) text.Append($"    {line}\n");
        return text.ToString();
    }

    private static string WordOf(ServiceState state) => state switch
    {
        ServiceState.NotInstalled => "not_installed",
        ServiceState.Stopped => "stopped",
        ServiceState.Running => "running",
        ServiceState.Failed => "failed",
    };
}
