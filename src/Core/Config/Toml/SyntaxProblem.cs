namespace Conductor.Core.Config;

/// <summary>The TOML library's complaint, in our words: one sentence that says what to write instead, the place in the file, the key it is about.</summary>
internal static partial class SyntaxProblem
{
    public const string Code = "toml-syntax";

    public static bool IsHugeNumber(string raw) =>
        raw.StartsWith("Unable to parse integer", StringComparison.Ordinal) || raw.StartsWith("Invalid size of", StringComparison.Ordinal);

    public static bool IsMissingComma(string raw) => raw.StartsWith("Expected `,` or ", StringComparison.Ordinal);

    public static string HugeNumber(ReadOnlySpan<char> number)
    {
        var shown = number.Length <= 40 ? number.ToString() : $"{number[..40]}…";
        return number[0] == '-' ? $"the number {shown} is too small: the least is {long.MinValue}" : $"the number {shown} is too large: the greatest is {long.MaxValue}";
    }

    /// <param name="text">The text, with earlier mistakes blanked.</param>
    /// <param name="at">Where the library stopped; the end of the text where it ran out.</param>
    /// <param name="length">Of the token it stopped at.</param>
    /// <param name="raw">What it said.</param>
    /// <param name="extent">The statement that the place lies in.</param>
    public static SyntaxMistake Of(ReadOnlySpan<char> text, int at, int length, string raw, in StatementExtent extent)
    {
        var mistake = extent.Open >= 0 && at >= extent.End && IsAboutEnd(raw, extent) ? NotClosed(text, extent.Open, extent.Closers)
            : IsTableLeftOpen(text, at, raw, extent) ? NotClosed(text, extent.Group, "}")
            : Sentence(new Place(text, at, length, extent), raw);
        return mistake with { Length = Math.Max(1, mistake.Length), Sentence = mistake.Sentence + AboutKey(text, mistake, extent) };
    }

    /// <summary>Complaints that can come from something that is not closed further up.</summary>
    private static bool IsAboutEnd(string raw, in StatementExtent extent) => !IsOpenString(raw, extent) && !raw.StartsWith("Expected `]", StringComparison.Ordinal);

    /// <summary>A one-line string without its closing quote.</summary>
    public static bool IsOpenString(string raw, in StatementExtent extent) =>
        extent.OpenQuote >= 0 && (raw.StartsWith("Invalid newline in a string", StringComparison.Ordinal) || raw.Contains("End-Of-File", StringComparison.Ordinal));

    /// <summary>Where a key of a table should stand, the next table of the list around it begins, or that list ends.</summary>
    public static bool IsTableLeftOpen(ReadOnlySpan<char> text, int at, string raw, in StatementExtent extent) =>
        extent is { Group: >= 0, BeginsLine: true } && text[extent.Group] == '{' && text[Math.Min(at, text.Length - 1)] is '{' or '[' or ']'
        && (raw.StartsWith("Expected a key or", StringComparison.Ordinal) || raw.StartsWith("Expected `,` or `}`", StringComparison.Ordinal));

    private static SyntaxMistake NotClosed(ReadOnlySpan<char> text, int open, string closers) => text[open] switch
    {
        '[' => new SyntaxMistake(open, 1, $"the list is not closed: add '{closers}'"),
        '{' => new SyntaxMistake(open, 1, $"the table is not closed: add '{closers}'"),
        var quote => new SyntaxMistake(open, 3, $"the text in three quotes is not closed: add {new string(quote, 3)} behind it"),
    };

    /// <summary>What the library stopped at, and what stands around it.</summary>
    private readonly ref struct Place(ReadOnlySpan<char> text, int at, int length, StatementExtent extent)
    {
        public readonly ReadOnlySpan<char> Text = text;
        public readonly int At = at;
        public readonly StatementExtent Extent = extent;

        /// <summary>The character there; a line feed at the end.</summary>
        public char Sign => At < Text.Length ? Text[At] : '\n';

        public char Next => At + 1 < Text.Length ? Text[At + 1] : '\n';

        /// <summary>As one would read it: a surrogate pair whole, a control character by its number.</summary>
        public string SignShown =>
            char.IsControl(Sign) ? $"U+{(int)Sign:X4}" : char.IsHighSurrogate(Sign) && char.IsLowSurrogate(Next) ? $"'{Sign}{Next}'" : $"'{Sign}'";

        public SyntaxMistake Here(string sentence) => new(At, length, sentence);
    }

    private static SyntaxMistake From(int start, int end, string sentence) => new(start, end - start, sentence);

    /// <summary>" (key 'note')": the key whose value it is, or the one the statement begins with. Not where the sentence names it, and not in headers.</summary>
    private static string AboutKey(ReadOnlySpan<char> text, in SyntaxMistake mistake, in StatementExtent extent)
    {
        if (mistake.Sentence.Contains("key", StringComparison.Ordinal) || mistake.Sentence.Contains("header", StringComparison.Ordinal)) return "";
        var key = KeyBefore(text, mistake.Start);
        if (key.IsEmpty) key = KeyAtLineOf(text, extent.Start);
        return key.IsEmpty ? "" : $" (key '{ConfigDocument.Cut(key.ToString())}')";
    }

    /// <summary>"note = " in front of a value.</summary>
    private static ReadOnlySpan<char> KeyBefore(ReadOnlySpan<char> text, int at)
    {
        var before = text[..Math.Min(at, text.Length)].TrimEnd(" \t");
        return before is [.., '='] ? LastKey(before[..^1]) : default;
    }

    /// <summary>The bare key that a text ends with, blanks aside; empty where it ends otherwise.</summary>
    private static ReadOnlySpan<char> LastKey(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd(" \t");
        return text[(text.LastIndexOfAnyExcept(KeySigns) + 1)..];
    }

    private static ReadOnlySpan<char> KeyAtLineOf(ReadOnlySpan<char> text, int start)
    {
        var line = text[start..].TrimStart(" \t");
        var length = line.IndexOfAnyExcept(KeySigns);
        return length > 0 && line[length] is ' ' or '\t' or '=' ? line[..length] : default;
    }

    private static readonly System.Buffers.SearchValues<char> KeySigns =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");
}
