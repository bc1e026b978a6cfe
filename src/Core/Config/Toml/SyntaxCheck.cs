using Tomlyn;
using Tomlyn.Parsing;

namespace Conductor.Core.Config;

/// <summary>One mistake in a text that is no TOML; its place in UTF-16 units.</summary>
/// <param name="IsHugeNumber">A whole number beyond 64 bits: the text around it can be read all the same.</param>
internal readonly record struct SyntaxMistake(int Start, int Length, string Sentence, bool IsHugeNumber = false);

/// <summary>
/// Finds every mistake of a broken text, each once: where the library's parser stops, the mistake is told and taken out of a copy of the text (the broken element of a
/// list or table, else the whole statement), and the parser goes on from that statement. So a mistake neither hides the next one nor echoes in it.
/// </summary>
internal sealed class SyntaxCheck
{
    private const int MaxMistakes = 20;
    private const int MaxParses = 100;
    private const int MaxParsed = 64 * 1024 * 1024;   // characters in all parses: with one great statement each begins at the same place
    private const int CopyingIsCheaper = 16;

    private readonly char[] _text;   // with a line feed more than the file
    private readonly int _length;
    private readonly List<SyntaxMistake> _mistakes = [];
    private int _lastLine = -1;      // where the line of the last mistake begins
    private Failure _lastFailure = new(-1, 0, "", 0);
    private int _parsed;

    private SyntaxCheck(string text)
    {
        _length = text.Length;
        _text = new char[_length + 1];
        text.CopyTo(_text);
        _text[_length] = '\n';
    }

    private ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    /// <summary>The mistakes in file order, at most 20, and the text without them: of the same length, a 0 for each huge number.</summary>
    public static (List<SyntaxMistake> Mistakes, string Mended) Find(string text)
    {
        var check = new SyntaxCheck(text);
        check.Run();
        return (check._mistakes, check.Text.ToString());
    }

    private void Run()
    {
        var from = 0;
        for (var parses = 0; parses < MaxParses && _parsed < MaxParsed && _mistakes.Count < MaxMistakes; parses++)
        {
            if (Parse(from) is not { } failure) return;
            from = Mend(failure);
        }
    }

    /// <summary>Where the parser stopped.</summary>
    /// <param name="At">The offending text, or -1 where the parser doesn't say.</param>
    /// <param name="Statement">The line of the key or header it is in begins here.</param>
    private readonly record struct Failure(int At, int Length, string Message, int Statement);

    private Failure? Parse(int from)
    {
        var follower = new StatementFollower();
        _parsed += (_length - from) / CopyingIsCheaper;
        try
        {
            var parser = TomlReader.ParserOf(new string(_text, from, _text.Length - from));
            while (parser.MoveNext())
            {
                if (parser.Current.Kind == TomlParseEventKind.String) parser.GetString();   // some mistakes show only here
                follower.Follow(parser.Current);
                if (parser.Current.Kind == TomlParseEventKind.PropertyName) parser.GetPropertyName();
            }

            return null;
        }
        catch (TomlException e)
        {
            var first = e.Diagnostics.Count > 0 ? e.Diagnostics[0] : null;   // further ones are its echoes
            var at = Math.Min(_length, from + (first?.Span.Start.Offset ?? e.Span?.Start.Offset ?? follower.LastKey));
            var length = first is null ? 1 : first.Span.End.Offset - first.Span.Start.Offset + 1;
            _parsed += at - from;
            var key = follower.StatementOf(Text[from..], at - from);
            return new Failure(at, Math.Max(1, length), first?.Message ?? e.Message, key >= 0 ? LineStart(from + key) : FirstLineOf(at, from));
        }
    }

    /// <summary>Behind a backslash the library reads a one-line key on behind the next blanks and line feeds: its mistake is further up.</summary>
    private int FirstLineOf(int at, int from)
    {
        var start = LineStart(at);
        while (Text[from..start].TrimEnd(" \t\r\n") is [.., '\\'] before) start = LineStart(from + before.Length);
        return start;
    }

    private int LineStart(int at) => Text[..Math.Min(at, _length)].LastIndexOf('\n') + 1;

    /// <summary>Tells the mistake and takes it out; answers where to go on.</summary>
    private int Mend(in Failure failure)
    {
        var isStuck = failure.At < _lastFailure.At || (failure.At == _lastFailure.At && failure.Message == _lastFailure.Message);
        _lastFailure = failure;
        if (SyntaxProblem.IsHugeNumber(failure.Message) && !isStuck) return MendNumber(failure);
        var extent = StatementExtent.Of(Text, failure.Statement, failure.At);
        var mistake = SyntaxProblem.Of(Text, failure.At, failure.Length, failure.Message, extent);
        if (LineStart(mistake.Start) is var line && line > _lastLine) _mistakes.Add(mistake);
        _lastLine = Math.Max(_lastLine, line);
        if (isStuck || !extent.IsWhole || extent.Group < 0)
        {
            var end = SyntaxProblem.IsOpenString(failure.Message, extent) && SwallowsBrackets(extent.OpenQuote) ? EndOfLine(extent.OpenQuote) : extent.End;
            Blank(failure.Statement, end);
            return end;
        }

        if (SyntaxProblem.IsTableLeftOpen(Text, failure.At, failure.Message, extent)) Blank(extent.Group, failure.At);
        else if (SyntaxProblem.IsMissingComma(failure.Message) && extent.BeginsLine) Blank(extent.Group + 1, failure.At);
        else Blank(extent.Group + 1, EndOfElement(extent.Resume, extent.GroupEnd));
        return failure.Statement;
    }

    /// <summary>An open string took the brackets of its line with it: that they are not closed is no second mistake.</summary>
    private bool SwallowsBrackets(int quote) => Text[quote..EndOfLine(quote)].ContainsAny(']', '}');

    private int EndOfLine(int from) => Text[from..].IndexOf('\n') is >= 0 and var length ? from + length : _length;

    private int MendNumber(in Failure failure)
    {
        var end = failure.At;
        while (end < _length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '_' or '+' or '-')) end++;
        var number = _text.AsSpan(failure.At, end - failure.At);
        _mistakes.Add(new SyntaxMistake(failure.At, number.Length, SyntaxProblem.HugeNumber(number), IsHugeNumber: true));
        number.Fill(' ');
        number[0] = '0';
        return failure.Statement;
    }

    /// <summary>Behind the next comma of the list or table, or its end.</summary>
    private int EndOfElement(int at, int groupEnd)
    {
        for (var depth = 0; at < groupEnd; at++)
        {
            switch (_text[at])
            {
                case ',' when depth == 0: return at + 1;
                case '[' or '{': depth++; break;
                case ']' or '}': depth--; break;
                case '"' or '\'': at = StatementExtent.EndOfAnyString(Text, at) - 1; break;
                case '#': at += Math.Max(0, _text.AsSpan(at, groupEnd - at).IndexOf('\n')); break;
            }
        }

        return groupEnd;
    }

    /// <summary>Lines stay where they are.</summary>
    private void Blank(int from, int to)
    {
        foreach (ref var c in _text.AsSpan(from, Math.Max(0, to - from)))
        {
            if (c != '\n') c = ' ';
        }
    }
}
