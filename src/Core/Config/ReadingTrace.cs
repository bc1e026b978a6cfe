namespace Conductor.Core.Config;

/// <summary>What <c>format</c> and <c>print-config</c> want to know of a reading beyond its result: which tables take what, and where today's spelling is another.</summary>
internal sealed class ReadingTrace
{
    /// <summary>What each table takes, in the order of the reference; a table that is no kind, and where anything goes, is missing.</summary>
    public Dictionary<int, IReadOnlyList<Parameter>> Shapes { get; } = [];

    /// <summary>In the order in which they were found.</summary>
    public List<SpellingChange> Changes { get; } = [];
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
}

/// <summary>A piece of today's spelling for an entry of the file.</summary>
/// <param name="Node">The entry's value.</param>
/// <param name="Kind">What happens to it.</param>
/// <param name="Text">TOML.</param>
internal readonly record struct SpellingChange(int Node, ChangeKind Kind, string Text);
