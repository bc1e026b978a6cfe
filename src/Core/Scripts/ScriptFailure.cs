using Conductor.Core.Config;

namespace Conductor.Core.Scripts;

/// <summary>Why a script failed: the first difference, or what of it can't be read. One of the three is there.</summary>
public sealed record ScriptFailure
{
    /// <summary>The line of the script's file, from 1; 0 where it is the whole file.</summary>
    public required int Line { get; init; }

    /// <summary>What the line says, e.g. "500ms Shell quit", with what ran instead in <see cref="Got"/>.</summary>
    public string? Expected { get; init; }

    public string? Got { get; init; }

    /// <summary>A sentence: what of the line can't be understood or done.</summary>
    public string? Message { get; init; }

    /// <summary>The errors of the configuration; a snippet's have their places in the script's file.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    public static ScriptFailure Difference(int line, string expected, string got) => new() { Line = line, Expected = expected, Got = got };

    public static ScriptFailure Fault(int line, string message) => new() { Line = line, Message = message };

    public static ScriptFailure Refused(int line, IReadOnlyList<Problem> problems) => new() { Line = line, Problems = problems };

    public override string ToString() =>
        Message is not null ? $"line {Line}: {Message}"
        : Problems.Count > 0 ? ProblemText.List(Problems)
        : $"line {Line}:\n  expected  {Expected}\n  got       {Got}";
}
