namespace Conductor.Core.Config;

/// <summary>The headers, [table] and [[list]], which the library's events don't place: read here, by their lines.</summary>
internal sealed partial class TomlReader
{
    private int _line = 1, _lineStart;   // the line of the last header, and its offset
    private int _headerStart, _headerEnd;   // the last header read

    /// <summary>
    /// Reads each header on the lines that begin between what was last read and <paramref name="until"/>. Multi-line strings lie before the cursor, so a line that begins
    /// with a bracket here is a header.
    /// </summary>
    private void ScanHeaders(int until)
    {
        var line = _cursor == 0 ? 0 : AfterNewline(_cursor, until);
        while (line >= 0 && line <= until)
        {
            var first = SkipBlanks(line);
            if (first < _text.Length && first <= until && _text[first] == '[') Header(first);
            line = AfterNewline(first, until);
        }

        _cursor = Math.Max(_cursor, until);
    }

    private int AfterNewline(int from, int until)
    {
        if (from >= until) return -1;
        var newline = _text.AsSpan(from, until - from).IndexOf('\n');
        return newline < 0 ? -1 : from + newline + 1;
    }

    private int SkipBlanks(int at)
    {
        while (at < _text.Length && _text[at] is ' ' or '\t') at++;
        return at;
    }

    private void Header(int start)
    {
        _headerStart = start;
        var isArray = start + 1 < _text.Length && _text[start + 1] == '[';
        var at = start + (isArray ? 2 : 1);
        var table = ConfigDocument.Root;
        while (true)
        {
            var part = ReadHeaderKey(ref at);
            if (at < _text.Length && _text[at] == '.')
            {
                at++;
                table = Descend(table, part);
                continue;
            }

            _headerEnd = at + (isArray ? 2 : 1);
            _here = isArray ? NextElement(table, part) : Define(table, part);
            ref var node = ref _document[_here];
            node.Start = start;
            node.Length = Math.Min(_headerEnd, _text.Length) - start;
            node.Line = LineOf(start);
            return;
        }
    }

    /// <summary>Headers come in order, so that each line feed of the text is counted once.</summary>
    private int LineOf(int offset)
    {
        _line += _text.AsSpan(_lineStart, offset - _lineStart).Count('\n');
        _lineStart = offset;
        return _line;
    }

    private readonly record struct HeaderKey(string Name, int Start, int Length);

    private HeaderKey ReadHeaderKey(ref int at)
    {
        var start = SkipBlanks(at);
        var end = Math.Min(_text.Length, EndOfHeaderKey(start));
        at = SkipBlanks(end);
        return new HeaderKey(_pool.Bare(start, end - start) ?? TomlText.Unquote(_text.AsSpan(start, end - start)), start, end - start);
    }

    private int EndOfHeaderKey(int start)
    {
        if (start < _text.Length && _text[start] is '"' or '\'') return TomlText.EndOfString(_text, start);
        var length = _text.AsSpan(start).IndexOfAny(HeaderKeyEnds);
        return length < 0 ? _text.Length : start + length;
    }

    private static readonly System.Buffers.SearchValues<char> HeaderKeyEnds = System.Buffers.SearchValues.Create(" \t.]\r\n");

    private int Descend(int table, HeaderKey part)
    {
        var existing = _document.Find(table, part.Name);
        if (existing == ConfigDocument.None) return New(table, part, NodeKind.Table, TableOrigin.Implied);
        ref var node = ref _document[existing];
        if (node is { Kind: NodeKind.Array, Origin: TableOrigin.ArrayOfTables }) return node.LastChild;
        if (node is { Kind: NodeKind.Table, Origin: not TableOrigin.Inline }) return existing;
        Clash(existing, "[", part.Start, part.Length);
        return NewDetached(table, part);
    }

    private int Define(int table, HeaderKey part)
    {
        var existing = _document.Find(table, part.Name);
        if (existing == ConfigDocument.None) return New(table, part, NodeKind.Table, TableOrigin.Header);
        ref var node = ref _document[existing];
        if (node is { Kind: NodeKind.Table, Origin: TableOrigin.Implied })
        {
            (node.Origin, node.KeyStart, node.KeyLength) = (TableOrigin.Header, part.Start, part.Length);
            return existing;
        }

        if (node is { Kind: NodeKind.Table, Origin: TableOrigin.Header })
        {
            _document.Report(Severity.Error, "duplicate-table", _document.IsFull ? "" : $"Table {HeaderUpTo(part)}] is already defined at line {LineOfFirst(existing)}; keep one of the two",
                part.Start, part.Length, existing, related: First(existing));
        }
        else Clash(existing, "[", part.Start, part.Length);
        return NewDetached(table, part);
    }

    /// <summary>"[a.b" as it is written.</summary>
    private string HeaderUpTo(HeaderKey part) => ConfigDocument.Cut(_text[_headerStart..(part.Start + part.Length)]);

    private int NextElement(int table, HeaderKey part)
    {
        var array = _document.Find(table, part.Name);
        if (array == ConfigDocument.None) array = New(table, part, NodeKind.Array, TableOrigin.ArrayOfTables);
        else if (_document[array] is not { Kind: NodeKind.Array, Origin: TableOrigin.ArrayOfTables })
        {
            Clash(array, "[[", part.Start, part.Length);
            return NewDetached(table, part);
        }

        var element = _document.Add(array, null, NodeKind.Table);
        _document[element].Origin = TableOrigin.Header;
        _document[element].KeyStart = part.Start;
        _document[element].KeyLength = part.Length;
        return element;
    }

    private int New(int table, HeaderKey part, NodeKind kind, TableOrigin origin)
    {
        var node = _document.Add(table, part.Name, kind);
        _document[node].Origin = origin;
        _document[node].KeyStart = _document[node].Start = part.Start;
        _document[node].KeyLength = _document[node].Length = part.Length;
        return node;
    }

    /// <summary>A place for what follows a refused header: its keys are read for their own problems and belong nowhere.</summary>
    private int NewDetached(int table, HeaderKey part)
    {
        var node = _document.Add(ConfigDocument.None, part.Name, NodeKind.Table);
        _document[node].Origin = TableOrigin.Header;
        _document[node].Parent = table;
        return node;
    }
}
