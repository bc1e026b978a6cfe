using System.Text;

namespace Conductor.Core.Config;

/// <summary>Keys on lines of their own.</summary>
internal sealed partial class FormatOrder
{
    /// <summary>An entry with the comments directly above it. A comment that a blank line parts from what follows belongs to what stands before it.</summary>
    private sealed record Unit(int[] Ranks, bool IsParted, string Text)
    {
        public string Tail { get; set; } = "";
    }

    private void WriteBody(List<SourceLine> body)
    {
        var (head, units) = ReadUnits(body);
        _result.Append(head);
        var sorted = units.OrderBy(unit => unit.Ranks, RankOrder.Instance).ToList();
        _keysMoved += Moved(units.ConvertAll(unit => unit.Ranks), RankOrder.Instance);
        var stays = sorted.SequenceEqual(units, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < sorted.Count; i++)
        {
            if (sorted[i].IsParted && (i > 0 || stays)) _result.Append(_lineEnd);
            _result.Append(sorted[i].Text).Append(sorted[i].Tail);
        }
    }

    private (string Head, List<Unit> Units) ReadUnits(List<SourceLine> body)
    {
        var units = new List<Unit>();
        var head = new StringBuilder();
        var pending = new StringBuilder();
        var isParted = false;
        foreach (var line in body)
        {
            if (line.Kind == SourceKind.Blank)
            {
                if (pending.Length > 0) Attach();
                else isParted = true;
            }
            else if (line.Kind == SourceKind.Comment) pending.Append(_text, line.Start, line.End - line.Start);
            else
            {
                units.Add(new Unit(RanksOf(line.Entry!), isParted, pending + Ordered(line)));
                pending.Clear();
                isParted = false;
            }
        }

        if (pending.Length > 0) Attach();
        return (head.ToString(), units);

        void Attach()
        {
            var block = (isParted ? _lineEnd : "") + pending + (pending[^1] == '\n' ? "" : _lineEnd) + _lineEnd;
            if (units.Count == 0) head.Append(block);
            else units[^1].Tail += block;
            pending.Clear();
            isParted = false;
        }
    }

    private string Ordered(SourceLine line)
    {
        var end = _text[line.ContentEnd..line.End];
        return _text[line.Start..line.Content] + Ordered(line.Entry!) + end + (end.EndsWith('\n') ? "" : _lineEnd);
    }

    /// <summary>One rank for each part of the key, in the table that it is a key of.</summary>
    private int[] RanksOf(SourceEntry entry)
    {
        var ranks = new int[entry.Keys.Length];
        var node = _map.NodeOf(entry);
        for (var i = ranks.Length - 1; i >= 0; i--, node = _document[node].Parent) ranks[i] = RankIn(_document[node].Parent, _document[node].Key!);
        return ranks;
    }

    private sealed class RankOrder : IComparer<int[]>
    {
        public static readonly RankOrder Instance = new();

        public int Compare(int[]? x, int[]? y)
        {
            for (var i = 0; i < Math.Max(x!.Length, y!.Length); i++)
            {
                var order = At(x, i).CompareTo(At(y, i));
                if (order != 0) return order;
            }

            return 0;
        }

        private static int At(int[] ranks, int index) => index < ranks.Length ? ranks[index] : 0;
    }
}
