namespace Conductor.Core.Config;

/// <summary>The first part of <c>format</c>: today's spelling where readers have found another. An idea that can't be had by splices without losing a comment is left out: the older form is valid, too.</summary>
internal sealed partial class FormatSpelling
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

    /// <summary>An idea's splices, and the entries that go.</summary>
    private readonly record struct Idea(List<Splice> Pieces, int[] Gone);

    /// <summary>The text with as many changes made as don't touch each other, and how many ideas that were; the others' turn is the next reading's.</summary>
    /// <param name="map">The file.</param>
    /// <param name="changes">What its readers told.</param>
    /// <param name="lineEnd">For new lines.</param>
    /// <param name="isFine">Whether a text may be had; ideas that spoil it are left out, found by halving. Null: it was asked often enough. Left out: any may.</param>
    public static (string Text, int Made) Apply(SourceMap map, IReadOnlyList<SpellingChange> changes, string lineEnd, Func<string, bool?>? isFine = null)
    {
        var spelling = new FormatSpelling(map, lineEnd);
        var ideas = changes.GroupBy(change => change.Idea).Reverse().Select(idea => spelling.Read([.. idea])).OfType<Idea>().ToList();
        if (isFine is null) return spelling.Apply(ideas);
        var kept = new List<Idea>();
        var isOver = false;
        Keep(ideas);
        return spelling.Apply(kept);

        void Keep(List<Idea> some)
        {
            if (isOver || some.Count == 0) return;
            var answer = isFine(spelling.Apply([.. kept, .. some]).Text);
            isOver = answer is null;
            if (answer == true) kept.AddRange(some);
            else if (some.Count > 1)
            {
                Keep(some[..(some.Count / 2)]);
                Keep(some[(some.Count / 2)..]);
            }
        }
    }

    private (string Text, int Made) Apply(List<Idea> ideas)
    {
        var splices = new TextSplices(_text);
        var gone = new HashSet<int>();
        var made = 0;
        foreach (var (pieces, removed) in ideas)
        {
            if (Empties(removed, gone) || !splices.TryAdd(pieces)) continue;
            gone.UnionWith(removed);
            made++;
        }

        return (made == 0 ? _text : splices.Apply(), made);
    }

    /// <summary>A table made by dotted keys would go with the last of its entries.</summary>
    private bool Empties(int[] removed, HashSet<int> gone)
    {
        var document = _map.Document;
        foreach (var node in removed)
        {
            if (document[document[node].Parent].Origin != TableOrigin.Dotted) continue;
            var stays = false;
            for (var child = document[document[node].Parent].FirstChild; child != ConfigDocument.None; child = document[child].Next) stays |= !gone.Contains(child) && !removed.Contains(child);
            if (!stays) return true;
        }

        return false;
    }

    /// <summary>Null where the idea can't be made.</summary>
    private Idea? Read(SpellingChange[] idea)
    {
        var splices = new List<Splice>();
        foreach (var change in idea.Where(change => change.Kind != ChangeKind.Add).Distinct())
        {
            if (Splices(change) is not { } pieces) return null;
            splices.AddRange(pieces);
        }

        foreach (var added in idea.Where(change => change.Kind == ChangeKind.Add).GroupBy(change => change.Node))
        {
            if (AddBehind(added.Key, [.. added.Select(change => change.Text)], splices) is not { } pieces) return null;
            splices.AddRange(pieces);
        }

        if (splices.Count == 0 || !KeepsComments(splices, idea)) return null;
        return new Idea(splices, [.. idea.Where(change => change.Kind == ChangeKind.Remove).Select(change => change.Node)]);
    }

    /// <summary>Each comment that a splice takes away stands in one of the new values.</summary>
    private bool KeepsComments(List<Splice> splices, SpellingChange[] idea)
    {
        var taken = splices.SelectMany(CommentsIn).Select(comment => comment.TrimEnd()).Order(StringComparer.Ordinal).ToList();
        return taken.Count == 0 || taken.SequenceEqual(idea.Where(change => change.Kind == ChangeKind.Value).SelectMany(change => CommentsOf(change.Text)).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> CommentsOf(string value) => SourceReader.Read($"v = {value}") is var source ? source.Comments.Select(comment => comment.In(source.Text).TrimEnd()) : [];

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
