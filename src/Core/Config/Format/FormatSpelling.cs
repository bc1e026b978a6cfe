namespace Conductor.Core.Config;

/// <summary>The first part of <c>format</c>: today's spelling where readers have found another. An idea that can't be had by splices without losing a comment is left out: the older form is valid, too.</summary>
internal sealed class FormatSpelling
{
    private readonly SourceMap _map;
    private readonly string _text;
    private readonly string _lineEnd;
    private readonly SourcePlace[] _comments;

    private FormatSpelling(SourceMap map, string lineEnd)
    {
        (_map, _text, _lineEnd) = (map, map.Source.Text, lineEnd);
        _comments = [.. map.Source.Comments];
    }

    /// <summary>The text with as many changes made as don't touch each other, and how many ideas that were; the others' turn is the next reading's.</summary>
    public static (string Text, int Made) Apply(SourceMap map, IReadOnlyList<SpellingChange> changes, string lineEnd)
    {
        var spelling = new FormatSpelling(map, lineEnd);
        var splices = new TextSplices(map.Source.Text);
        var made = 0;
        foreach (var idea in changes.GroupBy(change => change.Idea).Reverse())
        {
            if (spelling.Splices([.. idea]) is { Count: > 0 } pieces && splices.TryAdd(pieces)) made++;
        }

        return (made == 0 ? map.Source.Text : splices.Apply(), made);
    }

    /// <summary>Null where the idea can't be made.</summary>
    private List<Splice>? Splices(SpellingChange[] idea)
    {
        var splices = new List<Splice>();
        foreach (var change in idea.Where(change => change.Kind != ChangeKind.Add).Distinct())
        {
            if (Splices(change) is not { } pieces) return null;
            splices.AddRange(pieces);
        }

        foreach (var added in idea.Where(change => change.Kind == ChangeKind.Add).GroupBy(change => change.Node))
        {
            if (AddBehind(added.Key, [.. added.Select(change => change.Text)]) is not { } piece) return null;
            splices.Add(piece);
        }

        return KeepsComments(splices) ? splices : null;
    }

    private IEnumerable<Splice>? Splices(SpellingChange change) => change.Kind switch
    {
        ChangeKind.Key => Rename(change.Node, change.Text),
        ChangeKind.Value => _map.EntryOf(change.Node) is { } entry ? [new Splice(entry.Value.Start, entry.End, change.Text)] : null,
        ChangeKind.Remove => Remove(change.Node),
        ChangeKind.Unwrap => Unwrap(change.Node, change.Inner, change.Text),
        ChangeKind.Add or ChangeKind.Impossible => null,
    };

    private IEnumerable<Splice>? Rename(int node, string key) => _map.KeysOf(node) is { Count: > 0 } places ? places.Select(place => new Splice(place.Start, place.End, key)) : null;

    /// <summary>Its comma goes, too, and its line where nothing else is on it.</summary>
    private Splice[]? Remove(int node)
    {
        if (_map.EntryOf(node) is not { Keys.Length: > 0 } entry) return null;
        var end = entry.End;
        if (entry.Container is not null)
        {
            var gap = _text.AsSpan(end, NextStart(entry) - end);
            var comma = SourceGap.Comma(gap);
            if (comma >= 0 && !gap[..comma].Trim(" \t").IsEmpty) return null;   // behind a comment or on the next line
            end += comma + 1;
        }

        return [WithLine(entry.Start, end)];
    }

    /// <summary>A comment that stands behind stays, in the entry's place.</summary>
    private Splice WithLine(int start, int end)
    {
        var lineStart = start == 0 ? 0 : _text.LastIndexOf('\n', start - 1) + 1;
        if (!_text.AsSpan(lineStart, start - lineStart).Trim(" \t").IsEmpty) return new Splice(start, end, "");
        var rest = end;
        while (rest < _text.Length && _text[rest] is ' ' or '\t' or '\r') rest++;
        if (rest == _text.Length || _text[rest] == '\n') return new Splice(lineStart, Math.Min(rest + 1, _text.Length), "");
        return new Splice(start, _text[rest] == '#' ? rest : end, "");
    }

    private static int NextStart(SourceEntry entry)
    {
        var entries = entry.Container!.Entries;
        var next = entries.FindIndex(other => ReferenceEquals(other, entry)) + 1;
        return next < entries.Count ? entries[next].Start : entry.Container.End - 1;
    }

    private Splice? AddBehind(int node, string[] entries)
    {
        if (_map.EntryOf(node) is not { Keys.Length: > 0 } entry) return null;
        if (_map.LineOf(node) is not { } line) return new Splice(entry.End, entry.End, string.Concat(entries.Select(added => $", {Prefix(entry)}{added}")));
        var lines = string.Concat(entries.Select(added => Indent(line) + Prefix(entry) + added + _lineEnd));
        return new Splice(line.End, line.End, _text[line.End - 1] == '\n' ? lines : _lineEnd + lines);
    }

    /// <summary>The parts of a dotted key before the last one.</summary>
    private string Prefix(SourceEntry entry) => _text[entry.Start..entry.Keys[^1].Start];

    private string Indent(SourceLine line) => _text[line.Start..line.Content];

    private List<Splice>? Unwrap(int node, int innerNode, string head)
    {
        if (_map.EntryOf(node) is not { Keys.Length: > 0 } outer || _map.EntryOf(innerNode)?.Value is not { IsTable: true } inner) return null;
        if (inner.Entries.Count == 0 && head.Length == 0) return null;
        var prefix = Prefix(outer);
        var separator = (_map.LineOf(node) is { } line ? _lineEnd + Indent(line) : ", ") + prefix;
        if (inner.Entries.Count == 0) return [new Splice(outer.Start, outer.End, prefix + head)];
        var splices = new List<Splice> { new(outer.Start, inner.Entries[0].Start, head.Length == 0 ? prefix : prefix + head + separator) };
        foreach (var (before, behind) in inner.Entries.Zip(inner.Entries.Skip(1))) splices.Add(new Splice(before.End, behind.Start, separator));
        splices.Add(new Splice(inner.Entries[^1].End, outer.End, ""));
        return splices;
    }

    private bool KeepsComments(List<Splice> splices) => splices.TrueForAll(splice => CommentsIn(splice).All(comment => splices.Exists(other => other.Text.Contains(comment, StringComparison.Ordinal))));

    private IEnumerable<string> CommentsIn(Splice splice)
    {
        var (low, high) = (0, _comments.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_comments[middle].Start < splice.Start) low = middle + 1;
            else high = middle;
        }

        for (; low < _comments.Length && _comments[low].Start < splice.End; low++) yield return _comments[low].In(_text);
    }
}
