using System.Text.Json.Serialization;
using Conductor.Core.Config;
using Conductor.Core.Scripts;
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

/// <summary>What <c>conductorctl test --json</c> prints.</summary>
internal sealed record TestReport
{
    public int Passed => Files.Sum(file => file.Passed);
    public int Failed => Files.Sum(file => file.Failed);
    public required IReadOnlyList<TestedFile> Files { get; init; }
}

internal sealed record TestedFile
{
    public required string Path { get; init; }
    public int Passed { get; set; }

    /// <summary>A file that can't be read counts as one script.</summary>
    public int Failed => Failures.Count;
    public List<FailedScript> Failures { get; } = [];
}

/// <summary>A script that failed: with the first difference, or a message, or the problems of its configuration.</summary>
internal sealed record FailedScript
{
    public FailedScript(GestureScript script, ScriptFailure failure)
    {
        (Name, Line, At) = (script.Name, script.Line, failure.Line);
        (Expected, Got, Message) = (failure.Expected, failure.Got, failure.Message);
        if (failure.Problems.Count > 0) Problems = failure.Problems;
    }

    public string Name { get; }

    /// <summary>Where the script begins.</summary>
    public int Line { get; }

    /// <summary>The line where it failed; 0 where it is the whole file.</summary>
    public int At { get; }
    public string? Expected { get; }
    public string? Got { get; }
    public string? Message { get; }
    public IReadOnlyList<Problem>? Problems { get; }
}
