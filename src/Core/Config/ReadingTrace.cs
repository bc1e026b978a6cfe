namespace Conductor.Core.Config;

/// <summary>What <c>format</c> and <c>print-config</c> want to know of a reading beyond its result: which tables take what, and where today's spelling is another.</summary>
internal sealed class ReadingTrace : IDisposable
{
    private int _ideas;
    private int _together;

    /// <summary>What each table takes, in the order of the reference; a table that is no kind, and where anything goes, is missing.</summary>
    public Dictionary<int, IReadOnlyList<Parameter>> Shapes { get; } = [];

    /// <summary>In the order in which they were found; a later one knows more than an earlier one of the same place.</summary>
    public List<SpellingChange> Changes { get; } = [];

    /// <summary>Until it is disposed of, changes are one idea: they are all made or none is.</summary>
    public IDisposable Together()
    {
        if (_together++ == 0) _ideas++;
        return this;
    }

    public void Add(int node, ChangeKind kind, string text, int inner = ConfigDocument.None)
    {
        if (_together == 0) _ideas++;
        Changes.Add(new SpellingChange(_ideas, node, kind, text, inner));
    }

    void IDisposable.Dispose() => _together--;
}

internal enum ChangeKind
{
    /// <summary>The entry's key becomes the text.</summary>
    Key,

    /// <summary>The value becomes the text.</summary>
    Value,

    /// <summary>The entry goes.</summary>
    Remove,

    /// <summary>The text, "key = value", becomes an entry behind this one.</summary>
    Add,

    /// <summary>The entry becomes the text, "key = value" or nothing, and behind it the entries of the inner table.</summary>
    Unwrap,

    /// <summary>Today's spelling can't be had by changing entries: the idea is dropped.</summary>
    Impossible,
}

/// <summary>A piece of today's spelling for an entry of the file.</summary>
/// <param name="Idea">Pieces of the same number are made together or not at all.</param>
/// <param name="Node">The entry's value.</param>
/// <param name="Kind">What happens to it.</param>
/// <param name="Text">TOML.</param>
/// <param name="Inner">The table whose entries take its place, where it is unwrapped.</param>
internal readonly record struct SpellingChange(int Idea, int Node, ChangeKind Kind, string Text, int Inner);
