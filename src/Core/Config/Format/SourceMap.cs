namespace Conductor.Core.Config;

/// <summary>What each stretch of a <see cref="SourceText"/> is in the <see cref="ConfigDocument"/> read from the same text: entries by their values' places, headers by theirs.</summary>
internal sealed class SourceMap
{
    private readonly Dictionary<int, int> _byStart = [];
    private readonly Dictionary<int, SourceEntry> _entries = [];
    private readonly Dictionary<int, SourceLine> _lines = [];
    private readonly Dictionary<int, List<SourcePlace>> _keys = [];

    public SourceMap(ConfigDocument document, SourceText source)
    {
        (Document, Source) = (document, source);
        for (var node = ConfigDocument.Root + 1; node < document.Count; node++)
        {
            if (HasPlace(node)) _byStart[document[node].Start] = node;
        }

        foreach (var line in source.Lines) Note(line);
    }

    public ConfigDocument Document { get; }

    public SourceText Source { get; }

    private bool HasPlace(int node) => Document[node] switch
    {
        { Kind: NodeKind.Table or NodeKind.Array, Origin: var origin } => origin is TableOrigin.Inline or TableOrigin.Header && Document.Text[Document[node].Start] is '[' or '{',
        _ => true,
    };

    private void Note(SourceLine line)
    {
        if (line.Entry is not null) Note(line.Entry, line);
        if (line.Kind == SourceKind.Header) Note(line.Header, NodeOf(line));
    }

    private void Note(SourceEntry entry, SourceLine? line)
    {
        var node = NodeOf(entry);
        _entries[node] = entry;
        if (line is not null) _lines[node] = line;
        Note(entry.Keys, node);
        foreach (var inner in entry.Value.Entries) Note(inner, null);
    }

    /// <summary>The last key names the node, those before it the tables on the way.</summary>
    private void Note(SourcePlace[] keys, int node)
    {
        for (var i = keys.Length - 1; i >= 0; i--, node = Document[node].Parent)
        {
            if (Document[node].Key is null) node = Document[node].Parent;   // an element: its list bears the key
            if (!_keys.TryGetValue(node, out var places)) _keys.Add(node, places = []);
            places.Add(keys[i]);
        }
    }

    public int NodeOf(SourceEntry entry) => _byStart[entry.Value.Start];

    public int NodeOf(SourceValue value) => _byStart[value.Start];

    /// <summary>The table that a header makes.</summary>
    public int NodeOf(SourceLine header) => _byStart[header.Content];

    /// <summary>The entry with that value; null where it is no value of one (a table with a header, or made by dotted keys).</summary>
    public SourceEntry? EntryOf(int node) => _entries.GetValueOrDefault(node);

    /// <summary>The line of an entry that has one of its own; null for one between brackets.</summary>
    public SourceLine? LineOf(int node) => _lines.GetValueOrDefault(node);

    /// <summary>Everywhere a node's key is written: a table may have several headers below it.</summary>
    public IReadOnlyList<SourcePlace> KeysOf(int node) => _keys.GetValueOrDefault(node) ?? [];
}
