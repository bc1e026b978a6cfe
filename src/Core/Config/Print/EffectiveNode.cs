namespace Conductor.Core.Config;

/// <summary>What is in force, as a tree: a table, a list of tables, or a value.</summary>
internal abstract class EffectiveNode;

/// <summary>Its entries in the order of the reference.</summary>
internal sealed class EffectiveTable : EffectiveNode
{
    public List<(string Key, EffectiveNode Node)> Entries { get; } = [];

    public void Add(string key, EffectiveNode node) => Entries.Add((key, node));
}

/// <summary>Written with two brackets, once for each.</summary>
internal sealed class EffectiveList(IReadOnlyList<EffectiveTable> tables) : EffectiveNode
{
    public IReadOnlyList<EffectiveTable> Tables { get; } = tables;
}

/// <summary>What stands behind one key.</summary>
/// <param name="spelled">The value, and where it came from.</param>
/// <param name="isDefault">No file says it.</param>
internal sealed class EffectiveValue(SpelledValue spelled, bool isDefault = false) : EffectiveNode
{
    public SpelledValue Spelled { get; } = spelled;

    public bool IsDefault { get; } = isDefault;
}
