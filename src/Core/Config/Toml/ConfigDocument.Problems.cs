namespace Conductor.Core.Config;

/// <summary>A second place that a problem is about, e.g. "first set here"; in UTF-16 units. Null document: the problem's own.</summary>
internal readonly record struct Related(string Message, int Start, int Length, ConfigDocument? Document = null);

/// <summary>The problems found so far, with their places: kept within bounds, whatever the file is.</summary>
internal sealed partial class ConfigDocument
{
    private const int MaxProblems = 500;     // of each severity
    private const int LongLine = 1_000;      // UTF-16 units of a line that are shown
    private const int LongName = 100;        // of a name that is told
    private const int LongSentence = 1_000;  // of a sentence, which may repeat the file's text

    private int _errors, _warnings;          // reported, kept or not
    private int[]? _lineStarts;

    public List<Problem> Problems { get; } = [];

    /// <summary>Names and texts may be megabytes long; a sentence about them need not.</summary>
    public static string Cut(string text, int length = LongName) =>
        text.Length <= length ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)}…";

    /// <summary>Records a problem at a stretch of the text. Of each severity the first 500 are kept and the others counted: what a file of garbage costs has an end.</summary>
    public void Report(
        Severity severity, string code, string message, int start, int length, int node = Root, string? suggestion = null, Related? related = null)
    {
        if (node > Root && this[node].IsTold && this[node].Start == start) return;
        if (!IsRoomFor(severity)) return;
        var spot = SpotAt(start, length);
        Problems.Add(new Problem
        {
            Severity = severity,
            Code = code,
            Message = Cut(message, LongSentence),
            Context = ContextOf(node),
            File = File,
            Line = spot.Line,
            Column = spot.Column,
            Length = spot.Length,
            Path = node > Root ? PathOf(node) : null,
            Suggestion = suggestion,
            Excerpt = spot.Excerpt,
            ExcerptOffset = spot.ExcerptOffset,
            Related = related is { } other ? (other.Document ?? this).PlaceOf(other) : null,
        });
    }

    private RelatedPlace PlaceOf(Related related)
    {
        var spot = SpotAt(related.Start, related.Length);
        return new RelatedPlace(related.Message, File, spot.Line, spot.Column, spot.Length, spot.Excerpt) { ExcerptOffset = spot.ExcerptOffset };
    }

    /// <summary>No further error is kept: nobody needs its sentence.</summary>
    public bool IsFull => _errors >= MaxProblems;

    private bool IsRoomFor(Severity severity)
    {
        ref var count = ref severity == Severity.Error ? ref _errors : ref _warnings;
        return count++ < MaxProblems;
    }

    /// <summary>What was counted and not kept, as a last problem at the place of the one before; null where everything was kept.</summary>
    public Problem? MoreProblems(Problem last)
    {
        var (errors, warnings) = (Math.Max(0, _errors - MaxProblems), Math.Max(0, _warnings - MaxProblems));
        if (errors + warnings == 0) return null;
        var parts = new[] { Some(errors, "error"), Some(warnings, "warning") }.Where(part => part.Length > 0);
        return new Problem
        {
            Severity = errors > 0 ? Severity.Error : Severity.Warning,
            Code = "more-problems",
            Message = $"Not shown: {string.Join(" and ", parts)}; mend these first",
            File = File,
            Line = last.Line,
            Column = last.Column,
            Length = 1,
        };
    }

    private static string Some(int number, string word) => number == 0 ? "" : $"{number} more {word}{(number == 1 ? "" : "s")}";

    private readonly record struct Spot(int Line, int Column, int Length, string Excerpt, int ExcerptOffset);

    private Spot SpotAt(int start, int length)
    {
        var (line, lineStart) = LineAt(start);
        var lineEnd = Text.AsSpan(lineStart).IndexOfAny('\r', '\n') is >= 0 and var end ? lineStart + end : Text.Length;
        start = Math.Min(start, Text.Length);
        var stop = Math.Max(start, Math.Min(start + length, lineEnd));
        var before = Scalars(Text.AsSpan(lineStart, start - lineStart));
        var excerpt = lineEnd - lineStart <= LongLine ? lineStart..lineEnd : Around(start, lineStart, lineEnd);
        return new Spot(line, before + 1, Math.Max(1, Scalars(Text.AsSpan(start, stop - start))), Text[excerpt],
            excerpt.Start.Value == lineStart ? 0 : before - Scalars(Text.AsSpan(excerpt.Start.Value, Math.Max(0, start - excerpt.Start.Value))));
    }

    /// <summary>What is shown of a line that may be the whole of a 4 MiB file. No surrogate pair is cut.</summary>
    private Range Around(int start, int lineStart, int lineEnd)
    {
        var from = Math.Clamp(start - (LongLine / 2), lineStart, lineEnd);
        var to = Math.Min(lineEnd, from + LongLine);
        if (from > lineStart && char.IsLowSurrogate(Text[from])) from--;
        if (to < lineEnd && char.IsLowSurrogate(Text[to])) to--;
        return from..to;
    }

    /// <summary>Line numbers are counted only where a problem is reported: reading a good file pays nothing for them.</summary>
    public (int Line, int Start) LineAt(int offset)
    {
        _lineStarts ??= LineStarts();
        var line = Array.BinarySearch(_lineStarts, Math.Min(offset, Text.Length));
        if (line < 0) line = ~line - 1;
        return (line + 1, _lineStarts[line]);
    }

    private int[] LineStarts()
    {
        var starts = new List<int> { 0 };
        for (var at = Text.IndexOf('\n'); at >= 0; at = Text.IndexOf('\n', at + 1)) starts.Add(at + 1);
        return [.. starts];
    }

    /// <summary>Each pair of surrogates is one scalar; the text has no lone ones.</summary>
    private static int Scalars(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        while (text.IndexOfAnyInRange('\uDC00', '\uDFFF') is >= 0 and var low)
        {
            count--;
            text = text[(low + 1)..];
        }

        return count;
    }
}
