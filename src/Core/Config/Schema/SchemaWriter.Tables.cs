using System.Text.RegularExpressions;

namespace Conductor.Core.Config;

/// <summary>Tables: their keys, and which of them must be there.</summary>
public sealed partial class SchemaWriter
{
    /// <param name="doc">What it is.</param>
    /// <param name="parameters">All that it takes.</param>
    /// <param name="needs">What must be there beside the required ones.</param>
    private void WriteTable(string doc, IReadOnlyList<Parameter> parameters, IReadOnlyList<Parameter> needs)
    {
        _json.WriteString("description", doc);
        _json.WriteString("type", "object");
        _json.WriteStartObject("properties");
        foreach (var parameter in parameters) WriteSpellings(parameter);
        _json.WriteEndObject();
        WriteDeep(parameters.OfType<FormParameter>());
        WriteRequired(parameters, [.. parameters.Where(parameter => parameter.Required), .. needs]);
        if (_isStrict) _json.WriteBoolean("additionalProperties", false);
    }

    /// <summary>
    /// Values that hold tables like the one at hand are no properties: Taplo follows those to the end when it completes keys, and actions in actions have no end.
    /// </summary>
    private void WriteDeep(IEnumerable<FormParameter> parameters)
    {
        var forms = parameters.Where(parameter => parameter.Form.IsDeep && parameter.Instead is null).GroupBy(parameter => parameter.Form).ToList();
        if (forms.Count == 0) return;
        _json.WriteStartObject("patternProperties");
        foreach (var form in forms) WriteDeepForm(form.Key, form.SelectMany(SpellingsOf));
        _json.WriteEndObject();
    }

    private void WriteDeepForm(ValueForm form, IEnumerable<string> keys)
    {
        _json.WritePropertyName(PatternOf(keys));
        WriteJson(form.Schema);
    }

    private static string PatternOf(IEnumerable<string> keys) => $"^(?:{string.Join('|', keys.Distinct().Select(Regex.Escape))})$";

    private static IEnumerable<string> SpellingsOf(Parameter parameter) => parameter.Older.Prepend(parameter.Name);

    /// <summary>What has one spelling is simply required; what has several, or may be replaced by an older form, is asked for one after another.</summary>
    private void WriteRequired(IReadOnlyList<Parameter> all, IReadOnlyList<Parameter> required)
    {
        var replacing = all.Where(parameter => parameter.Instead is not null).Select(parameter => parameter.Name).ToList();
        var plain = required.Where(parameter => parameter.Older.Length == 0 && parameter.Unless is null && replacing.Count == 0).Select(parameter => parameter.Name).ToList();
        if (plain.Count > 0) WriteStrings("required", plain);
        WriteRequired(new Queue<Parameter>(required.Where(parameter => !plain.Contains(parameter.Name))), replacing);
    }

    private void WriteRequired(Queue<Parameter> rest, List<string> replacing)
    {
        if (!rest.TryDequeue(out var parameter)) return;
        _json.WriteStartObject("if");
        _json.WriteStartArray("anyOf");
        foreach (var key in SpellingsOf(parameter).Concat(replacing)) WriteHas(key);
        if (parameter.Unless is { } unless) WriteJson(unless);
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.WriteStartObject("else");
        WriteStrings("required", [parameter.Name]);
        _json.WriteEndObject();
        if (rest.Count == 0) return;
        _json.WriteStartObject("then");
        WriteRequired(rest, replacing);
        _json.WriteEndObject();
    }

    private void WriteHas(string key)
    {
        _json.WriteStartObject();
        WriteStrings("required", [key]);
        _json.WriteEndObject();
    }
}
