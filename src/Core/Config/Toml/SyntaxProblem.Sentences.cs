namespace Conductor.Core.Config;

/// <summary>The sentences, by what the library says and by what stands there.</summary>
internal static partial class SyntaxProblem
{
    private static SyntaxMistake Sentence(in Place place, string raw) => raw switch
    {
        _ when raw.StartsWith("Expected `=` after key", StringComparison.Ordinal) => NoEquals(place),
        _ when raw.StartsWith("Missing value after", StringComparison.Ordinal) => place.Here("the value after '=' is missing: write a number, true, false or text in quotes"),
        _ when raw.StartsWith("Missing value in array", StringComparison.Ordinal) => place.Here("no value stands before this ',': take it away"),
        _ when raw.StartsWith("Expected a key or", StringComparison.Ordinal) => NoKey(place),
        _ when raw.StartsWith("Expected end-of-line after value", StringComparison.Ordinal) => NoNewLine(place),
        _ when raw.StartsWith("Expected end-of-line after table header", StringComparison.Ordinal) => place.Here("expected a new line after the header"),
        _ when raw.StartsWith("Expected `,` or `]`", StringComparison.Ordinal) => NoComma(place, "list", ']', "values"),
        _ when raw.StartsWith("Expected `,` or `}`", StringComparison.Ordinal) => NoComma(place, "table", '}', "keys"),
        _ when raw.StartsWith("Expected `]", StringComparison.Ordinal) => NoHeaderEnd(place, raw.StartsWith("Expected `]]", StringComparison.Ordinal) ? "]]" : "]"),
        _ when raw.EndsWith("while parsing TOML document.", StringComparison.Ordinal) => NoStatement(place),
        _ when raw.EndsWith("while parsing a key.", StringComparison.Ordinal) => NoName(place),
        _ when raw.EndsWith("while parsing a value.", StringComparison.Ordinal) => NoValue(place),
        _ when raw.StartsWith("Invalid newline in a string", StringComparison.Ordinal) || raw.Contains("End-Of-File", StringComparison.Ordinal) => OpenString(place),
        _ when raw.StartsWith("Unexpected escape character", StringComparison.Ordinal) => BadEscape(place),
        _ when raw.StartsWith("Invalid Unicode scalar", StringComparison.Ordinal) => BadScalar(place),
        _ when raw.StartsWith("Invalid escape", StringComparison.Ordinal) => BadEscape(place, "a '\\' that continues the text on the next line must end its own; write '\\\\' for a backslash"),
        _ when raw.Contains("control character", StringComparison.Ordinal) => ControlCharacter(place, raw.EndsWith("comment", StringComparison.Ordinal)),
        _ when raw.StartsWith("Invalid \\r", StringComparison.Ordinal) => place.Here("a carriage return stands alone here: end the line with a line feed"),
        _ when raw.Contains("maximum depth", StringComparison.Ordinal) => place.Here("lists and tables lie too deep inside each other: 64 is the most"),
        _ when raw.Contains("date time", StringComparison.Ordinal) => BadDate(place),
        _ => BadNumber(place, raw) ?? place.Here(raw.Length > 0 ? char.ToLowerInvariant(raw[0]) + raw[1..].Trim().TrimEnd('.').Replace('`', '\'') : "this is no TOML"),
    };

    private static SyntaxMistake NoEquals(in Place place)
    {
        var key = LastKey(place.Text[..place.At]);
        if (key.IsEmpty) return place.Here("expected '=' after a key");
        if (GroupedNumber(place, key) is { } number) return number;
        var name = ConfigDocument.Cut(key.ToString());
        return place.Here($"expected '=' after key '{name}'" + place.Sign switch
        {
            ':' => ", not ':'",
            ']' => $", not ']'; a header is written [{name}]",
            _ => "",
        });
    }

    /// <summary>"1,500" in a table: what stands behind the comma looks like a key.</summary>
    private static SyntaxMistake? GroupedNumber(in Place place, ReadOnlySpan<char> key)
    {
        var start = place.Text[..place.At].LastIndexOf(key);
        if (start < 2 || place.Text[start - 1] != ',' || !char.IsAsciiDigit(place.Text[start - 2]) || key.ContainsAnyExceptInRange('0', '9')) return null;
        var first = start - 1;
        while (first > 0 && (char.IsAsciiDigit(place.Text[first - 1]) || place.Text[first - 1] == ',')) first--;
        var whole = place.Text[first..(start + key.Length)].ToString();
        return From(first, start + key.Length, $"a number takes no ',': write {ConfigDocument.Cut(whole.Replace(",", "", StringComparison.Ordinal))}");
    }

    /// <summary>A word directly behind a closing quote: most often a quote within the text has closed it.</summary>
    private static bool IsQuoteInQuotes(in Place place) => place.At > 0 && place.Text[place.At - 1] == '"' && char.IsLetterOrDigit(place.Sign);

    private const string QuoteInQuotes = "a '\"' within the text closes it: write '\\\"', or put the text in 'single quotes'";

    private static SyntaxMistake NoKey(in Place place) => place.Here(place.Sign switch
    {
        ',' => "no key stands before this ',': take it away",
        '=' => "a key is missing before '='",
        '{' or '[' => "a key is missing here: write key = …",
        _ => $"expected a key, not {place.SignShown}",
    });

    private static SyntaxMistake NoNewLine(in Place place)
    {
        if (IsQuoteInQuotes(place)) return place.Here(QuoteInQuotes);
        if (GluedWord(place) is { } word) return word;
        return place.Here(place.Sign switch
        {
            ',' => "a ',' stands only in lists and tables: take it away",
            ']' or '}' => $"this '{place.Sign}' closes nothing: take it away",
            '/' when place.Next == '/' => "a comment begins with '#'",
            ';' => "expected a new line after the value, not ';'",
            _ => "expected a new line after the value",
        });
    }

    private static SyntaxMistake NoComma(in Place place, string what, char closer, string between)
    {
        if (place.Sign is ']' or '}') return place.Here($"the {what} is not closed: expected '{closer}' before '{place.Sign}'");
        if (place.Sign is ';' or ':') return place.Here($"expected ',' between two {between} of the {what}, not '{place.Sign}'");
        if (IsQuoteInQuotes(place)) return place.Here(QuoteInQuotes);
        if (GluedWord(place) is { } word) return word;
        var sentence = $"a ',' is missing between two {between} of the {what}";
        return place.Extent.BeginsLine ? From(place.Extent.Before, place.Extent.Before + 1, sentence) : place.Here(sentence);
    }

    private static SyntaxMistake NoHeaderEnd(in Place place, string closer) => place.Here(place.Sign switch
    {
        ']' when closer == "]" => "the header opens with one '[' and closes with two: write [name] or [[name]]",
        ']' or '\n' or '\r' or '#' => $"the header is not closed: add '{closer}'",
        _ => $"expected '{closer}' after the header's name; a name with blanks or other signs needs quotes",
    });

    private static SyntaxMistake NoStatement(in Place place) => place.Here(place.Sign switch
    {
        '<' or '=' or '>' when place.Text[place.At..].StartsWith(new string(place.Sign, 7)) => "an unsolved merge conflict: keep one of the two parts, and take out the lines <<<<<<<, ======= and >>>>>>>",
        '=' => "a key is missing before '='",
        ']' or '}' => $"this '{place.Sign}' closes nothing: take it away",
        '{' => "a table needs a key or a header: write key = { … }",
        '.' => "a name is missing before the '.' of the key",
        ';' => "a comment begins with '#'",
        '/' when place.Next == '/' => "a comment begins with '#'",
        var sign when char.IsLetter(sign) || char.IsSurrogate(sign) => $"a key with {place.SignShown} in it needs quotes",
        _ => $"a line begins with a key, a [header] or a # comment, not with {place.SignShown}",
    });

    private static SyntaxMistake NoName(in Place place)
    {
        var isDotted = place.Text[..place.At].TrimEnd(" \t") is [.., '.'];
        return place.Here(place.Sign switch
        {
            ']' or '\n' or '\r' or '#' when !isDotted => "the header has no name: write [name] or [[name]]",
            ']' or '=' or '.' or '\n' or '\r' or '#' => "a name is missing beside the '.' of the key",
            var sign when char.IsLetter(sign) || char.IsSurrogate(sign) => $"a key with {place.SignShown} in it needs quotes",
            _ => $"expected the name of a key, not {place.SignShown}",
        });
    }

    public const string OpenQuote = "the string is not closed: add the missing quote";

    private static SyntaxMistake OpenString(in Place place) =>
        place.Extent.OpenQuote is >= 0 and var quote
            ? From(quote, Math.Max(quote + 1, Math.Min(place.At, EndOfLine(place.Text, quote))), OpenQuote)
            : place.Here(OpenQuote);

    private static int EndOfLine(ReadOnlySpan<char> text, int from) => text[from..].IndexOf('\n') is >= 0 and var length ? from + length : text.Length;

    /// <summary>The library stops at the letter, or behind too few digits: the backslash is the place.</summary>
    private static SyntaxMistake BadEscape(in Place place, string? otherwise = null)
    {
        var backslash = place.Text[..place.At].LastIndexOf('\\');
        if (backslash < 0) return place.Here("after '\\' comes one of b t n f r e \" \\ x u U");
        var letter = backslash + 1 < place.Text.Length ? place.Text[backslash + 1] : '\n';
        return From(backslash, Math.Min(backslash + 2, place.Text.Length), letter switch
        {
            'x' => "'\\x' takes two hexadecimal digits",
            'u' => "'\\u' takes four hexadecimal digits",
            'U' => "'\\U' takes eight hexadecimal digits",
            _ => otherwise ?? $"'\\{letter}' means nothing; write '\\\\' for a backslash, or put the text in 'single quotes'",
        });
    }

    private static SyntaxMistake BadScalar(in Place place)
    {
        var backslash = Math.Max(0, place.Text[..place.At].LastIndexOf('\\'));
        var end = place.At + 1;
        while (end < place.Text.Length && char.IsAsciiHexDigit(place.Text[end])) end++;
        return From(backslash, end, $"'{place.Text[backslash..Math.Min(end, place.Text.Length)]}' is no character of Unicode");
    }

    /// <summary>Of a string the library tells the beginning.</summary>
    private static SyntaxMistake ControlCharacter(in Place place, bool isComment)
    {
        var at = place.At;
        while (at < place.Text.Length && (!char.IsControl(place.Text[at]) || place.Text[at] is '\t' or '\n' or '\r' || place.Text[at] > '\u007F')) at++;
        if (at == place.Text.Length) at = place.At;
        var sign = at < place.Text.Length ? place.Text[at] : '\0';
        var number = $"{(int)sign:X4}";
        return From(at, at + 1, $"a control character (U+{number}) stands here: take it away" + (isComment ? "" : $", or write \\u{number} in \"double quotes\""));
    }

    private static SyntaxMistake BadDate(in Place place) =>
        Word(place, place.At) is var end ? From(place.At, end, $"'{place.Text[place.At..end]}' is no date or time: write 2026-12-31 or 23:59:59, or both with a T between") : default;
}
