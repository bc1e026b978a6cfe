using System.Text.Json.Serialization;

namespace Conductor.Core.Config;

[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>The file is refused; what runs stays.</summary>
    [JsonStringEnumMemberName("error")]
    Error,

    /// <summary>Accepted, and said.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,
}

/// <summary>One thing about a file that its writer should know: where, what, and what to write instead. Values, never exceptions; all of them at once.</summary>
public sealed record Problem
{
    public required Severity Severity { get; init; }

    /// <summary>Kebab-case, stable, e.g. "note-out-of-range".</summary>
    public required string Code { get; init; }

    /// <summary>A sentence: what is wrong and what would be right.</summary>
    public required string Message { get; init; }

    /// <summary>What the place is called, e.g. "mode 'Default', mapping 3"; null at the top level.</summary>
    public string? Context { get; init; }

    /// <summary>The file as it was named.</summary>
    public required string File { get; init; }

    /// <summary>From 1.</summary>
    public required int Line { get; init; }

    /// <summary>From 1, in Unicode scalars.</summary>
    public required int Column { get; init; }

    /// <summary>Of the offending text, in Unicode scalars; at least 1.</summary>
    public required int Length { get; init; }

    /// <summary>e.g. "modes[0].mappings[2].trigger.note".</summary>
    public string? Path { get; init; }

    /// <summary>What was probably meant, ready to type.</summary>
    public string? Suggestion { get; init; }

    /// <summary>The source line, so that a client can draw the excerpt without the file; of a line of more than 1,000 characters the part around the spot.</summary>
    public string? Excerpt { get; init; }

    /// <summary>How many Unicode scalars of the line come before the excerpt: 0 where it is the whole line.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ExcerptOffset { get; init; }

    /// <summary>The other place that has to do with it: where a key was set first. Null where there is none.</summary>
    public RelatedPlace? Related { get; init; }

    [JsonIgnore] public bool IsError => Severity == Severity.Error;
}

/// <summary>A second place of a <see cref="Problem"/>, and what there is to see there.</summary>
/// <param name="Message">A few words, e.g. "first set here".</param>
/// <param name="File">The file as it was named; an included one may be another than the problem's.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in Unicode scalars.</param>
/// <param name="Length">In Unicode scalars; at least 1.</param>
/// <param name="Excerpt">The source line, as <see cref="Problem.Excerpt"/>.</param>
public sealed record RelatedPlace(string Message, string File, int Line, int Column, int Length, string? Excerpt)
{
    /// <summary>As <see cref="Problem.ExcerptOffset"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ExcerptOffset { get; init; }
}
