namespace Conductor.Core.Config;

/// <summary>Each kind of change in splices; null where it can't be had.</summary>
internal sealed partial class FormatSpelling
{
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

    /// <summary>Below the same tables as the entry, by the names that the idea gives them; another idea may not rename them meanwhile.</summary>
    private List<Splice>? AddBehind(int node, string[] entries, List<Splice> made)
    {
        if (_map.EntryOf(node) is not { Keys.Length: > 0 } entry) return null;
        var prefix = new TextSplices(Prefix(entry));
        var kept = new List<Splice>();
        foreach (var key in entry.Keys[..^1])
        {
            var index = made.FindIndex(splice => splice.Start == key.Start && splice.End == key.End);
            if (index < 0) kept.Add(new Splice(key.Start, key.End, key.In(_text)));
            else if (!prefix.TryAdd([new Splice(key.Start - entry.Start, key.End - entry.Start, made[index].Text)])) return null;
        }

        var head = prefix.Apply();
        if (_map.LineOf(node) is not { } line) return [.. kept, new Splice(entry.End, entry.End, string.Concat(entries.Select(added => $", {head}{added}")))];
        var lines = string.Concat(entries.Select(added => Indent(line) + head + added + _lineEnd));
        return [.. kept, new Splice(line.End, line.End, _text[line.End - 1] == '\n' ? lines : _lineEnd + lines)];
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
}
