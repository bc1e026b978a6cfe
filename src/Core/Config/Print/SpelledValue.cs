namespace Conductor.Core.Config;

/// <summary>One value in today's spelling, with the place it came from.</summary>
/// <param name="Source">The text that spells it: the file, or one of our own.</param>
/// <param name="Index">Of its node there.</param>
/// <param name="File">Of the origin.</param>
/// <param name="Line">Of the origin, from 1.</param>
internal readonly record struct SpelledValue(SpelledDocument Source, int Index, string File, int Line)
{
    /// <summary>All that a file says.</summary>
    public SpelledValue(SpelledDocument source) : this(source, ConfigDocument.Root, source.Document.File, 1)
    {
    }

    private ConfigDocument Document => Source.Document;

    private ref Node Data => ref Document[Index];

    public NodeKind Kind => Data.Kind;

    /// <summary>The entry's key as it stands in the file, whatever it is today.</summary>
    public string? WrittenKey => FileKey ?? Data.Key;

    /// <summary>Of a value that a text of our own spells.</summary>
    private string? FileKey { get; init; }

    public bool IsTable => Kind == NodeKind.Table;

    public bool IsListOfTables => Kind == NodeKind.Array && Data.Count > 0 && Elements().All(element => element.IsTable);

    /// <summary>The content of a string; null for another type.</summary>
    public string? Text => Kind == NodeKind.String ? Data.Text : null;

    /// <summary>Of an integer, a float, a boolean.</summary>
    public long Bits => Data.Bits;

    /// <summary>The value as it stands in its text.</summary>
    public string Written => Document.Text.Substring(Data.Start, Data.Length);

    /// <summary>What the reading found the table to take; null where anything goes.</summary>
    public IReadOnlyList<Parameter>? Shape => Source.ShapeOf(Index);

    /// <summary>Another value at the same place.</summary>
    public SpelledValue As(string toml) => Entry($"v = {toml}").Value with { FileKey = WrittenKey };

    public IEnumerable<SpelledValue> Elements()
    {
        for (var child = Data.FirstChild; child != ConfigDocument.None; child = Document[child].Next) yield return Child(child);
    }

    /// <summary>The table's entries as one would write them today, in the order of the file.</summary>
    /// <param name="knownOnly">What no reader knows is left out.</param>
    public IEnumerable<(string Key, SpelledValue Value)> Entries(bool knownOnly)
    {
        for (var child = Data.FirstChild; child != ConfigDocument.None; child = Document[child].Next)
        {
            if ((knownOnly && !Source.IsKnown(child)) || Source.IsRemoved(child)) continue;
            var value = Child(child);
            yield return (Source.Changed(child, ChangeKind.Key) ?? Document[child].Key!, value);
            foreach (var added in Source.Added(child)) yield return value.Entry(added);
        }
    }

    /// <summary>An entry as it stands in the file, whatever it is today.</summary>
    public SpelledValue? FindWritten(string key) => Document.Find(Index, key) is not ConfigDocument.None and var node ? At(node) : null;

    private (string Key, SpelledValue Value) Entry(string text)
    {
        var ours = Source.Ours(text);
        var node = ours.Document[ConfigDocument.Root].FirstChild;
        return (ours.Document[node].Key!, new SpelledValue(ours, node, File, Line));
    }

    private SpelledValue Child(int node) => Source.Changed(node, ChangeKind.Value) is { } text ? At(node).As(text) : At(node);

    /// <summary>All of a text of our own has the place that it speaks for.</summary>
    private SpelledValue At(int node) => this with { Index = node, FileKey = null, Line = Source.IsOurs ? Line : Document[node].Line };
}
