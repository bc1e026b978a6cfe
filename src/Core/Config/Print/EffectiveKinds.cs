using System.Collections.Frozen;

namespace Conductor.Core.Config;

/// <summary>Triggers, actions or conditions in whichever form they are written → tables with a <c>type</c>.</summary>
/// <param name="tables">For what stands in them.</param>
/// <param name="kinds">Those that may stand here, by folded name.</param>
internal readonly struct EffectiveKinds(EffectiveTables tables, FrozenDictionary<string, KindShape> kinds)
{
    public const string Type = "type";

    private const string Negation = "Not";
    private const string Negated = "condition";

    /// <summary>One, or a list of them.</summary>
    public EffectiveNode Of(SpelledValue value)
    {
        if (value.Kind != NodeKind.Array) return OfOne(value) ?? (EffectiveNode)new EffectiveValue(value);
        var all = new List<EffectiveTable>();
        foreach (var element in value.Elements())
        {
            if (OfOne(element) is { } one) all.Add(one);
        }

        return all.Count > 0 ? new EffectiveList(all) : new EffectiveValue(value);
    }

    private EffectiveTable? OfOne(SpelledValue value)
    {
        if (value.Text is { } word) return Find(word) is { } plain ? Table(plain, value, [], []) : null;
        if (!value.IsTable) return null;
        var entries = value.Entries(knownOnly: true).ToList();
        if (entries.Find(entry => entry.Key == Type) is { Key: not null, Value: { Text: { } name } type }) return Find(name) is { } kind ? OfTyped(kind, value, type) : null;
        foreach (var (key, inner) in entries)
        {
            if (Find(key) is { } kind) return OfOneKey(kind, key, inner, entries.Where(entry => entry.Key != key));
        }

        return tables.OfTable(value, []);   // a case: a condition and an action
    }

    private EffectiveTable OfTyped(KindShape kind, SpelledValue table, SpelledValue type)
    {
        if (kind.OlderSaysMore && table.FindWritten(Type) is { } written && Names.Fold(written.Text ?? "") != Names.Fold(kind.Name)) type = written;
        var entries = table.Entries(knownOnly: !kind.TakesAnything).Where(entry => entry.Key != Type);
        return Table(kind, type, entries, []);
    }

    /// <summary><c>{ Note = { note = 60 } }</c>, <c>{ Shell = "ls" }</c></summary>
    private EffectiveTable OfOneKey(KindShape kind, string key, SpelledValue inner, IEnumerable<(string, SpelledValue)> beside)
    {
        var type = inner.As($"\"{kind.Name}\"");
        if (kind.OlderSaysMore && inner.WrittenKey is { } written && Names.Fold(written) != Names.Fold(kind.Name)) type = inner.As($"\"{written}\"");
        if (!inner.IsTable) return Table(kind, type, [(kind.Main!.Name, inner)], beside);
        var entries = inner.Entries(knownOnly: !kind.TakesAnything).ToList();

        // { Not = { ModeIs = "Edit" } }: what stands in it may be the condition itself.
        if (kind.Name == Negation && (entries.Exists(entry => entry.Key == Type) || !entries.Exists(entry => entry.Key == Negated))) entries = [(Negated, inner)];
        return Table(kind, type, entries.Where(entry => entry.Key != Type), beside);
    }

    private EffectiveTable Table(KindShape kind, SpelledValue type, IEnumerable<(string Key, SpelledValue Value)> entries, IEnumerable<(string Key, SpelledValue Value)> beside)
    {
        var table = new EffectiveTable();
        table.Add(Type, new EffectiveValue(type));
        if (kind.TakesAnything)
        {
            tables.AddEntries(table, entries, [], withDefaults: false);
            return table;
        }

        var all = entries.Concat(beside).ToList();
        var hasOlder = EffectiveTables.Named(all, kind.Parameters).Any(entry => EffectiveTables.IsOlder(entry.Value, kind.Parameters.FirstOrDefault(parameter => parameter.Name == entry.Key)));
        tables.AddEntries(table, all, kind.Parameters, withDefaults: !hasOlder);
        return table;
    }

    private KindShape? Find(string name) => kinds.GetValueOrDefault(Names.Fold(name));
}
