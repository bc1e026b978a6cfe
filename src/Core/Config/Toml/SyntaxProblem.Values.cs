namespace Conductor.Core.Config;

/// <summary>Sentences about what should have been a value: text without quotes, numbers of a wrong form.</summary>
internal static partial class SyntaxProblem
{
    private const int LongestShown = 40;

    /// <summary>"b = nope": most often text without its quotes.</summary>
    private static SyntaxMistake NoValue(in Place place)
    {
        if (place.Sign is '=' or '>' or ':') return place.Here($"one '=' is enough: take the {place.SignShown} away");
        if (place.Sign is '“' or '”' or '„' or '‘' or '’' or '«' or '»') return place.Here("text takes straight quotes: \"…\"");
        if (place.Sign is '(') return place.Here("a '(' begins no value; a list is [ … ], a table { … }");
        if (place.Sign is ',' or ']' or '}') return place.Here($"a value is missing before this '{place.Sign}'");
        return IsKeyInList(place) ? NotClosed(place.Text, place.Extent.Group, "]") : Bare(place, place.At);
    }

    /// <summary>"keys = ["a", modifiers = …"</summary>
    private static bool IsKeyInList(in Place place)
    {
        if (place.Extent.Group < 0 || place.Text[place.Extent.Group] != '[') return false;
        var length = place.Text[place.At..].IndexOfAnyExcept(KeySigns);
        return length > 0 && place.Text[(place.At + length)..].TrimStart(" \t") is ['=', ..];
    }

    /// <summary>"100ms", "0x1g", "3.4.5": what goes on right behind a value belongs to it.</summary>
    private static SyntaxMistake? GluedWord(in Place place)
    {
        if (place.At == 0 || !IsWordSign(place.Sign) || !IsWordSign(place.Text[place.At - 1])) return null;
        var start = place.At;
        while (start > 0 && IsWordSign(place.Text[start - 1])) start--;
        return Bare(place, start);
    }

    private static bool IsWordSign(char sign) => char.IsLetterOrDigit(sign) || sign is '_' or '-' or '+' or '.' or ':' or '/' or '%' or '$' or '~' or '@' or '*' or '&' or '!' or '?';

    private static SyntaxMistake Bare(in Place place, int start)
    {
        var end = Word(place, start);
        var word = place.Text[start..end].ToString();
        var shown = ConfigDocument.Cut(word, LongestShown);
        return From(start, end, word switch
        {
            "True" or "TRUE" or "yes" or "Yes" or "YES" or "On" or "ON" => $"'{word}' is no value: write true, or text in quotes: \"{word}\"",
            "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => $"'{word}' is no value: write false, or text in quotes: \"{word}\"",
            "null" or "nil" or "none" or "None" => $"'{word}' is no value: leave the key out, or write text in quotes: \"{word}\"",
            ['.', >= '0' and <= '9', ..] => $"a number begins with a digit: write 0{shown}",
            ['+' or '-', '0', 'x' or 'o' or 'b', ..] => $"a number with 0{word[2]} takes no sign: write {shown[1..]}",
            [>= '0' and <= '9', ..] when !word.Contains('"') => $"'{shown}' is no value: write the number alone, or text in quotes: \"{shown}\"",
            _ when word.Contains('"') => $"'{shown}' is no value; text stands in quotes as a whole",
            _ => $"'{shown}' is no value; text needs quotes: \"{shown}\"",
        });
    }

    /// <summary>To the end of what was meant as one value: a comma, a bracket, a comment, the next key, the line's end.</summary>
    private static int Word(in Place place, int start)
    {
        var rest = place.Text[start..];
        var end = rest.IndexOfAny(WordEnds);
        if (end < 0) end = rest.Length;
        var word = rest[..end];
        if (word.IndexOf('=') is > 0 and var equals) word = WithoutLastKey(word[..equals]);
        return start + Math.Max(1, word.TrimEnd(" \t").Length);
    }

    /// <summary>"nope b" of "a = nope b = 2".</summary>
    private static ReadOnlySpan<char> WithoutLastKey(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd(" \t");
        return text[..(text.LastIndexOfAnyExcept(KeySigns) + 1)];
    }

    private static readonly System.Buffers.SearchValues<char> WordEnds = System.Buffers.SearchValues.Create(",]}#\n\r");

    private static SyntaxMistake? BadNumber(in Place place, string raw)
    {
        var start = Math.Min(place.At, place.Text.Length);
        while (start > 0 && IsWordSign(place.Text[start - 1])) start--;
        var end = Word(place, start);
        var number = place.Text[start..end];
        var shown = ConfigDocument.Cut(number.ToString(), LongestShown);
        var sentence = raw switch
        {
            _ when raw.Contains("leading zero", StringComparison.Ordinal) || raw.Contains("leading 0", StringComparison.Ordinal) => $"a number can't begin with 0: write {WithoutZeros(number)}",
            _ when raw.Contains("underscore", StringComparison.Ordinal) => $"a '_' stands only between two digits: write {ConfigDocument.Cut(number.ToString().Replace("_", ""), LongestShown)}",
            _ when raw.Contains("after the float dot", StringComparison.Ordinal) => $"a digit is missing after the '.' of '{shown}'",
            _ when raw.Contains("after the exponent", StringComparison.Ordinal) => $"a digit is missing after the 'e' of '{shown}'",
            _ when raw.Contains("hexadecimal integer", StringComparison.Ordinal) => $"'{shown}' is no number: after 0x come the digits 0-9 and a-f",
            _ when raw.Contains("octal integer", StringComparison.Ordinal) => $"'{shown}' is no number: after 0o come the digits 0-7",
            _ when raw.Contains("binary integer", StringComparison.Ordinal) => $"'{shown}' is no number: after 0b come the digits 0 and 1",
            _ when raw.StartsWith("Invalid capital", StringComparison.Ordinal) => $"'{shown}' is no number: write the letter after 0 small",
            _ => null,
        };
        return sentence is null ? null : From(start, end, sentence);
    }

    private static string WithoutZeros(ReadOnlySpan<char> number)
    {
        var sign = number is ['-' or '+', ..] ? number[..1] : default;
        var digits = number[sign.Length..].TrimStart("0_");
        return ConfigDocument.Cut($"{sign}{(digits is [>= '0' and <= '9', ..] ? "" : "0")}{digits}", LongestShown);
    }
}
