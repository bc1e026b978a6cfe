using System.Text;
using System.Text.RegularExpressions;
using Conductor.Core.Actions;
using Conductor.Core.Conditions;
using Conductor.Core.Config;
using Conductor.Core.Triggers;

namespace Conductor.TestKit;

/// <summary>
/// docs/config.md: the prose of docs/config.in.md, with each of its marks replaced by what the lists of kinds say. (Here and not in Core, so that no program carries it.)
/// </summary>
public static partial class Reference
{
    private const string Note = "<!-- Written by scripts/docs.sh from config.in.md and from the lists of kinds in src/Core: change those. -->\n\n";

    /// <summary>What a mark such as <c>&lt;!-- trigger Note --&gt;</c> becomes.</summary>
    private static readonly Dictionary<string, Func<string>> Parts = AllParts();

    public static IEnumerable<string> Marks => Parts.Keys;

    /// <summary>A mark that nobody knows is an error of the template.</summary>
    public static string Of(string template) => Note + Mark().Replace(template, match => Parts[match.Groups[1].Value]().TrimEnd('\n'));

    [GeneratedRegex("^<!-- (.+) -->$", RegexOptions.Multiline)]
    private static partial Regex Mark();

    private static Dictionary<string, Func<string>> AllParts()
    {
        var parts = new Dictionary<string, Func<string>>();
        foreach (var spec in TriggerCatalog.All) parts.Add($"trigger {spec.Name}", () => OfKind("trigger", spec));
        foreach (var spec in ActionCatalog.All) parts.Add($"action {spec.Name}", () => OfKind("action", spec));
        foreach (var spec in ConditionCatalog.All) parts.Add($"condition {spec.Name}", () => OfKind("condition", spec));
        foreach (var spec in VelocityMappingReader.Specs) parts.Add($"velocity_mapping {spec.Name}", () => OfKind("velocity_mapping", spec));
        foreach (var table in TableCatalog.All) parts.Add($"table {table.Name}", () => OfTable(table));
        parts.Add("common", () => Rows(Trigger.Common));
        parts.Add("keys", () => Keys(Enum.GetValues<Key>().Where(key => !KeyNames.IsModifier(key))));
        parts.Add("modifiers", () => Keys(Enum.GetValues<Key>().Where(KeyNames.IsModifier)));
        parts.Add("buttons", () => Words(GamepadNames.ButtonForm));
        parts.Add("axes", () => Words(GamepadNames.AxisForm));
        parts.Add("colors", () => $"{Words(Color.Form)}; or `\"#RRGGBB\"`, `[r, g, b]`, `{{ r, g, b }}` with 0-255 each.");
        return parts;
    }

    private static string OfKind<T>(string what, KindSpec<T> spec)
        where T : class
    {
        var later = (spec.NotBuilt ?? spec.NotTold) is null || spec.TakesAnything ? "" : " *(not built yet)*";
        var older = spec.Older.Length == 0 ? "" : $" Older names: {List(spec.Older)}.";
        var main = spec.Main is { } parameter ? $" A plain value is its `{parameter.Name}`." : "";
        return $"### `{spec.Name}`\n\n{Sentence(spec.Doc)}{later}{main}{older}\n\n{Block($"{what} = {spec.Example}")}\n{Rows(spec.Parameters)}";
    }

    private static string OfTable(TableSpec table)
    {
        var twin = TableCatalog.All.TakeWhile(other => other != table).FirstOrDefault(other => ReferenceEquals(other.Parameters, table.Parameters));
        var rows = twin is null ? Rows(table.Parameters) : $"It takes what `{Header(twin)}` takes.\n";
        return $"### `{Header(table)}`\n\n{Sentence(table.Doc)}\n\n{Block(InFile(table))}\n{rows}";
    }

    private static string Header(TableSpec table) => table.IsList ? $"[[{table.Name}]]" : $"[{table.Name}]";

    /// <summary>A table inside another is shown inside it.</summary>
    private static string InFile(TableSpec table) => table.Name.StartsWith("modes.", StringComparison.Ordinal) ? $"[[modes]]\nname = \"Default\"\n\n{table.Example}" : table.Example;

    private static string Block(string toml) => $"```toml\n{toml}\n```\n";

    private static string Rows(IReadOnlyList<Parameter> parameters)
    {
        var today = parameters.Where(parameter => parameter.Instead is null).ToList();
        var text = new StringBuilder();
        if (today.Count > 0) text.Append("| parameter | takes | default | |\n|---|---|---|---|\n");
        foreach (var parameter in today) text.Append(Row(parameter));
        var older = parameters.Where(parameter => parameter.Instead is not null).Select(parameter => $"- `{parameter.Name}`, of older files ({Cell(parameter.Doc)}): write {Cell(parameter.Instead!)}\n").ToList();
        if (older.Count > 0) text.Append('\n').AppendJoin("", older);
        return text.ToString();
    }

    private static string Row(Parameter parameter)
    {
        var otherwise = parameter.Required ? "*required*" : parameter.DefaultText is { } text ? $"`{text}`" : "";
        var later = parameter.IsLater && !parameter.Doc.Contains("not acted on", StringComparison.Ordinal) ? " *(not built yet)*" : "";
        var older = parameter.Older.Length == 0 ? "" : $" (older: {List(parameter.Older)})";
        return $"| `{parameter.Name}` | {Cell(parameter.Takes)}{OtherWords(parameter)} | {otherwise} | {Cell(parameter.Doc)}{later}{older} |\n";
    }

    private static string OtherWords(Parameter parameter)
    {
        if (parameter is not ChoiceParameter choices) return "";
        var also = choices.Words.SelectMany(words => words.Skip(1)).ToList();
        var older = choices.OlderChoices.Select(choice => choice.Word).ToList();
        return (also.Count == 0 ? "" : $" (also {List(also)})") + (older.Count == 0 ? "" : $" (older: {List(older)})");
    }

    private static string Keys(IEnumerable<Key> keys)
    {
        var text = new StringBuilder("| key | also |\n|---|---|\n");
        foreach (var key in keys.Where(key => !IsOneOfMany(key))) text.Append($"| `{KeyNames.Name(key)}` | {List(KeyNames.NamesOf(key).Skip(1))} |\n");
        return text.ToString();
    }

    /// <summary>Letters, digits and the like stand in the template in one line.</summary>
    private static bool IsOneOfMany(Key key) => key is (>= Key.A and <= Key.Z) or (>= Key.Digit0 and <= Key.Digit9) or (>= Key.F1 and <= Key.F24) or (>= Key.Numpad0 and <= Key.Numpad9);

    private static string Words(ValueForm form) => List(form.Words);

    private static string List(IEnumerable<string> words) => string.Join(", ", words.Select(word => word == "`" ? "`` ` ``" : $"`{word}`"));

    private static string Sentence(string doc) => $"{char.ToUpperInvariant(doc[0])}{doc[1..]}.";

    private static string Cell(string text) => text.Replace("|", "\\|");
}
