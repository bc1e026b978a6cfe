using System.Text;

namespace Conductor.Core.Config;

/// <summary>Values and keys as TOML on one line, harmless in a terminal.</summary>
internal static class SpelledText
{
    /// <summary>A value as it is written, but what goes over several lines, or holds characters that can't be seen.</summary>
    public static string Of(SpelledValue value) => value.Kind switch
    {
        NodeKind.String => IsFine(value.Written) ? value.Written : Quoted(value.Text!),
        NodeKind.Array => $"[{string.Join(", ", value.Elements().Select(Of))}]",
        NodeKind.Table => OfTable(value),
        NodeKind.Integer or NodeKind.Float or NodeKind.Boolean or NodeKind.DateTime => value.Written,
    };

    private static string OfTable(SpelledValue table)
    {
        var entries = table.Entries(knownOnly: table.Shape is not null).Select(entry => $"{Key(entry.Key)} = {Of(entry.Value)}").ToList();
        return entries.Count == 0 ? "{}" : $"{{ {string.Join(", ", entries)} }}";
    }

    public static string Key(string key)
    {
        var isBare = key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        return isBare ? key : Quoted(key);
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\') quoted.Append('\\').Append(rune);
            else if (rune.Value == '\n') quoted.Append("\\n");
            else if (rune.Value == '\t') quoted.Append("\\t");
            else if (IsFine(rune.ToString())) quoted.Append(rune);
            else quoted.Append(rune.Value > 0xFFFF ? $"\\U{rune.Value:X8}" : $"\\u{rune.Value:X4}");
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsFine(string text) => CellWalk.Harmless(text) == text;
}
