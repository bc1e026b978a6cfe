using System.Text.Json.Serialization;
using Conductor.Ipc;

namespace Conductor.Ctl;

/// <summary>What <c>conductorctl ping --json</c> prints: the answer, and how long it took.</summary>
internal sealed record PingReport : SuccessReply
{
    public required double RoundTripMs { get; init; }
}

/// <summary>What <c>conductorctl init --json</c> prints.</summary>
internal sealed record InitReport : SuccessReply
{
    public required string Path { get; init; }
    public required string Template { get; init; }

    /// <summary>Where the file that was there is now; null where there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public string? Backup { get; init; }
}

/// <summary>What <c>conductorctl init --list --json</c> prints.</summary>
internal sealed record TemplatesReport : SuccessReply
{
    public required IReadOnlyList<TemplateInfo> Templates { get; init; }
}

internal sealed record TemplateInfo(string Name, string Description);

/// <summary>What <c>conductorctl format --json</c> prints for each file.</summary>
internal sealed record FormatReport : SuccessReply
{
    public required string Path { get; init; }

    /// <summary>It was another before; with <c>--check</c>: it would be another.</summary>
    public required bool Changed { get; init; }

    /// <summary>How many older spellings became today's.</summary>
    public required int Spellings { get; init; }
    public required int TablesMoved { get; init; }
    public required int KeysMoved { get; init; }
}
