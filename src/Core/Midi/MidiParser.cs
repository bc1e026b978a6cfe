namespace Conductor.Core.Midi;

/// <summary>
/// Bytes → messages (MIDI 1.0 Detailed Specification, "Running Status" and "System Real Time"): running status, real-time bytes in the middle of
/// anything, undefined status bytes resynchronise. Any byte stream whatever yields only valid messages.
/// </summary>
/// <remarks>SysEx is skipped without being stored, unless the parser is given a place for it.</remarks>
public struct MidiParser
{
    private readonly SysExBuffer? _sysEx;
    private byte _status;   // running status; 0 = none, data bytes are dropped
    private byte _first;
    private bool _haveFirst;

    /// <param name="sysEx">Holds the bytes of each SysEx message that is told.</param>
    public MidiParser(SysExBuffer sysEx) => _sysEx = sysEx;

    /// <summary>Takes one byte; true when it completed a message.</summary>
    public bool TryTake(byte value, out MidiMessage message)
    {
        if (value >= 0xF8) return RealTime(value, out message);
        var isSysEx = _sysEx is not null && _sysEx.TryTake(value);
        message = isSysEx ? new MidiMessage(MidiStatus.SysEx, 0, 0, 0) : default;
        if (value < 0x80) return Data(value, ref message);

        // A status byte begins anew whatever came before. System common (F0–F7) ends running status, and its data is no channel message's.
        _status = value < 0xF0 ? value : (byte)0;
        _haveFirst = false;
        return isSysEx;
    }

    private static bool RealTime(byte value, out MidiMessage message)
    {
        var isTransport = value is 0xFA or 0xFB or 0xFC;
        message = isTransport ? new MidiMessage(value, 0, 0) : default;
        return isTransport;
    }

    private bool Data(byte value, ref MidiMessage message)
    {
        if (_status == 0) return false;
        if (!_haveFirst && NeedsTwo(_status))
        {
            _first = value;
            _haveFirst = true;
            return false;
        }

        message = _haveFirst ? new MidiMessage(_status, _first, value) : new MidiMessage(_status, value, 0);
        _haveFirst = false;
        return true;
    }

    private static bool NeedsTwo(byte status) => (status & 0xF0) is not (0xC0 or 0xD0);
}
