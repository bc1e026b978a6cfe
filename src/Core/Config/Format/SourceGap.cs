namespace Conductor.Core.Config;

/// <summary>What stands between two entries of a table or list in brackets: blanks, line ends, comments, and a comma.</summary>
internal static class SourceGap
{
    /// <summary>Where its comma stands, or −1: a comma in a comment is none.</summary>
    public static int Comma(ReadOnlySpan<char> gap)
    {
        for (var at = 0; at < gap.Length; at++)
        {
            if (gap[at] == ',') return at;
            if (gap[at] == '#') at += LengthOfComment(gap[at..]) - 1;
        }

        return -1;
    }

    /// <summary>The gap without its comma; one that begins its line leaves the indentation, not the blanks behind it.</summary>
    public static string WithoutComma(string gap)
    {
        var comma = Comma(gap);
        if (comma < 0) return gap;
        var end = comma + 1;
        var isFirst = gap.AsSpan(0, comma).TrimEnd(" \t").EndsWith("\n");
        while (isFirst && end < gap.Length && gap[end] is ' ' or '\t') end++;
        return gap.Remove(comma, end - comma);
    }

    /// <summary>Its comments, as places in the text.</summary>
    public static IEnumerable<SourcePlace> Comments(string text, SourcePlace gap)
    {
        for (var at = text.IndexOf('#', gap.Start, gap.End - gap.Start); at >= 0; at = text.IndexOf('#', at, gap.End - at))
        {
            var end = at + LengthOfComment(text.AsSpan(at, gap.End - at));
            yield return new SourcePlace(at, end);
            at = end;
        }
    }

    private static int LengthOfComment(ReadOnlySpan<char> rest) => rest.IndexOfAny('\r', '\n') is >= 0 and var end ? end : rest.Length;
}
