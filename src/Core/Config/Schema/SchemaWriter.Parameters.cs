namespace Conductor.Core.Config;

/// <summary>Parameters: what each of its spellings takes, in words and in rules.</summary>
public sealed partial class SchemaWriter
{
    private void WriteSpellings(Parameter parameter)
    {
        WriteDefinition(parameter.Name, () => WriteParameter(parameter, Explained(parameter)));
        foreach (var older in parameter.Older) WriteDefinition(older, () => WriteOlder(parameter));
    }

    /// <summary>What an editor shows: what it is for, then what it takes.</summary>
    private static string Explained(Parameter parameter)
    {
        if (parameter.Instead is { } instead) return $"of older files ({parameter.Doc}): write {instead}";
        var later = parameter.IsLater ? " (not built yet)" : "";
        var otherwise = parameter.DefaultText is { } text ? $"; default {text}" : "";
        return $"{parameter.Doc}{later}\n\nTakes {parameter.Takes}{otherwise}";
    }

    private void WriteOlder(Parameter parameter)
    {
        _json.WriteString("description", $"older spelling of '{parameter.Name}': {parameter.Doc}");
        _json.WriteBoolean("deprecated", true);
        if (parameter is FormParameter { Form.IsDeep: true }) return;
        WriteRules(parameter);
    }

    /// <summary>What an older form takes, only the reader can tell: its neighbours may decide.</summary>
    private void WriteParameter(Parameter parameter, string description)
    {
        var words = WordsOf(parameter);
        _json.WriteString("description", description);
        if (parameter.Instead is not null)
        {
            _json.WriteBoolean("deprecated", true);
            return;
        }

        if (words.Count > 0) WriteWords(words, description);
        if (parameter is FormParameter { Form.IsDeep: true }) return;
        WriteRules(parameter);
        if (parameter.DefaultText is not { } text) return;
        _json.WritePropertyName("default");
        WriteJson(text);
    }

    private static IReadOnlyList<string> WordsOf(Parameter parameter) => parameter switch
    {
        ChoiceParameter choices => [.. choices.CanonicalWords],
        FormParameter { Form.Words: var words } => [.. words],
        _ => [],
    };

    /// <summary>Offered, not demanded. An editor that shows both descriptions (Taplo) needs only the inner one.</summary>
    private void WriteWords(IReadOnlyList<string> words, string description)
    {
        WriteMembers("""{"x-taplo":{"docs":{"main":""}}}""");
        _json.WriteStartArray("anyOf");
        _json.WriteStartObject();
        _json.WriteString("description", description);
        WriteStrings("enum", words);
        _json.WriteEndObject();
        _json.WriteBooleanValue(true);
        _json.WriteEndArray();
    }

    private void WriteRules(Parameter parameter)
    {
        switch (parameter)
        {
            case IntParameter number: WriteRange("integer", number.Min, number.Max); break;
            case NumberParameter number: WriteRange("number", number.Min, number.Max); break;
            case BoolParameter: _json.WriteString("type", "boolean"); break;
            case TextParameter text: WriteText(text.Pattern); break;
            case ChoiceParameter choices:
                _json.WriteString("type", "string");
                WriteOnly(SpellingPattern.Of(choices.Words.SelectMany(words => words).Concat(choices.OlderChoices.Select(older => older.Word))), [.. choices.CanonicalWords]);
                break;
            case FormParameter { Form: var form }: WriteForm(form); break;
        }
    }

    private void WriteRange(string type, double min, double max)
    {
        _json.WriteString("type", type);
        _json.WriteNumber("minimum", min);
        _json.WriteNumber("maximum", max);
    }

    private void WriteText(string? pattern)
    {
        _json.WriteString("type", "string");
        if (pattern is not null) _json.WriteString("pattern", pattern);
    }

    /// <summary>All spellings of some words. What is none of them is told of the words, not of the pattern.</summary>
    private void WriteOnly(string pattern, List<string> words)
    {
        WriteJson("if", $$"""{"pattern":"{{pattern}}"}""");
        _json.WriteStartObject("else");
        if (words.Count > 0) WriteStrings("enum", words);
        else _json.WriteString("type", "object");
        _json.WriteEndObject();
    }

    private void WriteForm(ValueForm form)
    {
        WriteMembers(form.Schema);
        var offered = form.Words.Concat(form.Each?.Words ?? []).ToList();
        if (form.OnlyWords is { } words) WriteOnly(SpellingPattern.Of(words, form.OtherText), offered);
        if (form.Each is { } each) WriteItems(each);
    }

    private void WriteItems(ValueForm each)
    {
        _json.WriteStartObject("items");
        var offered = each.Words.ToList();
        if (offered.Count > 0) WriteWords(offered, each.Takes);
        WriteForm(each);
        _json.WriteEndObject();
    }
}
