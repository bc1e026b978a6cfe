namespace Conductor.Core.Config;

/// <summary>
/// A text as its writer laid it out, which its values don't tell: lines, comments, blanks, and where each entry's parts stand. For <c>format</c>; places are in UTF-16 units.
/// </summary>
internal sealed class SourceText(string text, List<SourceLine> lines)
{
    public string Text { get; } = text;

    public List<SourceLine> Lines { get; } = lines;

    /// <summary>Every comment, in order.</summary>
    public IEnumerable<SourcePlace> Comments
    {
        get
        {
            foreach (var line in Lines)
            {
                if (line.Kind == SourceKind.Comment) yield return new SourcePlace(line.Content, line.ContentEnd);
                if (line.Entry is not null)
                {
                    foreach (var comment in CommentsIn(line.Entry.Value)) yield return comment;
                }

                if (line.Comment is { } behind) yield return behind;
            }
        }
    }

    private IEnumerable<SourcePlace> CommentsIn(SourceValue value)
    {
        if (!value.IsContainer) yield break;
        var entry = 0;
        foreach (var gap in value.Gaps)
        {
            foreach (var comment in SourceGap.Comments(Text, gap)) yield return comment;
            if (entry == value.Entries.Count) yield break;
            foreach (var comment in CommentsIn(value.Entries[entry++].Value)) yield return comment;
        }
    }
}

internal enum SourceKind
{
    Blank,
    Comment,
    Header,
    Entry,
}

/// <summary>A line; an entry whose value goes over several is one, too.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Start">Its first unit, indentation included.</param>
/// <param name="Content">Where it begins behind the indentation.</param>
/// <param name="ContentEnd">Behind the header or value; behind the comment where it is one.</param>
/// <param name="End">Behind its line end.</param>
internal sealed record SourceLine(SourceKind Kind, int Start, int Content, int ContentEnd, int End)
{
    public SourceEntry? Entry { get; init; }

    /// <summary>The keys of a header.</summary>
    public SourcePlace[] Header { get; init; } = [];

    /// <summary>The comment behind a header or entry, up to its line end; null where there is none.</summary>
    public SourcePlace? Comment { get; init; }
}

/// <summary>A stretch of the text.</summary>
internal readonly record struct SourcePlace(int Start, int End)
{
    public string In(string text) => text[Start..End];
}

/// <summary><c>key = value</c>, or an element of a list (without keys).</summary>
internal sealed record SourceEntry(SourcePlace[] Keys, SourceValue Value)
{
    /// <summary>The table or list between brackets that it stands in; null for one on a line of its own.</summary>
    public SourceValue? Container { get; set; }

    public int Start => Keys.Length > 0 ? Keys[0].Start : Value.Start;

    public int End => Value.End;
}

/// <summary>A value as it is written.</summary>
/// <param name="Start">Its first unit.</param>
/// <param name="Opener">{ or [, or NUL where it is neither table nor list.</param>
/// <param name="Entries">What stands in it.</param>
internal sealed record SourceValue(int Start, char Opener, List<SourceEntry> Entries)
{
    public int End { get; set; }

    public bool IsTable => Opener == '{';

    public bool IsContainer => Opener != '\0';

    /// <summary>The stretches around its entries: behind the opening bracket, between two entries, before the closing one. A comma stands in each between.</summary>
    public IEnumerable<SourcePlace> Gaps
    {
        get
        {
            var at = Start + 1;
            foreach (var entry in Entries)
            {
                yield return new SourcePlace(at, entry.Start);
                at = entry.End;
            }

            yield return new SourcePlace(at, End - 1);
        }
    }
}
