using Conductor.Core.Config;
using Conductor.TestKit;

/// <summary>What AFL puts into files besides bits and bytes: TOML's signs and every word of the lists.</summary>
internal static class Words
{
    private static readonly string[] Signs = ["[[", "]]", "\"\"\"", "'''", " = ", "{ ", " }", "\\u0041", "\\U0001F3B9", "true", "nan", "-inf", "1e9", "0x7F", "1_000", "07:32:00", "1979-05-27", "\n", "#"];

    public static IEnumerable<string> Dictionary() => Signs.Concat(Tables.Concat(Kinds).Distinct().Order(StringComparer.Ordinal)).Select(word => $"\"{string.Concat(word.Select(Escaped))}\"");

    private static string Escaped(char sign) => sign is '"' or '\\' ? $"\\{sign}" : sign < ' ' ? $"\\x{(int)sign:X2}" : $"{sign}";

    private static IEnumerable<string> Tables => TableCatalog.All.SelectMany(table => table.Parameters.SelectMany(Of).Prepend($"[{(table.IsList ? $"[{table.Name}]" : table.Name)}]"));

    private static IEnumerable<string> Kinds => Registry.Kinds.SelectMany(kind => kind.Parameters.SelectMany(Of).Concat(kind.Older).Prepend(kind.Name));

    private static IEnumerable<string> Of(Parameter parameter) =>
        parameter is ChoiceParameter choice ? [parameter.Name, .. parameter.Older, .. choice.Words.SelectMany(words => words), .. choice.OlderChoices.Select(older => older.Word)] : [parameter.Name, .. parameter.Older];
}
