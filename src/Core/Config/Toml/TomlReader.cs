using Tomlyn;
using Tomlyn.Parsing;

namespace Conductor.Core.Config;

/// <summary>
/// TOML text → <see cref="ConfigDocument"/>, by the library's event stream. What that stream doesn't tell is found here: duplicate keys and tables, tables over
/// values, and (headers have no events of their own where they repeat) every header with its place.
/// </summary>
/// <remarks>TOML 1.0.0, sections "Keys", "Table", "Inline Table", "Array of Tables".</remarks>
internal sealed partial class TomlReader
{
    private static readonly TomlParserOptions Options = new() { DecodeScalars = false, EagerStringValues = false };

    private readonly ConfigDocument _document;
    private readonly string _text;
    private readonly TextPool _pool;
    private readonly IReadOnlyList<SyntaxMistake> _hugeNumbers;   // in file order; a 0 stands for each in the text
    private readonly Stack<Open> _open = new();
    private int _here = ConfigDocument.Root;      // where keys go now
    private int _cursor;                          // end of what has been looked at
    private int _key = ConfigDocument.None;       // the key whose value comes next
    private bool _keyIsHeader;
    private int _nextHuge;

    /// <summary>What a StartTable or StartArray event opened, so that its end is answered in kind.</summary>
    private enum Opened : byte
    {
        HeaderPart,
        Dotted,
        Inline,
    }

    private readonly record struct Open(Opened What, int Before);

    private TomlReader(ConfigDocument document, string text, IReadOnlyList<SyntaxMistake> hugeNumbers)
    {
        _document = document;
        _text = text;
        _pool = new TextPool(text);
        _hugeNumbers = hugeNumbers;
    }

    /// <summary>Reads the whole text. Where it is no TOML, every mistake in it is reported and nothing else is looked at.</summary>
    public static ConfigDocument Read(string file, string text)
    {
        if (TryRead(file, text, []) is { } document) return document;
        var (mistakes, mended) = SyntaxCheck.Find(text);
        if (mistakes.TrueForAll(mistake => mistake.IsHugeNumber) && TryRead(file, mended, mistakes, text) is { } told) return told;
        document = new ConfigDocument(file, text);
        foreach (var mistake in mistakes) document.Report(Severity.Error, SyntaxProblem.Code, mistake.Sentence, mistake.Start, mistake.Length);
        return document;
    }

    /// <summary>Null where the text is no TOML.</summary>
    private static ConfigDocument? TryRead(string file, string text, IReadOnlyList<SyntaxMistake> hugeNumbers, string? original = null)
    {
        var document = new ConfigDocument(file, original ?? text);
        document.Add(ConfigDocument.None, null, NodeKind.Table);
        try
        {
            new TomlReader(document, text, hugeNumbers).Run();
            return document;
        }
        catch (TomlException)
        {
            return null;
        }
    }

    /// <summary>With a line feed at the end: the library can't take a text that ends in the middle of an escape.</summary>
    internal static TomlParser ParserOf(string text) => TomlParser.Create(text.EndsWith('\n') ? text : text + "\n", Options);

    private void Run()
    {
        var parser = ParserOf(_text);
        while (parser.MoveNext())
        {
            ref readonly var e = ref parser.Current;
            switch (e.Kind)
            {
                case TomlParseEventKind.PropertyName: Key(parser, e); break;
                case TomlParseEventKind.StartTable: Start(NodeKind.Table, e); break;
                case TomlParseEventKind.StartArray: Start(NodeKind.Array, e); break;
                case TomlParseEventKind.EndTable or TomlParseEventKind.EndArray: End(); break;
                case TomlParseEventKind.String: Value(NodeKind.String, e, StringOf(parser, e), 0); break;
                case TomlParseEventKind.Integer: Integer(e); break;
                case TomlParseEventKind.Float: Value(NodeKind.Float, e, null, BitConverter.DoubleToInt64Bits(e.GetDouble())); break;
                case TomlParseEventKind.Boolean: Value(NodeKind.Boolean, e, null, e.GetBoolean() ? 1 : 0); break;
                case TomlParseEventKind.DateTime: Value(NodeKind.DateTime, e, null, 0); break;
                case TomlParseEventKind.EndDocument: ScanHeaders(_text.Length); break;
                default: break;   // StartDocument, None: nothing of ours
            }
        }
    }

    private void Key(TomlParser parser, in TomlParseEvent e)
    {
        var (start, length) = Place(e);
        if (!IsInline) ScanHeaders(start);
        if (_headerEnd > start)
        {
            _keyIsHeader = true;   // a part of the header that ScanHeaders has just read
            return;
        }

        _keyIsHeader = false;
        _cursor = start + length;
        var name = _pool.Bare(start, length) ?? CheckedForLineFeeds(parser.GetPropertyName()!, start, length);
        _key = _document.Add(ConfigDocument.None, name, NodeKind.Table);   // its parent comes with its value
        ref var node = ref _document[_key];
        node.KeyStart = start;
        node.KeyLength = length;
        node.Line = e.Line;
    }

    private bool IsInline => _open.TryPeek(out var open) && open.What == Opened.Inline;

    private void Start(NodeKind kind, in TomlParseEvent e)
    {
        if (e.Line == 0)
        {
            StartUnplaced();
            return;
        }

        var (start, length) = Place(e);
        var node = Attach(kind, start, length, e.Line);
        _document[node].Origin = TableOrigin.Inline;
        _open.Push(new Open(Opened.Inline, _here));
        _here = node;
        _cursor = start + length;
    }

    /// <summary>A table without a place: the root, a part of a header, the next element of [[…]], or the table that a dotted key goes through.</summary>
    private void StartUnplaced()
    {
        if (_key == ConfigDocument.None || _keyIsHeader)
        {
            _open.Push(new Open(Opened.HeaderPart, _here));
            return;
        }

        _open.Push(new Open(Opened.Dotted, _here));
        _here = Through(_key);
        _key = ConfigDocument.None;
    }

    private void End()
    {
        var open = _open.Pop();
        if (open.What == Opened.Inline)
        {
            _cursor = AfterCloser(_cursor);
            _document[_here].Length = _cursor - _document[_here].Start;
        }

        if (open.What != Opened.HeaderPart) _here = open.Before;
        _key = ConfigDocument.None;
    }

    /// <summary>The end events tell where the next token stands, not the bracket: it comes behind what was read last, after blanks, commas and comments.</summary>
    private int AfterCloser(int at)
    {
        for (; at < _text.Length; at++)
        {
            if (_text[at] is ']' or '}') return at + 1;
            if (_text[at] == '#') at += Math.Max(0, _text.AsSpan(at).IndexOf('\n'));
        }

        return at;
    }

    /// <summary>The table that a dotted key's left part names, made where it is new.</summary>
    private int Through(int key)
    {
        var existing = _document.Find(_here, _document[key].Key!);
        if (existing == ConfigDocument.None)
        {
            Adopt(key);
            _document[key].Origin = TableOrigin.Dotted;
            _document[key].Start = _document[key].KeyStart;
            _document[key].Length = _document[key].KeyLength;
            return key;
        }

        ref var table = ref _document[existing];
        if (table is { Kind: NodeKind.Table, Origin: TableOrigin.Implied })   // of [a.b.c]; then, in [a], b.d = 1 makes b
        {
            (table.Origin, table.KeyStart, table.KeyLength) = (TableOrigin.Dotted, _document[key].KeyStart, _document[key].KeyLength);
        }

        if (table is { Kind: NodeKind.Table, Origin: TableOrigin.Dotted }) return existing;
        Clash(existing, "", _document[key].KeyStart, _document[key].KeyLength);
        return Detached(key);
    }

    private int Detached(int key)
    {
        _document[key].Parent = _here;
        return key;
    }

    private void Adopt(int key) => _document.Attach(_here, key);

    private int Value(NodeKind kind, in TomlParseEvent e, string? text, long bits)
    {
        var (start, length) = Place(e);
        var node = Attach(kind, start, length, e.Line);
        ref var value = ref _document[node];
        value.Text = text ?? (kind == NodeKind.DateTime ? _text.Substring(start, length) : null);
        value.Bits = bits;
        _cursor = Math.Max(_cursor, start + length);
        return node;
    }

    private void Integer(in TomlParseEvent e)
    {
        var node = Value(NodeKind.Integer, e, null, e.GetInt64());
        ref var value = ref _document[node];
        if (_nextHuge < _hugeNumbers.Count && _hugeNumbers[_nextHuge].Start == value.Start)
        {
            value.Length = _hugeNumbers[_nextHuge++].Length;
            TellHuge(node);
        }
        else if (value.Bits < 0 && _text[value.Start] == '0') TellHuge(node);   // 0xFFFFFFFFFFFFFFFF, which the library reads as -1
    }

    /// <summary>A number beyond 64 bits is told here, beside the file's other problems; it stands beyond every range from now on.</summary>
    private void TellHuge(int node)
    {
        ref var value = ref _document[node];
        var number = _document.Text.AsSpan(value.Start, value.Length);
        value.Bits = number[0] == '-' ? long.MinValue : long.MaxValue;
        var sentence = SyntaxProblem.HugeNumber(number);
        _document.Report(Severity.Error, "number-too-large", char.ToUpperInvariant(sentence[0]) + sentence[1..], value.Start, value.Length, node);
        value.IsTold = true;
    }

    /// <summary>Gives the pending key its value, or appends an element to the array we are in.</summary>
    private int Attach(NodeKind kind, int start, int length, int line)
    {
        var node = _key;
        if (node == ConfigDocument.None) node = _document.Add(_here, null, kind);
        else
        {
            var existing = _document.Find(_here, _document[node].Key!);
            if (existing == ConfigDocument.None) Adopt(node);
            else
            {
                Duplicate(existing, node);
                _document[node].Parent = _here;
            }
        }

        _key = ConfigDocument.None;
        ref var value = ref _document[node];
        value.Kind = kind;
        value.Start = start;
        value.Length = length;
        if (value.Line == 0) value.Line = line;
        return node;
    }

    private string StringOf(TomlParser parser, in TomlParseEvent e)
    {
        var (start, length) = Place(e);
        return _pool.Quoted(start, length) ?? CheckedForLineFeeds(parser.GetString()!, start, length);
    }

    /// <summary>The library lets a backslash continue a one-line string on the next line, which only text in three quotes may.</summary>
    private string CheckedForLineFeeds(string value, int start, int length)
    {
        if (!TomlText.IsLong(_text, start) && _text.AsSpan(start, length).Contains('\n')) _document.Report(Severity.Error, SyntaxProblem.Code, SyntaxProblem.OpenQuote, start, length);
        return value;
    }

    private static (int Start, int Length) Place(in TomlParseEvent e) => e.Span is { } span ? (span.Start.Offset, span.Length) : (0, 0);

    private void Duplicate(int existing, int node)
    {
        ref var again = ref _document[node];
        again.Parent = _here;
        var what = _document[existing] is { Kind: NodeKind.Table, Origin: not TableOrigin.Inline } or { Origin: TableOrigin.ArrayOfTables } ? "a table" : "set";
        _document.Report(Severity.Error, "duplicate-key", _document.IsFull ? "" : $"Key '{Name(node)}' is already {what} at line {LineOfFirst(existing)}; keep one of the two",
            again.KeyStart, again.KeyLength, node, related: First(existing));
    }

    /// <param name="existing">What stands in the way.</param>
    /// <param name="brackets">"[" for a [table], "[[" for a [[list]] of tables, "" for a dotted key.</param>
    /// <param name="start">Place of the name that clashes with it.</param>
    private void Clash(int existing, string brackets, int start, int length)
    {
        var (name, line) = _document.IsFull ? ("", 0) : (Name(existing), LineOfFirst(existing));
        var sentence = _document[existing] switch
        {
            { Kind: NodeKind.Table, Origin: TableOrigin.Inline } => $"'{name}' is already a table {{ … }}, set at line {line}: write these keys between its braces",
            { Kind: NodeKind.Array, Origin: TableOrigin.Inline } => $"'{name}' is already a list [ … ], set at line {line}: write what follows between its brackets",
            { Kind: NodeKind.Array } when brackets == "" => $"'{name}' is already a list of tables, begun at line {line}: write these keys under its [[header]]",
            { Kind: NodeKind.Array } => $"'{name}' is already a list of tables, begun at line {line}: write it with two brackets here too",
            { Kind: NodeKind.Table } when brackets == "[[" => $"'{name}' is already a single table, begun at line {line}: write it with two brackets there too",
            { Kind: NodeKind.Table, Origin: TableOrigin.Dotted } => $"'{name}' is already made by a dotted key at line {line}: go on with dotted keys there",
            { Kind: NodeKind.Table } => $"'{name}' already has a header at line {line}: write these keys under it",
            _ => $"'{name}' already has a value, set at line {line}: it can't be a table too",
        };
        _document.Report(Severity.Error, "key-clash", sentence, start, length, existing, related: First(existing));
    }

    private string Name(int node) => ConfigDocument.Cut(_document[node].Key!);

    private int LineOfFirst(int node) => _document.LineAt(_document[node].KeyStart).Line;

    private Related First(int node) =>
        new(_document[node] is { Kind: NodeKind.Table, Origin: TableOrigin.Header or TableOrigin.Implied } or { Origin: TableOrigin.ArrayOfTables } ? "first defined here" : "first set here",
            _document[node].KeyStart, _document[node].KeyLength);
}
