namespace Conductor.Core.Config;

/// <summary>
/// A table of the file with typed getters that record a <see cref="Problem"/> instead of throwing, so that one pass finds every mistake. What no getter asked for is unknown.
/// </summary>
public readonly struct ConfigTable
{
    internal readonly ConfigScope Scope;
    internal readonly int Node;

    internal ConfigTable(ConfigScope scope, int node)
    {
        Scope = scope;
        Node = node;
    }

    private ConfigDocument Document => Scope.Document;

    /// <summary>The line the table begins at, from 1.</summary>
    public int Line => Document[Node].Line;

    /// <summary>The file as it was named.</summary>
    public string File => Document.File;

    public ConfigValue AsValue => new(Scope, Node);

    /// <summary>The value under a name or one of its older spellings (said as a warning); null where there is none.</summary>
    public ConfigValue? Find(Parameter parameter)
    {
        var node = Document.Find(Node, parameter.Name);
        if (node != ConfigDocument.None) return Asked(node, parameter);
        foreach (var older in parameter.Older)
        {
            node = Document.Find(Node, older);
            if (node == ConfigDocument.None) continue;
            var first = !Document[node].Asked;
            var value = Asked(node, parameter);
            if (!first) return value;
            value.WarnKey("older-spelling", $"'{older}' is an older spelling of '{parameter.Name}'", parameter.Name);
            if (Scope.Trace is not null && IsOnly(parameter)) value.Rename(parameter.Name);
            return value;
        }

        return null;
    }

    /// <summary>Renaming one of two older spellings would set the key twice.</summary>
    private bool IsOnly(Parameter parameter)
    {
        var found = 0;
        foreach (var older in parameter.Older) found += Document.Find(Node, older) != ConfigDocument.None ? 1 : 0;
        return found == 1;
    }

    /// <summary>What is there counts as asked for; the older form it is, and what to write instead, is said once.</summary>
    private ConfigValue Asked(int node, Parameter parameter)
    {
        var first = !Document[node].Asked;
        var value = Asked(node);
        if (first && parameter.Instead is { } instead) value.WarnKey("older-spelling", $"'{parameter.Name}' is an older form: write {instead}", instead);
        return value;
    }

    /// <summary>As <see cref="Find(Parameter)"/>; a required one that is missing is an error at this table.</summary>
    public ConfigValue? Get(Parameter parameter)
    {
        var value = Find(parameter);
        if (value is null && parameter.Required) Missing(parameter);
        return value;
    }

    /// <summary>Whether one of the parameter's spellings is there; nothing is asked for by that.</summary>
    public bool Has(Parameter parameter)
    {
        if (Document.Find(Node, parameter.Name) != ConfigDocument.None) return true;
        foreach (var older in parameter.Older)
        {
            if (Document.Find(Node, older) != ConfigDocument.None) return true;
        }

        return false;
    }

    /// <summary>As <see cref="Find(string)"/>, and nothing is asked for by that.</summary>
    internal ConfigValue? Peek(string key) => Document.Find(Node, key) is not ConfigDocument.None and var node ? new ConfigValue(Scope, node) : null;

    public ConfigValue? Find(string key)
    {
        var node = Document.Find(Node, key);
        return node == ConfigDocument.None ? null : Asked(node);
    }

    private ConfigValue Asked(int node)
    {
        Document[node].Asked = true;
        return new ConfigValue(Scope, node);
    }

    /// <summary>Today's name of the kind that the table is, where it says its type or is of the one-key form; for <c>format</c>.</summary>
    internal void RenameKind(string name)
    {
        if (Document.Find(Node, "type") is not ConfigDocument.None and var type) new ConfigValue(Scope, type).Rewrite($"\"{name}\"");
        else AsValue.Rename(name);
    }

    /// <summary>Today's spelling has another entry in the table; for <c>format</c>.</summary>
    internal void AddEntry(string key, string toml)
    {
        var anchor = Document.Find(Node, "type");
        if (anchor == ConfigDocument.None) anchor = Document[Node].FirstChild;
        if (anchor == ConfigDocument.None) Scope.Trace?.Add(Node, ChangeKind.Impossible, "");
        else new ConfigValue(Scope, anchor).AddBehind(key, toml);
    }

    public void Missing(Parameter parameter) =>
        AsValue.Error("missing-key", $"Missing '{parameter.Name}' ({parameter.Takes}): {parameter.Doc}");

    /// <summary>The number, its default, or the lowest legal value where it is missing or wrong (then with a problem).</summary>
    public int Int(IntParameter parameter) => IntOrNull(parameter) ?? parameter.Default ?? parameter.Min;

    /// <summary>False where it is there and wrong (then with a problem): what was read must not be compared with anything.</summary>
    public bool TryInt(IntParameter parameter, out int value)
    {
        var given = Get(parameter);
        var read = given?.Int(parameter);
        value = read ?? parameter.Default ?? parameter.Min;
        return given is null || read is not null;
    }

    public int? IntOrNull(IntParameter parameter) => Get(parameter)?.Int(parameter);

    public double? NumberOrNull(NumberParameter parameter) => Get(parameter)?.Number(parameter);

    public double Number(NumberParameter parameter) => NumberOrNull(parameter) ?? parameter.Default ?? parameter.Min;

    public bool Bool(BoolParameter parameter) => Get(parameter)?.Bool(parameter.Name) ?? parameter.Default;

    public bool? BoolOrNull(BoolParameter parameter) => Get(parameter)?.Bool(parameter.Name);

    public string Text(TextParameter parameter) => TextOrNull(parameter) ?? "";

    public string? TextOrNull(TextParameter parameter) => Get(parameter)?.Text(parameter.Name) ?? parameter.Default;

    public T Choice<T>(ChoiceParameter<T> parameter)
        where T : struct => ChoiceOrNull(parameter) ?? parameter.Default ?? parameter.First;

    public T? ChoiceOrNull<T>(ChoiceParameter<T> parameter)
        where T : struct => Get(parameter)?.Choice(parameter);

    /// <summary>Says of each parameter that is there that nothing acts on it yet.</summary>
    public void TellLater(params ReadOnlySpan<Parameter> parameters)
    {
        foreach (var parameter in parameters) Find(parameter)?.WarnKey("not-built-yet", $"'{parameter.Name}' is known, but this version does not act on it yet");
    }

    /// <summary>Warns about each key that nobody asked for, with the nearest that is legal here; a spelling of a parameter that is there already is an error, since only one can be meant.</summary>
    /// <param name="known">All that this table takes, in the order of the reference.</param>
    public void RejectUnknown(IReadOnlyList<Parameter> known)
    {
        if (Scope.Trace is { } trace) trace.Shapes[Node] = known;
        for (var child = Document[Node].FirstChild; child != ConfigDocument.None; child = Document[child].Next)
        {
            if (!Document[child].Asked) Reject(new ConfigValue(Scope, child), Document[child].Key!, known);
        }
    }

    private void Reject(ConfigValue value, string key, IReadOnlyList<Parameter> known)
    {
        foreach (var parameter in known)
        {
            if (!parameter.Older.Contains(key) || Find(parameter) is not { } other) continue;
            var isToday = other.Key == parameter.Name;
            var clash = isToday ? $"'{key}' is an older spelling of '{parameter.Name}', which is set too" : $"'{key}' and '{other.Key}' both mean '{parameter.Name}'";
            value.ErrorKey("set-twice", $"{clash}; keep one of the two", parameter.Name, (other, "set here"));
            return;
        }

        if (key == "include")
        {
            value.WarnKey("unknown-key", "'include' must stand above the first table", "include");
            return;
        }

        if (known.Any(parameter => parameter.Name == key || parameter.Older.Contains(key)))
        {
            value.WarnKey("unused-key", $"'{key}' has no effect beside the other keys here");
            return;
        }

        var near = Spelling.Nearest(key, known.Where(parameter => parameter.Instead is null).Select(parameter => parameter.Name));
        value.WarnKey("unknown-key", near is null ? $"Unknown key '{key}'" : $"Unknown key '{key}': did you mean '{near}'?", near);
    }

    /// <summary>The names of its entries, in file order; nothing is asked for by that.</summary>
    internal IEnumerable<string> Keys
    {
        get
        {
            for (var child = Document[Node].FirstChild; child != ConfigDocument.None; child = Document[child].Next) yield return Document[child].Key!;
        }
    }

    /// <summary>The keys that nobody has asked for, in file order.</summary>
    internal IEnumerable<(string Key, ConfigValue Value)> Unasked()
    {
        for (var child = Document[Node].FirstChild; child != ConfigDocument.None; child = Document[child].Next)
        {
            if (!Document[child].Asked) yield return (Document[child].Key!, new ConfigValue(Scope, child));
        }
    }

    /// <summary>The table's keys in file order, each counted as asked for.</summary>
    internal IEnumerable<(string Key, ConfigValue Value)> Entries()
    {
        for (var child = Document[Node].FirstChild; child != ConfigDocument.None; child = Document[child].Next) yield return (Document[child].Key!, Asked(child));
    }
}
