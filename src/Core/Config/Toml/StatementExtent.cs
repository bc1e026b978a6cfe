namespace Conductor.Core.Config;

/// <summary>
/// Where a broken statement ends and which list or table of it a mistake lies in: by brackets and quotes alone. One that is never closed ends before the next line that
/// can only be a statement of its own.
/// </summary>
internal readonly struct StatementExtent
{
    /// <summary>Where its first line begins.</summary>
    public int Start { get; private init; }

    /// <summary>The end of its last line, in front of the line feed.</summary>
    public int End { get; private init; }

    /// <summary>Every bracket and every text in three quotes is closed.</summary>
    public bool IsWhole => Open < 0;

    /// <summary>The bracket, or the three quotes, that is never closed; -1 where there is none.</summary>
    public int Open { get; private init; }

    /// <summary>The brackets that are missing at <see cref="End"/>, e.g. "]}".</summary>
    public string Closers { get; private init; }

    /// <summary>The innermost bracket around the mistake, and the one that closes it; -1 where it lies in none.</summary>
    public int Group { get; private init; }

    public int GroupEnd { get; private init; }

    /// <summary>Behind what stood before the mistake, comments aside.</summary>
    public int Before { get; private init; }

    /// <summary>Where reading can go on behind the mistake: the end of the text in quotes that it lies in, or the mistake itself.</summary>
    public int Resume { get; private init; }

    /// <summary>Nothing else stands before the mistake on its line.</summary>
    public bool BeginsLine { get; private init; }

    /// <summary>A one-line string that its line ends without a closing quote, on the mistake's line (or before it, behind a backslash); -1 where there is none.</summary>
    public int OpenQuote { get; private init; }

    /// <param name="text">The whole text.</param>
    /// <param name="start">Where the statement's line begins.</param>
    /// <param name="at">The mistake.</param>
    public static StatementExtent Of(ReadOnlySpan<char> text, int start, int at) => new Scan(text, start, at).Run();

    /// <summary>Behind a string of any kind; what is not closed ends with its line.</summary>
    public static int EndOfAnyString(ReadOnlySpan<char> text, int at) =>
        TomlText.IsLong(text, at) && TomlText.EndOfLongString(text, at) is > 0 and var end ? end : TomlText.EndOfString(text, at);

    private ref struct Scan
    {
        private readonly ReadOnlySpan<char> _text;
        private readonly int _start, _at;
        private readonly Stack<int> _open = new();
        private int _here, _last;             // the character looked at; behind the last one that counts
        private int _group = -1, _groupEnd = -1, _before, _resume, _openQuote = -1;
        private int _softEnd = -1, _softOpen = -1;
        private string _softClosers = "";
        private int _lists, _tables;          // open ones
        private bool _passed;

        public Scan(ReadOnlySpan<char> text, int start, int at)
        {
            _text = text;
            _start = _here = _last = _before = start;
            _at = _resume = at;
        }

        public StatementExtent Run()
        {
            if (LineOf(_text, _start).TrimStart() is ['[', ..]) return At(EndOfLine(_start), -1);   // a header
            for (; _here < _text.Length; _here++)
            {
                if (_here >= _at) Pass();
                switch (_text[_here])
                {
                    case '\n' when _open.Count == 0: return At(_here, -1);
                    case '\n' when MustEnd(_here + 1): return Unclosed(_here);
                    case '\n' or ' ' or '\t' or '\r': continue;
                    case '#':
                        _here = EndOfLine(_here) - 1;
                        continue;
                    case '[' or '{': Push(); break;
                    case ']' or '}': Close(); break;
                    case '"' or '\'':
                        if (SkipString() is >= 0 and var quotes) return At(EndBeforeStatement(quotes), quotes);
                        break;
                }

                _last = _here + 1;
            }

            _here = _text.Length;
            Pass();
            return _open.Count == 0 ? At(_here, -1) : Unclosed(_here);
        }

        /// <summary>What is around the mistake is known when the scan comes to it.</summary>
        private void Pass()
        {
            if (_passed) return;
            _passed = true;
            _before = _last;
            if (_open.TryPeek(out var group)) _group = group;
        }

        private readonly StatementExtent At(int end, int open, string closers = "") => new()
        {
            Start = _start,
            End = end,
            Open = open,
            Closers = closers,
            Group = _groupEnd >= 0 ? _group : -1,
            GroupEnd = _groupEnd,
            Before = _before,
            Resume = _resume,
            BeginsLine = _text[_before..Math.Max(_before, Math.Min(_at, _text.Length))].Contains('\n'),
            OpenQuote = _openQuote,
        };

        private readonly StatementExtent Unclosed(int end) => _softEnd >= 0 ? At(_softEnd, _softOpen, _softClosers) : At(end, _open.Peek(), Closers());

        /// <summary>What would close everything that is open; of a thousand brackets, the first few.</summary>
        private readonly string Closers()
        {
            var closers = "";
            foreach (var open in _open)
            {
                if (closers.Length == 4) return closers + "…";
                closers += _text[open] == '[' ? ']' : '}';
            }

            return closers;
        }

        /// <summary>A header ends everything. A "key = " ends a list, in which it can't stand; and, should nothing close it later, a table that has no comma before it.</summary>
        private bool MustEnd(int line)
        {
            if (IsHeaderLine(_text, line)) return true;
            if (!IsKeyLine(_text, line)) return false;
            if (_text[_open.Peek()] == '[') return true;
            if (_softEnd < 0 && _text[_last - 1] is not (',' or '{')) (_softEnd, _softOpen, _softClosers) = (_here, _open.Peek(), Closers());
            return false;
        }

        private void Push()
        {
            _open.Push(_here);
            if (_text[_here] == '[') _lists++;
            else _tables++;
        }

        private char Pop()
        {
            var open = _open.Pop();
            if (open == _group && _groupEnd < 0) _groupEnd = _here;
            if (_text[open] == '[') _lists--;
            else _tables--;
            return _text[open];
        }

        /// <summary>A closing bracket also closes what was left open inside of its pair; one without a pair closes nothing.</summary>
        private void Close()
        {
            var opener = _text[_here] == ']' ? '[' : '{';
            if ((opener == '[' ? _lists : _tables) == 0) return;
            while (Pop() != opener)
            {
            }

            if (_open.Count == 0) _softEnd = -1;
        }

        /// <summary>To the last quote; answers the opening quotes of a text in three quotes that is not closed, else -1.</summary>
        private int SkipString()
        {
            var quotes = _here;
            var isLong = TomlText.IsLong(_text, quotes);
            var end = isLong ? TomlText.EndOfLongString(_text, quotes) : TomlText.EndOfString(_text, quotes);
            if (isLong && (end < 0 || ClosesAtAnotherKey(quotes, end))) return quotes;
            if (_at > quotes && _at < end)
            {
                Pass();
                _resume = end;
            }

            if (!isLong && IsOpen(quotes, end) && (EndOfLine(quotes) == EndOfLine(Math.Min(_at, _text.Length)) || EndsInBackslash(quotes, end))) _openQuote = quotes;
            _here = end - 1;
            return -1;
        }

        private readonly bool IsOpen(int quotes, int end) => end < quotes + 2 || _text[end - 1] != _text[quotes];

        private readonly bool EndsInBackslash(int quotes, int end) => _text[quotes..end].TrimEnd(" \t\r") is [.., '\\'];

        /// <summary>'b = """' inside of a text in three quotes: the quotes that seem to close it open the next one.</summary>
        private readonly bool ClosesAtAnotherKey(int quotes, int end)
        {
            var closing = end - 3;
            var line = quotes + _text[quotes..closing].LastIndexOf('\n') + 1;
            return line > quotes && IsKeyLine(_text, line) && _text[line..closing].TrimEnd().EndsWith("=");
        }

        private readonly int EndBeforeStatement(int from)
        {
            for (var end = EndOfLine(from); end < _text.Length; end = EndOfLine(end + 1))
            {
                if (IsHeaderLine(_text, end + 1) || IsKeyLine(_text, end + 1)) return end;
            }

            return _text.Length;
        }

        private readonly int EndOfLine(int from)
        {
            var length = _text[Math.Min(from, _text.Length)..].IndexOf('\n');
            return length < 0 ? _text.Length : from + length;
        }
    }

    /// <summary>"[name]" or "[[name.name]]" and nothing else but a comment; what could be a row of a list, [1] or ["a"] or [true], is none.</summary>
    private static bool IsHeaderLine(ReadOnlySpan<char> text, int start)
    {
        var line = LineOf(text, start).Trim();
        if (line.Length < 2 || line[0] != '[') return false;
        line = line.TrimStart('[');
        if (line.IsEmpty || !char.IsAsciiLetter(line[0])) return false;
        var length = line.IndexOfAnyExcept(KeySigns);
        if (length < 0 || line[..length].Trim() is "true" or "false" or "inf" or "nan") return false;
        return line[length] == ']' && line[length..].TrimStart(']').TrimStart() is [] or ['#', ..];
    }

    /// <summary>"key = …", "a.b = …", "\"a\" = …"</summary>
    private static bool IsKeyLine(ReadOnlySpan<char> text, int start)
    {
        var line = LineOf(text, start).TrimStart();
        if (line.IsEmpty) return false;
        var length = line[0] is '"' or '\'' ? TomlText.EndOfString(line, 0) : line.IndexOfAnyExcept(KeySigns);
        return length > 0 && line[length..].TrimStart() is ['=', ..];
    }

    private static ReadOnlySpan<char> LineOf(ReadOnlySpan<char> text, int start)
    {
        var line = text[Math.Min(start, text.Length)..];
        var end = line.IndexOf('\n');
        return end < 0 ? line : line[..end];
    }

    private static readonly System.Buffers.SearchValues<char> KeySigns =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-. \t");
}
