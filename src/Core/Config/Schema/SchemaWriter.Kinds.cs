using Conductor.Core.Conditions;

namespace Conductor.Core.Config;

/// <summary>
/// Families of kinds: triggers, actions, conditions. A family has three parts: each kind's own table; all their keys together, for completion (Taplo doesn't look at a type that
/// is there already); and the rules, which choose a kind's table by its type.
/// </summary>
public sealed partial class SchemaWriter
{
    private void WriteFamily<T>(string what, string doc, IReadOnlyList<KindSpec<T>> specs, Parameter[] common)
        where T : class
    {
        var type = new TextParameter("type", $"which {what.Replace('_', ' ')} it is");
        WriteDefinition(what, () => WriteRules(what, doc, specs));
        WriteDefinition(KeysOf(what), () => WriteKeys(what, specs, common));
        foreach (var spec in specs) WriteDefinition(TableOf(what, spec), () => WriteKind(spec, [type, .. spec.Parameters, .. common]));
    }

    private static string KeysOf(string what) => $"{what}.keys";

    private static string TableOf<T>(string what, KindSpec<T> spec)
        where T : class => $"{what}.{spec.Name}";

    private void WriteKind<T>(KindSpec<T> spec, IReadOnlyList<Parameter> parameters)
        where T : class
    {
        var later = (spec.NotBuilt ?? spec.NotTold) is { } sentence ? $"\n\n{sentence}." : "";
        WriteMembersOf("x-taplo", "docs", "main", $"```toml\n{spec.Example}\n```{later}");
        if (spec.TakesAnything) _json.WriteString("description", spec.Doc);
        else WriteTable(spec.Doc, parameters, []);
    }

    private void WriteMembersOf(string outer, string inner, string name, string value)
    {
        _json.WriteStartObject(outer);
        _json.WriteStartObject(inner);
        _json.WriteString(name, value);
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteRules<T>(string what, string doc, IReadOnlyList<KindSpec<T>> specs)
        where T : class
    {
        var words = specs.SelectMany(WordsOf).ToList();
        var offered = specs.Where(spec => spec.Plain is not null).Select(spec => spec.Name).ToList();
        var names = SpellingPattern.Of(specs.SelectMany(NamesOf));
        _json.WriteString("description", doc);
        _json.WriteStartArray("anyOf");
        WriteReference(KeysOf(what));
        if (offered.Count > 0) WriteJson($$"""{"description":"it needs nothing said","enum":[{{string.Join(',', offered.Select(word => $"\"{word}\""))}}]}""");
        _json.WriteBooleanValue(true);
        _json.WriteEndArray();
        _json.WriteStartArray("allOf");
        WriteJson(words.Count > 0 ? """{"type":["object","string"]}""" : """{"type":"object"}""");
        if (words.Count > 0) WriteRule("""{"type":"string"}""", () => WriteOnly(SpellingPattern.Of(words), offered));
        WriteRule("""{"type":"object","required":["type"]}""", () => WriteProperty("properties", "type", () => WriteType(names, specs)));
        WriteRule("""{"type":"object","not":{"required":["type"]}}""", () => WriteOneKey(what, specs, names));
        foreach (var spec in specs.Where(spec => !spec.TakesAnything))
        {
            WriteRule(
                $$"""{"type":"object","required":["type"],"properties":{"type":{"type":"string","pattern":"{{SpellingPattern.Of(CheckedNamesOf(spec))}}"} } }""",
                () => WriteChecked(spec.AlsoReads, OlderFormsOf(spec), TableOf(what, spec)));
        }

        _json.WriteEndArray();
    }

    private static IEnumerable<string> NamesOf<T>(KindSpec<T> spec)
        where T : class => spec.Older.Prepend(spec.Name);

    /// <summary>Where an older name says more than today's, its table needs less.</summary>
    private static IEnumerable<string> CheckedNamesOf<T>(KindSpec<T> spec)
        where T : class => spec.ReadOlder is null ? NamesOf(spec) : [spec.Name];

    /// <summary>What may stand for it alone: its name where it needs nothing said, or where older files say it beside the condition; an older name that says all.</summary>
    private static IEnumerable<string> WordsOf<T>(KindSpec<T> spec)
        where T : class => spec.Plain is not null || spec.Main == AppName.NameParameter ? NamesOf(spec) : spec.ReadOlderWord is not null ? spec.Older : [];

    private static IEnumerable<string> OlderFormsOf<T>(KindSpec<T> spec)
        where T : class => spec.Parameters.Where(parameter => parameter.Instead is not null).Select(parameter => parameter.Name);

    private void WriteRule(string condition, Action then)
    {
        _json.WriteStartObject();
        _json.WritePropertyName("if");
        WriteJson(condition);
        _json.WriteStartObject("then");
        then();
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void WriteType<T>(string names, IReadOnlyList<KindSpec<T>> specs)
        where T : class
    {
        _json.WriteString("type", "string");
        WriteOnly(names, [.. specs.Select(spec => spec.Name)]);
    }

    private void WriteProperty(string group, string name, Action write)
    {
        _json.WriteStartObject(group);
        WriteDefinition(name, write);
        _json.WriteEndObject();
    }

    /// <summary>The kind's table, but for what it reads besides: older forms are for the reader to judge.</summary>
    private void WriteChecked(string? alsoReads, IEnumerable<string> olderForms, string table)
    {
        var older = olderForms.ToList();
        if (older.Count == 0 && alsoReads is null)
        {
            _json.WriteString("$ref", $"#/$defs/{table}");
            return;
        }

        _json.WriteStartObject("if");
        _json.WriteStartArray("anyOf");
        foreach (var key in older) WriteHas(key);
        if (alsoReads is not null) WriteJson(alsoReads);
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WritePropertyName("else");
        WriteReference(table);
    }

    /// <summary><c>{ Shell = { command = "ls" } }</c>, <c>{ Shell = "ls" }</c></summary>
    private void WriteOneKey<T>(string what, IReadOnlyList<KindSpec<T>> specs, string names)
        where T : class
    {
        _json.WriteNumber("minProperties", 1);
        _json.WriteNumber("maxProperties", 1);
        WriteDefinition("propertyNames", () => WriteOnly(names, [.. specs.Select(spec => spec.Name)]));
        _json.WriteStartObject("patternProperties");
        foreach (var spec in specs.Where(spec => !spec.TakesAnything)) WriteDefinition(SpellingPattern.Of(CheckedNamesOf(spec)), () => WriteInside(what, spec));
        _json.WriteEndObject();
    }

    private void WriteJson(string name, string json)
    {
        _json.WritePropertyName(name);
        WriteJson(json);
    }

    private void WriteInside<T>(string what, KindSpec<T> spec)
        where T : class
    {
        WriteJson("if", """{"type":"object"}""");
        WriteDefinition("then", () => WriteChecked(spec.AlsoReads, OlderFormsOf(spec), TableOf(what, spec)));
        WriteDefinition("else", () => WriteMain(spec));
    }

    private void WriteMain<T>(KindSpec<T> spec)
        where T : class
    {
        if (spec.Main is not { } main) _json.WriteString("type", "object");
        else if (main is FormParameter { Form: { IsDeep: true } form }) WriteMembers(form.Schema);
        else WriteRules(main);
    }

    /// <summary>All keys that any of them takes, each with the kinds it belongs to. Nothing is refused here: it is for completion, and for what is shown of a key.</summary>
    private void WriteKeys<T>(string what, IReadOnlyList<KindSpec<T>> specs, Parameter[] common)
        where T : class
    {
        var keys = specs.SelectMany(spec => spec.Parameters, (spec, parameter) => (spec.Name, Parameter: parameter)).GroupBy(pair => pair.Parameter.Name).ToList();
        _json.WriteString("description", $"a {what.Replace('_', ' ')}'s keys");
        _json.WriteStartObject("properties");
        WriteDefinition("type", () => WriteTypes(what, specs));
        foreach (var key in keys) WriteDefinition(key.Key, () => WriteShared([.. key]));
        foreach (var parameter in common) WriteDefinition(parameter.Name, () => WriteParameter(parameter, Explained(parameter)));
        foreach (var spec in specs) WriteDefinition(spec.Name, () => _json.WriteString("description", spec.Doc));
        _json.WriteEndObject();
        _json.WriteStartObject("patternProperties");
        foreach (var form in keys.SelectMany(key => key).Select(pair => pair.Parameter).OfType<FormParameter>().Where(parameter => parameter.Form.IsDeep).GroupBy(parameter => parameter.Form))
        {
            WriteDeepForm(form.Key, form.SelectMany(SpellingsOf));
        }

        foreach (var spec in specs)
        {
            _json.WritePropertyName(PatternOf([spec.Name]));
            WriteReference(TableOf(what, spec));
        }

        _json.WriteEndObject();
    }

    private void WriteTypes<T>(string what, IReadOnlyList<KindSpec<T>> specs)
        where T : class
    {
        _json.WriteString("description", $"which {what.Replace('_', ' ')} it is");
        WriteStrings("enum", specs.Select(spec => spec.Name));
        _json.WriteStartObject("x-taplo");
        _json.WriteStartObject("docs");
        WriteStrings("enumValues", specs.Select(spec => $"{spec.Doc}\n\n```toml\n{spec.Example}\n```"));
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    /// <summary>A key that several kinds take, perhaps each in a way of its own.</summary>
    private void WriteShared(List<(string Kind, Parameter Parameter)> uses)
    {
        var meanings = uses.GroupBy(use => Explained(use.Parameter)).ToList();
        if (meanings.Count == 1)
        {
            WriteMeaning(meanings[0]);
            return;
        }

        _json.WriteStartArray("anyOf");
        foreach (var meaning in meanings)
        {
            _json.WriteStartObject();
            WriteMeaning(meaning);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteMeaning(IGrouping<string, (string Kind, Parameter Parameter)> meaning)
    {
        _json.WriteString("description", $"{string.Join(", ", meaning.Select(use => use.Kind))}: {meaning.Key}");
        var parameter = meaning.First().Parameter;
        if (parameter.Instead is not null) _json.WriteBoolean("deprecated", true);
        var words = WordsOf(parameter);
        if (words.Count > 0) WriteStrings("enum", words);
    }
}
