using System.Text;

namespace Conductor.Core.Config;

/// <summary>
/// The second part of <c>format</c>: tables and keys in the order of the reference, those that nobody knows behind them. What lists order (modes, mappings, devices, actions) has a
/// meaning and stays; whatever moves takes along the comments directly above it and the one behind it.
/// </summary>
internal sealed partial class FormatOrder
{
    private readonly ConfigDocument _document;
    private readonly SourceMap _map;
    private readonly Dictionary<int, IReadOnlyList<Parameter>> _shapes;
    private readonly string _text;
    private readonly string _lineEnd;
    private readonly StringBuilder _result = new();
    private int _tablesMoved;
    private int _keysMoved;

    private FormatOrder(ConfigDocument document, SourceMap map, Dictionary<int, IReadOnlyList<Parameter>> shapes, string lineEnd)
    {
        (_document, _map, _shapes, _text, _lineEnd) = (document, map, shapes, map.Source.Text, lineEnd);
    }

    public static (string Text, int TablesMoved, int KeysMoved) Apply(ConfigDocument document, SourceMap map, Dictionary<int, IReadOnlyList<Parameter>> shapes, string lineEnd)
    {
        var order = new FormatOrder(document, map, shapes, lineEnd);
        order.Write(order.ReadSections());
        return (order._result.ToString(), order._tablesMoved, order._keysMoved);
    }

    /// <summary>A header with the comments directly above it, what stands below it, and the tables that lie in it.</summary>
    private sealed class Section(int node)
    {
        public int Node => node;

        public List<SourceLine> Lead { get; } = [];

        public List<SourceLine> Body { get; } = [];

        public List<Section> Inner { get; } = [];

        /// <summary>Where its parent takes it.</summary>
        public int Rank { get; init; }
    }

    private Section ReadSections()
    {
        var root = new Section(ConfigDocument.Root);
        var byNode = new Dictionary<int, Section> { [ConfigDocument.Root] = root };
        var here = root;
        foreach (var line in _map.Source.Lines)
        {
            here.Body.Add(line);
            if (line.Kind != SourceKind.Header) continue;
            var above = here;
            here = Under(byNode, _map.NodeOf(line));
            var first = above.Body.Count - 1;
            while (first > 0 && above.Body[first - 1].Kind == SourceKind.Comment) first--;
            here.Lead.AddRange(above.Body[first..]);
            above.Body.RemoveRange(first, above.Body.Count - first);
        }

        return root;
    }

    /// <summary>A new section in the nearest table above it that has had a header already: [a.b] may stand before [a].</summary>
    private Section Under(Dictionary<int, Section> byNode, int node)
    {
        var (at, parent) = (node, _document[node].Parent);
        while (!byNode.ContainsKey(parent)) (at, parent) = (parent, _document[parent].Parent);
        if (_document[at].Key is null) at = _document[at].Parent;   // an element: its list bears the key
        var section = new Section(node) { Rank = RankIn(parent, _document[at].Key!) };
        byNode[node] = section;
        byNode[parent].Inner.Add(section);
        return section;
    }

    /// <summary>Where the table's own order has a key; behind everything where it has none. A table whose order nobody knows has none.</summary>
    private int RankIn(int table, string key)
    {
        if (!_shapes.TryGetValue(table, out var shape)) return 0;
        for (var i = 0; i < shape.Count; i++)
        {
            if (shape[i].Name == key || Array.IndexOf(shape[i].Older, key) >= 0) return i;
        }

        return int.MaxValue;
    }

    private void Write(Section section)
    {
        foreach (var line in section.Lead) WriteLine(line);
        WriteBody(section.Body);
        var ranks = section.Inner.Select(inner => inner.Rank).ToArray();
        _tablesMoved += Moved(ranks);
        foreach (var inner in section.Inner.OrderBy(inner => inner.Rank))
        {
            _result.Append(_lineEnd);   // parts its comments from what stands above; one blank line is left of several
            Write(inner);
        }
    }

    private void WriteLine(SourceLine line)
    {
        _result.Append(_text, line.Start, line.End - line.Start);
        EndLine();
    }

    private void EndLine()
    {
        if (_result[^1] != '\n') _result.Append(_lineEnd);
    }

    /// <summary>How many of them must move for the order to be right: all but the longest row that stands right already.</summary>
    private static int Moved<T>(IReadOnlyList<T> ranks, IComparer<T>? comparer = null)
    {
        comparer ??= Comparer<T>.Default;
        var ends = new List<T>();   // the lowest end of a row of each length
        foreach (var rank in ranks)
        {
            var (low, high) = (0, ends.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (comparer.Compare(ends[middle], rank) <= 0) low = middle + 1;
                else high = middle;
            }

            if (low == ends.Count) ends.Add(rank);
            else ends[low] = rank;
        }

        return ranks.Count - ends.Count;
    }
}
