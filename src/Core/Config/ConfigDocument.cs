using System.Text;

namespace Conductor.Core.Config;

internal enum NodeKind : byte
{
    Table,
    Array,
    String,
    Integer,
    Float,
    Boolean,
    DateTime,
}

/// <summary>How a table came to be, which decides who may add to it (TOML 1.0, "Table").</summary>
internal enum TableOrigin : byte
{
    /// <summary>On the way of a header such as [a.b]: a later [a] may still define it.</summary>
    Implied,

    /// <summary>By its own header.</summary>
    Header,

    /// <summary>By dotted keys: open only to further dotted keys.</summary>
    Dotted,

    /// <summary>{ … } or [ … ]: closed.</summary>
    Inline,

    /// <summary>An array made by [[headers]].</summary>
    ArrayOfTables,
}

/// <summary>One value of the file. Nodes lie in one array and name each other by index, so that a file of 10,000 mappings costs few objects.</summary>
internal struct Node
{
    public string? Key;
    public string? Text;
    public long Bits;
    public int Parent, FirstChild, LastChild, Next, Count;

    /// <summary>Which child of its parent it is, from 0.</summary>
    public int Index;

    /// <summary>Places in the text, in UTF-16 units. A table made by a header has its header's.</summary>
    public int KeyStart, KeyLength, Start, Length, Line;
    public NodeKind Kind;
    public TableOrigin Origin;

    /// <summary>Some reader has asked for it; what nobody asked for is unknown.</summary>
    public bool Asked;
}

/// <summary>
/// A file as read: the nodes, the text they came from, and the problems found so far. Only <see cref="TomlReader"/> fills it.
/// </summary>
internal sealed class ConfigDocument(string file, string text)
{
    private const int ManyKeys = 32;

    private Node[] _nodes = new Node[256];
    private int _count;
    private int[]? _lineStarts;
    private Dictionary<(int Table, string Key), int>? _many;

    public string File { get; } = file;

    public string Text { get; } = text;

    public List<Problem> Problems { get; } = [];

    public ref Node this[int index] => ref _nodes[index];

    public int Count => _count;

    public const int Root = 0;
    public const int None = -1;

    public int Add(int parent, string? key, NodeKind kind)
    {
        if (_count == _nodes.Length) Array.Resize(ref _nodes, _count * 2);
        var index = _count++;
        _nodes[index] = new Node { Key = key, Kind = kind, Parent = parent, FirstChild = None, LastChild = None, Next = None };
        if (parent >= 0) Attach(parent, index);
        return index;
    }

    public void Attach(int parent, int child)
    {
        _nodes[child].Parent = parent;
        ref var table = ref _nodes[parent];
        if (table.LastChild == None) table.FirstChild = child;
        else _nodes[table.LastChild].Next = child;
        table.LastChild = child;
        _nodes[child].Index = table.Count++;
        if (_nodes[child].Key is { } key && table.Count > ManyKeys) Remember(parent, key, child);
    }

    /// <summary>A table with very many keys is looked up by hash; the others, nearly all, by walking.</summary>
    private void Remember(int parent, string key, int child)
    {
        _many ??= [];
        if (_nodes[parent].Count == ManyKeys + 1)
        {
            for (var earlier = _nodes[parent].FirstChild; earlier != child; earlier = _nodes[earlier].Next) _many.TryAdd((parent, _nodes[earlier].Key!), earlier);
        }

        _many.TryAdd((parent, key), child);
    }

    public int Find(int table, string key)
    {
        if (_nodes[table].Count > ManyKeys && _nodes[table].Kind == NodeKind.Table) return _many!.GetValueOrDefault((table, key), None);
        for (var child = _nodes[table].FirstChild; child != None; child = _nodes[child].Next)
        {
            if (ReferenceEquals(_nodes[child].Key, key) || _nodes[child].Key == key) return child;
        }

        return None;
    }

    /// <summary>e.g. modes[0].mappings[2].trigger.note</summary>
    public string PathOf(int node)
    {
        var parts = new Stack<string>();
        for (; node > Root; node = _nodes[node].Parent)
        {
            var parent = _nodes[node].Parent;
            parts.Push(_nodes[parent].Kind == NodeKind.Array ? $"[{_nodes[node].Index}]" : $".{_nodes[node].Key}");
        }

        return string.Concat(parts).TrimStart('.');
    }

    /// <summary>What a person calls the place: "mode 'Default', mapping 3". Null at the top level.</summary>
    public string? ContextOf(int node)
    {
        string? mapping = null;
        for (; node > Root; node = _nodes[node].Parent)
        {
            var array = _nodes[node].Parent;
            if (array <= Root || _nodes[array].Kind != NodeKind.Array || _nodes[node].Kind != NodeKind.Table) continue;
            var number = _nodes[node].Index + 1;
            switch (_nodes[array].Key)
            {
                case "mappings": mapping = $"mapping {number}"; break;
                case "global_mappings": return $"global mapping {number}";
                case "devices": return $"device {number}";
                case "modes": return mapping is null ? ModeName(node, number) : $"{ModeName(node, number)}, {mapping}";
            }
        }

        return mapping;
    }

    private string ModeName(int mode, int number) =>
        Find(mode, "name") is > Root and var name && _nodes[name].Kind == NodeKind.String ? $"mode '{_nodes[name].Text}'" : $"mode {number}";

    /// <summary>Records a problem at a stretch of the text.</summary>
    public void Report(Severity severity, string code, string message, int start, int length, int node = Root, string? suggestion = null)
    {
        var (line, lineStart) = LineAt(start);
        var lineEnd = Text.AsSpan(lineStart).IndexOfAny('\r', '\n') is >= 0 and var end ? lineStart + end : Text.Length;
        var stop = Math.Max(start, Math.Min(start + length, lineEnd));
        Problems.Add(new Problem
        {
            Severity = severity,
            Code = code,
            Message = message,
            Context = ContextOf(node),
            File = File,
            Line = line,
            Column = Scalars(Text.AsSpan(lineStart, Math.Min(start, Text.Length) - lineStart)) + 1,
            Length = Math.Max(1, Scalars(Text.AsSpan(Math.Min(start, Text.Length), stop - Math.Min(start, Text.Length)))),
            Path = node > Root ? PathOf(node) : null,
            Suggestion = suggestion,
            Excerpt = Text[lineStart..lineEnd],
        });
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

    private static int Scalars(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }
}
