using Tomlyn;
using Tomlyn.Syntax;

namespace Conductor.Core.Config;

/// <summary>The TOML library's complaint, in our words: one sentence, the place in the file, the key it is about.</summary>
internal static class SyntaxProblem
{
    public const string Code = "toml-syntax";

    /// <summary>The line it is on, from 1.</summary>
    public static int LineOf(TomlException problem, string[] lines) =>
        Math.Clamp(First(problem)?.Span.Start.Line + 1 ?? problem.Line ?? 1, 1, lines.Length);

    /// <param name="document">Where it is reported.</param>
    /// <param name="problem">What the library said.</param>
    /// <param name="lines">The text with earlier broken lines blanked: their number and order are the file's.</param>
    public static void Report(ConfigDocument document, TomlException problem, string[] lines)
    {
        var diagnostic = First(problem);
        var line = LineOf(problem, lines);
        var text = lines[line - 1].TrimEnd('\r');
        var isBehindEnd = diagnostic?.Span.Start.Line >= lines.Length;
        var column = isBehindEnd ? text.Length + 1 : Math.Clamp(diagnostic?.Span.Start.Column + 1 ?? problem.Column ?? 1, 1, text.Length + 1);
        var length = diagnostic is null ? 1 : diagnostic.Span.End.Offset - diagnostic.Span.Start.Offset + 1;
        document.Report(Severity.Error, Code, Sentence(diagnostic?.Message ?? problem.Message, text), LineStart(document.Text, line) + column - 1, Math.Max(1, length));
    }

    /// <summary>The first message is the mistake; further ones are its echoes at the end of the file.</summary>
    private static DiagnosticMessage? First(TomlException problem) => problem.Diagnostics.Count > 0 ? problem.Diagnostics[0] : null;

    private static int LineStart(string text, int line)
    {
        var start = 0;
        for (; line > 1 && text.IndexOf('\n', start) is >= 0 and var newline; line--) start = newline + 1;
        return start;
    }

    private static string Sentence(string raw, string line)
    {
        var key = KeyOf(line);
        raw = raw.Trim().TrimEnd('.').Replace('`', '\'');
        if (raw.StartsWith("Expected '=' after key", StringComparison.Ordinal)) return key is null ? "expected '=' after a key" : $"expected '=' after key '{key}'";
        if (raw.StartsWith("Expected end-of-line after value", StringComparison.Ordinal)) return Of("expected a new line after the value", key);
        if (raw.StartsWith("Invalid newline in a string", StringComparison.Ordinal)) return Of("the string is not closed: add the missing quote", key);
        if (raw.Contains("End-Of-File found", StringComparison.Ordinal) || raw.Contains("end-of-file found", StringComparison.OrdinalIgnoreCase))
        {
            return Of(raw.Contains("multi-line", StringComparison.Ordinal) ? "the text in three quotes is not closed: add the missing quotes" : "the string is not closed: add the missing quote", key);
        }

        if (raw.Contains("maximum depth", StringComparison.Ordinal)) return Of("lists and tables lie too deep inside each other", key);
        if (raw.StartsWith("Expected ']]'", StringComparison.Ordinal)) return "the header is not closed: add ']]'";
        if (raw.StartsWith("Expected ']'", StringComparison.Ordinal)) return "the header is not closed: add ']'";
        if (raw.StartsWith("Unexpected token", StringComparison.Ordinal) && raw.Contains("while parsing a value", StringComparison.Ordinal)) return Of(ValueSentence(raw), key);
        if (raw.Contains("end-of-file while parsing array", StringComparison.Ordinal)) return Of("the list is not closed: add ']'", key);
        if (raw.Contains("end-of-file while parsing inline table", StringComparison.Ordinal)) return Of("the table is not closed: add '}'", key);
        return Of(raw.Length > 0 ? char.ToLowerInvariant(raw[0]) + raw[1..] : "not TOML", key);
    }

    /// <summary>"b = nope": most often text without its quotes.</summary>
    private static string ValueSentence(string raw)
    {
        var parts = raw.Split('\'');
        return parts.Length > 1 && parts[1].Length > 0 && parts[1].All(c => char.IsLetterOrDigit(c) || c is '_' or '-')
            ? $"'{parts[1]}' is no value; text needs quotes: \"{parts[1]}\""
            : char.ToLowerInvariant(raw[0]) + raw[1..];
    }

    private static string Of(string sentence, string? key) => key is null ? sentence : $"{sentence} (key '{key}')";

    /// <summary>The key that the broken line begins with, or null.</summary>
    private static string? KeyOf(string line)
    {
        var text = line.AsSpan().Trim();
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '_' or '-' or '.')) length++;
        return length > 0 && (length == text.Length || text[length] is ' ' or '\t' or '=') ? text[..length].ToString() : null;
    }
}
