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
        if (node != ConfigDocument.None) return Asked(node);
        foreach (var older in parameter.Older)
        {
            node = Document.Find(Node, older);
            if (node == ConfigDocument.None) continue;
            var first = !Document[node].Asked;
            var value = Asked(node);
            if (first) value.WarnKey("older-spelling", $"'{older}' is an older spelling of '{parameter.Name}'", parameter.Name);
            return value;
        }

        return null;
    }

    /// <summary>As <see cref="Find(Parameter)"/>; a required one that is missing is an error at this table.</summary>
    public ConfigValue? Get(Parameter parameter)
    {
        var value = Find(parameter);
        if (value is null && parameter.Required) Missing(parameter);
        return value;
    }

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

    public bool Bool(BoolParameter parameter) => Get(parameter)?.Bool(parameter.Name) ?? parameter.Default;

    public string Text(TextParameter parameter) => TextOrNull(parameter) ?? "";

    public string? TextOrNull(TextParameter parameter) => Get(parameter)?.Text(parameter.Name) ?? parameter.Default;

    public T Choice<T>(ChoiceParameter<T> parameter)
        where T : struct => ChoiceOrNull(parameter) ?? parameter.Default ?? parameter.Choices[0].Value;

    public T? ChoiceOrNull<T>(ChoiceParameter<T> parameter)
        where T : struct => Get(parameter)?.Choice(parameter);

    /// <summary>Warns about each key that nobody asked for, with the nearest that is legal here.</summary>
    public void RejectUnknown(IEnumerable<Parameter> known)
    {
        for (var child = Document[Node].FirstChild; child != ConfigDocument.None; child = Document[child].Next)
        {
            if (Document[child].Asked) continue;
            var key = Document[child].Key!;
            var near = Spelling.Nearest(key, known.Select(parameter => parameter.Name));
            new ConfigValue(Scope, child).WarnKey("unknown-key", near is null ? $"Unknown key '{key}'" : $"Unknown key '{key}': did you mean '{near}'?", near);
        }
    }

    /// <summary>The table's keys in file order, each counted as asked for.</summary>
    internal IEnumerable<(string Key, ConfigValue Value)> Entries()
    {
        for (var child = Document[Node].FirstChild; child != ConfigDocument.None; child = Document[child].Next) yield return (Document[child].Key!, Asked(child));
    }
}
