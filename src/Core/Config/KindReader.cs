namespace Conductor.Core.Config;

/// <summary>
/// Reads a table that says its <c>type</c> (or is of the one-key form) by the list of kinds. One for triggers, one for actions, one for conditions.
/// </summary>
internal sealed class KindReader<T>
    where T : class
{
    private readonly string _what;
    private readonly IReadOnlyList<KindSpec<T>> _specs;
    private readonly Dictionary<string, Known> _byName = [];
    private readonly TextParameter _type;

    /// <summary>A kind as a file may name it, with everything that its table takes.</summary>
    private sealed class Known(KindSpec<T> spec, Parameter[] parameters)
    {
        public readonly KindSpec<T> Spec = spec;
        public readonly Parameter[] Parameters = parameters;
    }

    /// <param name="what">"trigger", "action" or "condition", for sentences.</param>
    /// <param name="specs">Every kind, in the order of the enum.</param>
    /// <param name="common">Parameters that every kind of it takes.</param>
    public KindReader(string what, IReadOnlyList<KindSpec<T>> specs, params Parameter[] common)
    {
        _what = what;
        _specs = specs;
        _type = new TextParameter("type", $"which {what} it is") { Required = true };
        foreach (var spec in specs)
        {
            var known = new Known(spec, [_type, .. spec.Parameters, .. common]);
            foreach (var name in spec.Older.Prepend(spec.Name)) _byName.Add(Names.Fold(name), known);
        }
    }

    /// <summary>Null only where it has an error.</summary>
    public T? Read(ConfigValue value)
    {
        if (value.TextOrNothing is { } word) return ReadWord(value, word);
        if (value.Table(_what) is not { } table) return null;
        if (table.Find("type") is { } type) return type.Text("type") is { } name && Find(type, name) is { } known ? ReadTable(known, name, type, table) : null;
        return OneKey(table) is { } pair ? ReadOneKey(table, pair.Key, pair.Value) : Untyped(table);
    }

    private T? Untyped(ConfigTable table)
    {
        foreach (var (key, value) in table.Unasked())
        {
            if (Names.Fold(key) != "type") continue;
            value.ErrorKey("missing-key", $"Keys are written in small letters: 'type', not '{key}'", "type");
            return null;
        }

        table.AsValue.Error("missing-key", $"The {_what} has no 'type' (one of {KnownNames()})");
        return null;
    }

    /// <summary>The one entry that nobody has asked for yet.</summary>
    private static (string Key, ConfigValue Value)? OneKey(ConfigTable table)
    {
        (string, ConfigValue)? only = null;
        foreach (var entry in table.Unasked())
        {
            if (only is not null) return null;
            only = entry;
        }

        return only;
    }

    private static T? ReadTable(Known known, string name, ConfigValue at, ConfigTable table, bool atKey = false)
    {
        var spec = known.Spec;
        TellNotBuilt(spec, at, atKey);
        var read = IsRead(spec, name) ? spec.ReadOlder!(table, name) : spec.Read(table);
        if (!spec.TakesAnything) table.RejectUnknown(known.Parameters);
        return read;
    }

    internal static void TellNotBuilt(KindSpec<T> spec, ConfigValue at, bool atKey = false)
    {
        if (spec.NotBuilt is { } sentence) at.Off("not-built-yet", sentence, atKey);
        if (spec.NotTold is { } warning) at.WarnOnce("not-built-yet", warning, atKey);
    }

    /// <summary><c>trigger = { Note = { note = 60 } }</c>, <c>action = { Shell = "ls" }</c></summary>
    private T? ReadOneKey(ConfigTable outer, string name, ConfigValue inner)
    {
        if (!_byName.ContainsKey(Names.Fold(name)) && !inner.IsTable && Nearest(name) is null) return Untyped(outer);
        if (FindKey(inner, name) is not { } known) return null;
        inner.MarkAsked();
        if (inner.IsTable && inner.Table(name) is { } table) return ReadTable(known, name, inner, table, atKey: true);
        if (known.Spec.ReadMain is not { } read) return TakesTable(inner, known.Spec);
        TellNotBuilt(known.Spec, inner, atKey: true);
        return read(inner);
    }

    /// <summary><c>condition = "Always"</c>: a kind that needs nothing said.</summary>
    private T? ReadWord(ConfigValue value, string word)
    {
        if (Find(value, word)?.Spec is not { } spec) return null;
        TellNotBuilt(spec, value);
        if (spec.ReadOlderWord is { } older && IsOlder(spec, word)) return older(value, word);
        return spec.Plain is { } plain ? plain() : TakesTable(value, spec);
    }

    private static T? TakesTable(ConfigValue value, KindSpec<T> spec)
    {
        value.Error("wrong-type", $"'{spec.Name}' takes a table, such as {spec.Example}");
        return null;
    }

    /// <summary>The kind by a name that stands in a value.</summary>
    private Known? Find(ConfigValue at, string name)
    {
        if (!_byName.TryGetValue(Names.Fold(name), out var known))
        {
            var near = Nearest(name);
            at.Error($"unknown-{_what}", UnknownSentence(name, near), near);
            return null;
        }

        if (name != known.Spec.Name && !IsRead(known.Spec, name)) at.Rewrite($"\"{known.Spec.Name}\"");
        if (IsOlder(known.Spec, name)) at.Warn("older-spelling", OlderSentence(known.Spec, name), known.Spec.OlderInstead?.Invoke(name) ?? known.Spec.Name);
        return known;
    }

    /// <summary>The kind by a name that is a key.</summary>
    private Known? FindKey(ConfigValue inner, string name)
    {
        if (!_byName.TryGetValue(Names.Fold(name), out var known))
        {
            var near = Nearest(name);
            inner.ErrorKey($"unknown-{_what}", UnknownSentence(name, near), near);
            return null;
        }

        if (name != known.Spec.Name && !IsRead(known.Spec, name)) inner.Rename(known.Spec.Name);
        if (IsOlder(known.Spec, name)) inner.WarnKey("older-spelling", OlderSentence(known.Spec, name), known.Spec.OlderInstead?.Invoke(name) ?? known.Spec.Name);
        return known;
    }

    private static bool IsOlder(KindSpec<T> spec, string name) => name != spec.Name && Names.Fold(spec.Name) != Names.Fold(name);

    /// <summary>The older name means more than the canonical one: the kind reads it, and tells today's spelling.</summary>
    private static bool IsRead(KindSpec<T> spec, string name) => spec.ReadOlder is not null && IsOlder(spec, name);

    private static string OlderSentence(KindSpec<T> spec, string name) => spec.OlderInstead?.Invoke(name) is { } instead ? $"'{name}' is an older spelling: write {instead}" : $"'{name}' is an older spelling of '{spec.Name}'";

    private string? Nearest(string name) => Spelling.Nearest(name, _specs.Select(spec => spec.Name));

    private string UnknownSentence(string name, string? near) => near is null ? $"Unknown {_what} '{name}' (known are {KnownNames()})" : $"Unknown {_what} '{name}': did you mean '{near}'?";

    private string KnownNames() => string.Join(", ", _specs.Select(spec => spec.Name));
}
