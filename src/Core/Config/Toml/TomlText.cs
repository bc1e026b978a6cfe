using System.Globalization;
using System.Text;

namespace Conductor.Core.Config;

/// <summary>The strings of TOML as text: where one ends, and what a quoted key says. For what the library's events leave out, headers and broken lines.</summary>
/// <remarks>TOML 1.0.0, section "String"; \e and \x of 1.1 as the library reads them.</remarks>
internal static class TomlText
{
    /// <summary>Behind the closing quote of a one-line string that begins at <paramref name="start"/>; where there is none, the end of the line.</summary>
    public static int EndOfString(ReadOnlySpan<char> text, int start)
    {
        var quote = text[start];
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == quote) return at + 1;
            if (text[at] == '\n') return at;
            if (text[at] == '\\' && quote == '"' && at + 1 < text.Length && text[at + 1] != '\n') at++;
        }

        return text.Length;
    }

    /// <summary>Behind the closing quotes of a string in three quotes that begins at <paramref name="start"/>; -1 where there are none.</summary>
    public static int EndOfLongString(ReadOnlySpan<char> text, int start)
    {
        var quote = text[start];
        for (var at = start + 3; at < text.Length; at++)
        {
            if (text[at] == '\\' && quote == '"') at++;
            else if (text[at] == quote && IsLong(text, at)) return AfterQuotes(text, at);
        }

        return -1;
    }

    /// <summary>Three equal quotes stand there.</summary>
    public static bool IsLong(ReadOnlySpan<char> text, int at) =>
        at + 2 < text.Length && text[at] is '"' or '\'' && text[at + 1] == text[at] && text[at + 2] == text[at];

    /// <summary>Two more quotes may be the text's own, before the three that close it.</summary>
    private static int AfterQuotes(ReadOnlySpan<char> text, int at)
    {
        var end = at + 3;
        while (end < text.Length && end < at + 5 && text[end] == text[at]) end++;
        return end;
    }

    /// <summary>What a quoted one-line key says.</summary>
    public static string Unquote(ReadOnlySpan<char> quoted)
    {
        if (quoted.IsEmpty) return "";
        var inner = quoted[1..Math.Max(1, quoted.Length - 1)];
        if (quoted[0] == '\'' || inner.IndexOf('\\') < 0) return inner.ToString();
        var text = new StringBuilder(inner.Length);
        for (var at = 0; at < inner.Length; at++)
        {
            if (inner[at] != '\\') text.Append(inner[at]);
            else Decode(inner, ref at, text);
        }

        return text.ToString();
    }

    private static void Decode(ReadOnlySpan<char> inner, ref int at, StringBuilder text)
    {
        var letter = ++at < inner.Length ? inner[at] : '\0';
        var digits = letter switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0) text.Append(letter switch { 'b' => '\b', 't' => '\t', 'n' => '\n', 'f' => '\f', 'r' => '\r', 'e' => '\e', _ => letter });
        else if (at + digits < inner.Length && uint.TryParse(inner.Slice(at + 1, digits), NumberStyles.AllowHexSpecifier, null, out var scalar) && Rune.IsValid(scalar))
        {
            text.Append(new Rune(scalar).ToString());
            at += digits;
        }
    }
}
