using System.Collections.Frozen;

namespace Conductor.Core.Config;

/// <summary>
/// Reads a table that says its <c>type</c> (or is of the one-key form) by the list of kinds. One for triggers, one for actions.
/// </summary>
internal sealed class KindReader<T>
    where T : class
{
    private readonly string _what;
    private readonly IReadOnlyList<KindSpec<T>> _specs;
    private readonly Parameter[] _common;
    private readonly FrozenDictionary<string, KindSpec<T>> _byName;
    private readonly FrozenDictionary<string, string> _notBuilt;
    private readonly TextParameter _type;

    /// <param name="what">"trigger" or "action", for sentences.</param>
    /// <param name="specs">Every kind, in the order of the enum.</param>
    /// <param name="common">Parameters that every kind of it takes.</param>
    /// <param name="notBuilt">Kinds that the language has and this version does not act on yet: a warning, and the mapping is off.</param>
    public KindReader(string what, IReadOnlyList<KindSpec<T>> specs, Parameter[] common, string[] notBuilt)
    {
        _what = what;
        _specs = specs;
        _common = common;
        _byName = specs.SelectMany(spec => spec.Older.Prepend(spec.Name), (spec, name) => (Names.Fold(name), spec)).ToFrozenDictionary(p => p.Item1, p => p.spec);
        _notBuilt = notBuilt.ToFrozenDictionary(Names.Fold, name => name);
        _type = new TextParameter("type", $"which {what} it is") { Required = true };
    }

    public T? Read(ConfigValue value)
    {
        if (value.TextOrNothing is { } word) return ReadWord(value, word);
        if (value.Table(_what) is not { } table) return null;
        if (table.Find("type") is { } type) return type.Text("type") is { } name ? ReadTable(type, name, table) : null;
        return OneKey(table) is { } pair ? ReadOneKey(table, pair.Key, pair.Value) : Untyped(table);
    }

    private T? Untyped(ConfigTable table)
    {
        table.AsValue.Error("missing-key", $"The {_what} has no 'type' (one of {Known()})");
        return null;
    }

    private static (string Key, ConfigValue Value)? OneKey(ConfigTable table)
    {
        var node = table.AsValue;
        if (node.Count != 1) return null;
        return table.Entries().First();
    }

    private T? ReadTable(ConfigValue at, string name, ConfigTable table)
    {
        if (Spec(at, name) is not { } spec) return null;
        var read = spec.Read(table);
        table.RejectUnknown([.. spec.Parameters, .. _common, _type]);
        return read;
    }

    /// <summary><c>trigger = { Note = { note = 60 } }</c>, <c>action = { Shell = "ls" }</c></summary>
    private T? ReadOneKey(ConfigTable outer, string name, ConfigValue inner)
    {
        if (!_byName.ContainsKey(Names.Fold(name)) && !_notBuilt.ContainsKey(Names.Fold(name)) && !inner.IsTable) return Untyped(outer);
        if (inner.IsTable) return inner.Table(name) is { } table ? ReadTable(inner, name, table) : null;
        if (Spec(inner, name) is not { } spec) return null;
        if (spec.ReadMain is { } read) return read(inner);
        inner.Error("wrong-type", $"'{spec.Name}' takes a table, such as {spec.Example}");
        return null;
    }

    /// <summary><c>action = "…"</c>: a kind that needs nothing said.</summary>
    private T? ReadWord(ConfigValue value, string word)
    {
        if (Spec(value, word) is not { } spec) return null;
        value.Error("wrong-type", $"'{spec.Name}' takes a table, such as {spec.Example}");
        return null;
    }

    private KindSpec<T>? Spec(ConfigValue at, string name)
    {
        var folded = Names.Fold(name);
        if (_byName.TryGetValue(folded, out var spec))
        {
            if (Names.Fold(spec.Name) != folded) at.Warn("older-spelling", $"'{name}' is an older spelling of '{spec.Name}'", spec.Name);
            return spec;
        }

        if (_notBuilt.TryGetValue(folded, out var later)) at.Warn("not-built-yet", $"The {_what} '{later}' is not built yet; the mapping is off");
        else Unknown(at, name);
        return null;
    }

    private void Unknown(ConfigValue at, string name)
    {
        var near = Spelling.Nearest(name, _specs.Select(spec => spec.Name).Concat(_notBuilt.Values));
        at.Error($"unknown-{_what}", near is null ? $"Unknown {_what} '{name}' (known are {Known()})" : $"Unknown {_what} '{name}': did you mean '{near}'?", near);
    }

    private string Known() => string.Join(", ", _specs.Select(spec => spec.Name));
}
