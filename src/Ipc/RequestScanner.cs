using System.Buffers;

namespace Conductor.Ipc;

/// <summary>What <see cref="RequestScanner.Scan"/> knows after the bytes it was given.</summary>
public enum ScanResult
{
    /// <summary>All bytes were taken; the object, if one has begun, goes on.</summary>
    NeedMore,

    /// <summary>The object ended at the last byte taken.</summary>
    Complete,

    /// <summary>This is no JSON object; <see cref="RequestScanner.Error"/> says why. Final.</summary>
    Broken,
}

/// <summary>
/// Finds where a JSON object ends, in bytes that come in pieces of any size. It knows the whole grammar of RFC 8259, so that what is
/// wrong is known at the very byte, and keeps nothing of what it has read: a state, the kind of each open bracket (one bit) and a count.
/// </summary>
/// <remarks>UTF-8 inside strings is not looked at here; lone surrogates written as escapes are refused, since they are no text.</remarks>
public sealed class RequestScanner
{
    private enum State : byte
    {
        Between,
        FirstKeyOrEnd,
        Key,
        Colon,
        Value,
        FirstValueOrEnd,
        AfterValue,
        Text,
        Escape,
        Hex,
        LowSurrogate,
        LowSurrogateMark,
        Minus,
        Zero,
        Integer,
        Point,
        Fraction,
        Exponent,
        ExponentSign,
        ExponentDigits,
        Literal,
        Complete,
        Broken,
    }

    private static readonly SearchValues<byte> EndsPlainText = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(control => (byte)control), (byte)'"', (byte)'\\']);

    private State _state;
    private bool _inKey;
    private bool _lowSurrogateDue;
    private byte _hexLeft;
    private ushort _hex;
    private byte _literalIndex;
    private byte _literalFirst;
    private int _depth;

    /// <summary>One bit for each open bracket, the innermost lowest: 1 is an array.</summary>
    private uint _arrays;

    /// <summary>Bytes from the object's <c>{</c> on, as far as it was read.</summary>
    public long Size { get; private set; }

    /// <summary>An object has begun and has not ended.</summary>
    public bool IsUnderWay => _state is not (State.Between or State.Complete or State.Broken);

    /// <summary>After <see cref="ScanResult.Broken"/>: a sentence.</summary>
    public string? Error { get; private set; }

    /// <summary>
    /// Takes bytes up to the end of the object. What belongs to it is <c>bytes[start..end]</c>; the rest is for the next call, which
    /// begins another object.
    /// </summary>
    public ScanResult Scan(ReadOnlySpan<byte> bytes, out int start, out int end)
    {
        if (_state == State.Complete) Reset();
        start = _state == State.Between ? SkipSpace(bytes) : 0;
        end = start;
        var origin = Size - start;
        while (end < bytes.Length && _state < State.Complete)
        {
            if (_state == State.Text) end += PlainText(bytes[end..]);
            if (end == bytes.Length) break;
            Size = origin + end;
            Step(bytes[end]);
            if (_state != State.Broken) end++;
        }

        Size = origin + end;
        return _state switch
        {
            State.Complete => ScanResult.Complete,
            State.Broken => ScanResult.Broken,
            _ => ScanResult.NeedMore,
        };
    }

    /// <summary>Says that nothing more comes: a begun object is then broken.</summary>
    public void End()
    {
        if (IsUnderWay) Fail("the object never ended");
    }

    private void Reset()
    {
        _state = State.Between;
        Size = 0;
    }

    private static int SkipSpace(ReadOnlySpan<byte> bytes)
    {
        var first = bytes.IndexOfAnyExcept(" \t\r\n"u8);
        return first < 0 ? bytes.Length : first;
    }

    private static int PlainText(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.IndexOfAny(EndsPlainText);
        return length < 0 ? bytes.Length : length;
    }

    private void Step(byte b)
    {
        switch (_state)
        {
            case State.Between: Begin(b); break;
            case State.Text: StepText(b); break;
            case State.Escape: StepEscape(b); break;
            case State.Hex: StepHex(b); break;
            case State.LowSurrogate: Expect(b, '\\', State.LowSurrogateMark, "the second half of a surrogate pair"); break;
            case State.LowSurrogateMark: StepLowSurrogate(b); break;
            case State.Literal: StepLiteral(b); break;
            case State.Minus or State.Zero or State.Integer or State.Point or State.Fraction
                or State.Exponent or State.ExponentSign or State.ExponentDigits: StepNumber(b); break;
            default: StepBetweenTokens(b); break;
        }
    }

    private void Begin(byte b)
    {
        if (b == '{') Open(array: false);
        else Break($"A request is one JSON object and begins with '{{', not with {Shown(b)}");
    }

    private void StepBetweenTokens(byte b)
    {
        if (b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') return;
        switch (_state)
        {
            case State.FirstKeyOrEnd when b == '}': Close(); break;
            case State.FirstKeyOrEnd or State.Key when b == '"': BeginText(key: true); break;
            case State.FirstKeyOrEnd: Expected("a key in double quotes or '}'", b); break;
            case State.Key: Expected("a key in double quotes", b); break;
            case State.Colon: Expect(b, ':', State.Value, "':' after the key"); break;
            case State.FirstValueOrEnd when b == ']': Close(); break;
            case State.AfterValue: StepAfterValue(b); break;
            default: BeginValue(b); break;
        }
    }

    private void StepAfterValue(byte b)
    {
        var inArray = (_arrays & 1) != 0;
        if (b == ',') _state = inArray ? State.Value : State.Key;
        else if (b == (inArray ? ']' : '}')) Close();
        else Expected(inArray ? "',' or ']'" : "',' or '}'", b);
    }

    private void BeginValue(byte b)
    {
        switch (b)
        {
            case (byte)'{': Open(array: false); break;
            case (byte)'[': Open(array: true); break;
            case (byte)'"': BeginText(key: false); break;
            case (byte)'-': _state = State.Minus; break;
            case (byte)'0': _state = State.Zero; break;
            case >= (byte)'1' and <= (byte)'9': _state = State.Integer; break;
            case (byte)'t' or (byte)'f' or (byte)'n': BeginLiteral(b); break;
            default: Expected("a value", b); break;
        }
    }

    private void Open(bool array)
    {
        if (_depth == Limits.MaxDepth)
        {
            Fail($"nested deeper than {Limits.MaxDepth} levels");
            return;
        }

        _depth++;
        _arrays = (_arrays << 1) | (array ? 1u : 0u);
        _state = array ? State.FirstValueOrEnd : State.FirstKeyOrEnd;
    }

    private void Close()
    {
        _depth--;
        _arrays >>= 1;
        _state = _depth == 0 ? State.Complete : State.AfterValue;
    }

    private void BeginText(bool key)
    {
        _inKey = key;
        _state = State.Text;
    }

    private void StepText(byte b)
    {
        if (b == '"') _state = _inKey ? State.Colon : State.AfterValue;
        else if (b == '\\') _state = State.Escape;
        else Fail($"{Shown(b)} inside a string is written as an escape");
    }

    private void StepEscape(byte b)
    {
        if (b == 'u') BeginHex(lowSurrogate: false);
        else if ("\"\\/bfnrt"u8.Contains(b)) _state = State.Text;
        else Expected("an escape", b);
    }

    private void BeginHex(bool lowSurrogate)
    {
        _lowSurrogateDue = lowSurrogate;
        _hexLeft = 4;
        _hex = 0;
        _state = State.Hex;
    }

    private void StepHex(byte b)
    {
        var lower = b | 0x20;
        if (b is >= (byte)'0' and <= (byte)'9') _hex = (ushort)((_hex << 4) | (b - '0'));
        else if (lower is >= 'a' and <= 'f') _hex = (ushort)((_hex << 4) | (lower - 'a' + 10));
        else Expected("a hexadecimal digit", b);
        if (_state == State.Hex && --_hexLeft == 0) EndHex();
    }

    private void EndHex()
    {
        if (char.IsLowSurrogate((char)_hex) != _lowSurrogateDue) Fail("half of a surrogate pair stands alone");
        else _state = char.IsHighSurrogate((char)_hex) ? State.LowSurrogate : State.Text;
    }

    private void StepLowSurrogate(byte b)
    {
        if (b == 'u') BeginHex(lowSurrogate: true);
        else Expected("the second half of a surrogate pair", b);
    }

    private void StepNumber(byte b)
    {
        var digit = b is >= (byte)'0' and <= (byte)'9';
        switch (_state)
        {
            case State.Minus when b == '0': _state = State.Zero; break;
            case State.Minus when digit: _state = State.Integer; break;
            case State.Zero or State.Integer when b == '.': _state = State.Point; break;
            case State.Zero or State.Integer or State.Fraction when b is (byte)'e' or (byte)'E': _state = State.Exponent; break;
            case State.Integer or State.Fraction or State.ExponentDigits when digit: break;
            case State.Point when digit: _state = State.Fraction; break;
            case State.Exponent when b is (byte)'+' or (byte)'-': _state = State.ExponentSign; break;
            case State.Exponent or State.ExponentSign when digit: _state = State.ExponentDigits; break;
            case State.Minus or State.Point or State.Exponent or State.ExponentSign: Expected("a digit", b); break;
            default: EndNumber(b); break;
        }
    }

    /// <summary>A number ends at the first byte that can't belong to it, so this byte is looked at once more.</summary>
    private void EndNumber(byte b)
    {
        _state = State.AfterValue;
        StepBetweenTokens(b);
    }

    private void BeginLiteral(byte b)
    {
        _literalFirst = b;
        _literalIndex = 1;
        _state = State.Literal;
    }

    private void StepLiteral(byte b)
    {
        var literal = _literalFirst switch { (byte)'t' => "true"u8, (byte)'f' => "false"u8, _ => "null"u8 };
        if (b != literal[_literalIndex]) Expected("true, false or null", b);
        else if (++_literalIndex == literal.Length) _state = State.AfterValue;
    }

    private void Expect(byte b, char expected, State next, string words)
    {
        if (b == expected) _state = next;
        else Expected(words, b);
    }

    private void Expected(string words, byte b) => Fail($"expected {words}, found {Shown(b)}");

    private void Fail(string why) => Break($"Invalid JSON at byte {Size + 1}: {why}");

    private void Break(string sentence)
    {
        _state = State.Broken;
        Error = sentence;
    }

    private static string Shown(byte b) => b is > 0x20 and < 0x7F ? $"'{(char)b}'" : $"byte 0x{b:X2}";
}
