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

    /// <summary>The value is broken and that has been said: whatever else a reader finds wrong with it follows from there.</summary>
    public bool IsTold;
}

/// <summary>
/// A file as read: the nodes, the text they came from, and the problems found so far. Only <see cref="TomlReader"/> fills it.
/// </summary>
internal sealed partial class ConfigDocument(string file, string text)
{
    private const int ManyKeys = 32;
    private const int PageBits = 8, PageMask = (1 << PageBits) - 1;

    private Node[][] _pages = new Node[4][];   // nodes never move: a great file is not copied while it grows
    private int _count;
    private Dictionary<(int Table, string Key), int>? _many;

    public string File { get; } = file;

    public string Text { get; } = text;

    public ref Node this[int index] => ref _pages[index >> PageBits][index & PageMask];

    public int Count => _count;

    public const int Root = 0;
    public const int None = -1;

    public int Add(int parent, string? key, NodeKind kind)
    {
        var index = _count++;
        if ((index & PageMask) == 0) AddPage(index >> PageBits);
        ref var node = ref this[index];   // all zero yet
        node.Key = key;
        node.Kind = kind;
        node.Parent = parent;
        node.FirstChild = node.LastChild = node.Next = None;
        if (parent >= 0) Attach(parent, index);
        return index;
    }

    private void AddPage(int page)
    {
        if (page == _pages.Length) Array.Resize(ref _pages, page * 2);
        _pages[page] = new Node[PageMask + 1];
    }

    public void Attach(int parent, int child)
    {
        ref var node = ref this[child];
        ref var table = ref this[parent];
        if (table.LastChild == None) table.FirstChild = child;
        else this[table.LastChild].Next = child;
        table.LastChild = child;
        node.Parent = parent;
        node.Index = table.Count++;
        if (node.Key is { } key && table.Count > ManyKeys) Remember(parent, key, child);
    }

    /// <summary>A table with very many keys is looked up by hash; the others, nearly all, by walking.</summary>
    private void Remember(int parent, string key, int child)
    {
        _many ??= [];
        if (this[parent].Count == ManyKeys + 1)
        {
            for (var earlier = this[parent].FirstChild; earlier != child; earlier = this[earlier].Next) _many.TryAdd((parent, this[earlier].Key!), earlier);
        }

        _many.TryAdd((parent, key), child);
    }

    public int Find(int table, string key)
    {
        if (this[table].Count > ManyKeys && this[table].Kind == NodeKind.Table) return _many!.GetValueOrDefault((table, key), None);
        for (var child = this[table].FirstChild; child != None;)
        {
            ref var node = ref this[child];
            if (node.Key == key) return child;
            child = node.Next;
        }

        return None;
    }

    /// <summary>e.g. modes[0].mappings[2].trigger.note</summary>
    public string PathOf(int node)
    {
        var parts = new Stack<string>();
        for (; node > Root; node = this[node].Parent)
        {
            var parent = this[node].Parent;
            parts.Push(this[parent].Kind == NodeKind.Array ? $"[{this[node].Index}]" : $".{Cut(this[node].Key!)}");
        }

        return string.Concat(parts).TrimStart('.');
    }

    /// <summary>What a person calls the place: "mode 'Default', mapping 3". Null at the top level.</summary>
    public string? ContextOf(int node)
    {
        string? mapping = null;
        for (; node > Root; node = this[node].Parent)
        {
            var array = this[node].Parent;
            if (array <= Root || this[array].Kind != NodeKind.Array || this[node].Kind != NodeKind.Table) continue;
            var number = this[node].Index + 1;
            switch (this[array].Key)
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
        Find(mode, "name") is > Root and var name && this[name].Kind == NodeKind.String ? $"mode '{Cut(this[name].Text!)}'" : $"mode {number}";
}
