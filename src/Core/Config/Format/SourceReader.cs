namespace Conductor.Core.Config;

/// <summary>Text → <see cref="SourceText"/>. The text has been read as TOML before: nothing is checked here.</summary>
internal sealed class SourceReader
{
    private readonly string _text;
    private int _at;

    private SourceReader(string text) => _text = text;

    public static SourceText Read(string text)
    {
        var reader = new SourceReader(text);
        var lines = new List<SourceLine>();
        while (reader._at < text.Length) lines.Add(reader.ReadLine());
        return new SourceText(text, lines);
    }

    private char Here => _at < _text.Length ? _text[_at] : '\n';

    private bool IsLineEnd => Here is '\n' or '\r';

    private SourceLine ReadLine()
    {
        var start = _at;
        SkipBlanks();
        var content = _at;
        return Here switch
        {
            '\n' or '\r' => Ended(new SourceLine(SourceKind.Blank, start, content, content, 0)),
            '#' => Ended(new SourceLine(SourceKind.Comment, start, content, SkipComment(), 0)),
            '[' => ReadHeader(start),
            _ => ReadEntryLine(start),
        };
    }

    private SourceLine ReadHeader(int start)
    {
        var content = _at;
        while (Here == '[') _at++;
        var keys = ReadKeys();
        while (Here == ']') _at++;
        return Ended(new SourceLine(SourceKind.Header, start, content, _at, 0) { Header = keys });
    }

    private SourceLine ReadEntryLine(int start)
    {
        var content = _at;
        var entry = ReadEntry();
        return Ended(new SourceLine(SourceKind.Entry, start, content, entry.End, 0) { Entry = entry });
    }

    /// <summary>Takes the comment and the line end behind what was read.</summary>
    private SourceLine Ended(SourceLine line)
    {
        SkipBlanks();
        SourcePlace? comment = Here == '#' ? new SourcePlace(_at, SkipComment()) : null;
        if (_at < _text.Length && _text[_at] == '\r') _at++;
        if (_at < _text.Length && _text[_at] == '\n') _at++;
        return line with { End = _at, Comment = comment };
    }

    private SourceEntry ReadEntry()
    {
        var keys = ReadKeys();
        _at++;   // =
        SkipBlanks();
        return new SourceEntry(keys, ReadValue());
    }

    private SourcePlace[] ReadKeys()
    {
        var keys = new List<SourcePlace>();
        while (true)
        {
            SkipBlanks();
            var start = _at;
            if (Here is '"' or '\'') SkipString();
            else while (!IsLineEnd && Here is not (' ' or '\t' or '.' or '=' or ']')) _at++;
            keys.Add(new SourcePlace(start, _at));
            SkipBlanks();
            if (Here != '.') return [.. keys];
            _at++;
        }
    }

    private SourceValue ReadValue()
    {
        var value = new SourceValue(_at, Here is '{' or '[' ? Here : '\0', []);
        if (value.IsContainer) ReadContainer(value);
        else if (Here is '"' or '\'') SkipString();
        else SkipBare();
        value.End = _at;
        return value;
    }

    private void ReadContainer(SourceValue container)
    {
        _at++;
        while (true)
        {
            SkipGap();
            if (_at >= _text.Length || Here is '}' or ']') break;
            var entry = container.IsTable ? ReadEntry() : new SourceEntry([], ReadValue());
            entry.Container = container;
            container.Entries.Add(entry);
        }

        _at++;
    }

    /// <summary>A number, a word or a date; between the two halves of a date a blank may stand.</summary>
    private void SkipBare()
    {
        while (!IsLineEnd && Here is not (',' or ']' or '}' or '#')) _at++;
        while (_text[_at - 1] is ' ' or '\t') _at--;
    }

    private void SkipString()
    {
        var quote = Here;
        if (string.CompareOrdinal(_text, _at, new string(quote, 3), 0, 3) == 0) SkipLongString(quote);
        else SkipTo(quote, 1);
    }

    /// <summary>Up to two quotes may stand before the three that end it.</summary>
    private void SkipLongString(char quote)
    {
        SkipTo(quote, 3);
        for (var more = 0; more < 2 && Here == quote; more++) _at++;
    }

    private void SkipTo(char quote, int count)
    {
        var run = 0;
        for (_at += count; _at < _text.Length && run < count; _at++)
        {
            run = _text[_at] == quote ? run + 1 : 0;
            if (_text[_at] == '\\' && quote == '"') _at++;
        }
    }

    private int SkipComment()
    {
        while (!IsLineEnd) _at++;
        var end = _at;
        while (_text[end - 1] is ' ' or '\t') end--;
        return end;
    }

    private void SkipGap()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n' or ',' or '#')
        {
            if (_text[_at] == '#') SkipComment();
            else _at++;
        }
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t') _at++;
    }
}
