namespace Conductor.Core.Midi;

/// <summary>
/// Puts one SysEx message at a time together from the bytes of a stream. Of a message of more than 256 bytes it keeps the first 255 and the closing F7: more is not looked at.
/// </summary>
public sealed class SysExBuffer
{
    private readonly byte[] _bytes = new byte[SysExPattern.MaxBytes];
    private int _length;

    /// <summary>Whether a message has begun and not ended.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>F0 … F7 of the last complete message, until the next one begins; empty before.</summary>
    public ReadOnlySpan<byte> Bytes => IsOpen ? default : _bytes.AsSpan(0, _length);

    /// <summary>Takes one byte, whatever it is; true when it completed a message.</summary>
    public bool TryTake(byte value)
    {
        if (value < 0x80) Add(value);
        else if (value == SysExPattern.Begin) Begin();
        else if (value < 0xF8 && IsOpen) return End(value);   // real-time bytes may stand anywhere
        return false;
    }

    /// <summary>Forgets a message that has not ended.</summary>
    public void Abandon()
    {
        if (IsOpen) _length = 0;
        IsOpen = false;
    }

    private void Begin()
    {
        IsOpen = true;
        _bytes[0] = SysExPattern.Begin;
        _length = 1;
    }

    private void Add(byte value)
    {
        if (IsOpen && _length < _bytes.Length - 1) _bytes[_length++] = value;
    }

    // Any status byte ends a message (MIDI 1.0, "End of Exclusive"); what another one than F7 cut short was none.
    private bool End(byte value)
    {
        if (value != SysExPattern.End)
        {
            Abandon();
            return false;
        }

        _bytes[_length++] = value;
        IsOpen = false;
        return true;
    }
}
