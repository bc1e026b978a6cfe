using System.Text;

namespace Conductor.Core.Config;

/// <summary>Keys between braces.</summary>
internal sealed partial class FormatOrder
{
    private string Ordered(SourceEntry entry) => _text[entry.Start..entry.Value.Start] + Ordered(entry.Value);

    private string Ordered(SourceValue value)
    {
        if (value.Entries.Count == 0) return _text[value.Start..value.End];
        var entries = value.Entries.ConvertAll(Ordered);
        var gaps = value.Gaps.Select(gap => gap.In(_text)).ToList();
        if (!value.IsTable) return Join(value, entries, gaps);
        var ranks = value.Entries.ConvertAll(RanksOf);
        var sorted = Enumerable.Range(0, entries.Count).OrderBy(i => ranks[i], RankOrder.Instance).ToList();
        var moved = Moved(ranks, RankOrder.Instance);
        var hasComments = gaps.Exists(gap => gap.Contains('#'));
        if (moved == 0 || hasComments && !gaps.TrueForAll(gap => gap.Contains('\n'))) return Join(value, entries, gaps);
        _keysMoved += moved;
        return hasComments ? JoinLines(value, entries, gaps, sorted) : Join(value, sorted.ConvertAll(i => entries[i]), gaps);
    }

    /// <summary>What stands between the entries stays where it is.</summary>
    private static string Join(SourceValue value, List<string> entries, List<string> gaps)
    {
        var result = new StringBuilder().Append(value.Opener).Append(gaps[0]);
        for (var i = 0; i < entries.Count; i++) result.Append(entries[i]).Append(gaps[i + 1]);
        return result.Append(value.IsTable ? '}' : ']').ToString();
    }

    /// <summary>Each entry stands on lines of its own: its comments go with it.</summary>
    private string JoinLines(SourceValue value, List<string> entries, List<string> gaps, List<int> sorted)
    {
        var endsWithComma = SourceGap.Comma(gaps[^1]) >= 0;
        var parts = gaps.ConvertAll(gap => GapLines.Read(SourceGap.WithoutComma(gap)));
        var last = parts[^1];
        if (last.Floating.Length + last.Lead.Length > 0) parts[^1] = last with { Floating = last.Floating + last.Lead + _lineEnd };
        var result = new StringBuilder().Append(value.Opener).Append(parts[0].Rest).Append(parts[0].Floating);
        for (var i = 0; i < sorted.Count; i++)
        {
            var (lead, behind) = (parts[sorted[i]], parts[sorted[i] + 1]);
            var comma = i < sorted.Count - 1 || endsWithComma ? "," : "";
            result.Append(lead.Lead).Append(lead.Indent).Append(entries[sorted[i]]).Append(comma).Append(behind.Rest).Append(behind.Floating);
        }

        return result.Append(parts[^1].Indent).Append('}').ToString();
    }

    /// <summary>A gap over lines, without its comma.</summary>
    /// <param name="Rest">Of the line of what stands before it, with its comment.</param>
    /// <param name="Floating">Comments that a blank line parts from what follows, or the bracket does: they belong to what stands before.</param>
    /// <param name="Lead">Comments directly above what follows.</param>
    /// <param name="Indent">Of what follows.</param>
    private readonly record struct GapLines(string Rest, string Floating, string Lead, string Indent)
    {
        public static GapLines Read(string gap)
        {
            var lines = gap.Split('\n');
            var lead = lines.Length - 1;
            while (lead > 1 && lines[lead - 1].Contains('#')) lead--;
            var floating = string.Concat(lines[1..lead].Select(line => line + "\n"));
            return new GapLines(lines[0] + "\n", floating, string.Concat(lines[lead..^1].Select(line => line + "\n")), lines[^1]);
        }
    }
}
