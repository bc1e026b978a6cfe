using Tomlyn.Parsing;

namespace Conductor.Core.Config;

/// <summary>Follows the library's events to know, where they break off, which statement (a key with its value, a header) they broke off in.</summary>
internal sealed class StatementFollower
{
    private readonly Stack<bool> _isInline = new();   // of each open table or list: it has a place of its own, { … } or [ … ]
    private int _inline;
    private int _statement = -1;   // the last key outside of { … } and [ … ]
    private int _valueEnd = -1;    // where its value was whole

    /// <summary>The last key seen.</summary>
    public int LastKey { get; private set; }

    public void Follow(in TomlParseEvent e)
    {
        switch (e.Kind)
        {
            case TomlParseEventKind.PropertyName: Key(e.Span!.Value.Start.Offset); break;
            case TomlParseEventKind.StartTable or TomlParseEventKind.StartArray:
                _isInline.Push(e.Span is not null);
                if (e.Span is not null) _inline++;
                else if (_inline == 0) _valueEnd = LastKey;   // a header is whole without a value
                break;
            case TomlParseEventKind.EndTable or TomlParseEventKind.EndArray:
                if (_isInline.Pop() && --_inline == 0) _valueEnd = e.Span!.Value.Start.Offset;   // of the next token
                break;
            case TomlParseEventKind.StartDocument or TomlParseEventKind.EndDocument or TomlParseEventKind.None: break;
            default:
                if (_inline == 0) _valueEnd = e.Span!.Value.Start.Offset + e.Span.Value.Length;
                break;
        }
    }

    private void Key(int at)
    {
        LastKey = at;
        if (_inline > 0) return;
        _statement = at;
        _valueEnd = -1;
    }

    /// <summary>The key or header that a place belongs to; -1 where it begins a statement of its own.</summary>
    public int StatementOf(ReadOnlySpan<char> text, int at)
    {
        var isBehind = _valueEnd >= 0 && _valueEnd < at && text[_valueEnd..Math.Min(at, text.Length)].Contains('\n');
        return isBehind ? -1 : _statement;
    }
}
