namespace Conductor.Core.Tests.Midi;

/// <summary>
/// The rules of the MIDI 1.0 Detailed Specification, written down as plainly as can be: every byte so far is kept, and each new one is judged by looking back over them.
/// </summary>
internal sealed class ReferenceParser
{
    private const int MostOfSysEx = 256;

    private readonly List<byte> _soFar = [];   // but for real-time bytes, which stand anywhere and belong to nothing

    /// <summary>The message that the byte completes: its status and data, or F0 … F7; null where it completes none.</summary>
    public byte[]? Take(byte value)
    {
        if (value >= 0xF8) return value is 0xFA or 0xFB or 0xFC ? [value] : null;
        var status = _soFar.FindLastIndex(known => known >= 0x80);   // the last one before this byte
        _soFar.Add(value);
        if (status < 0) return null;
        if (value == 0xF7) return _soFar[status] == 0xF0 ? SysEx(_soFar[status..]) : null;
        return value < 0x80 && _soFar[status] < 0xF0 ? ChannelMessage(_soFar[status], _soFar[(status + 1)..]) : null;
    }

    private static byte[] SysEx(List<byte> whole) => whole.Count <= MostOfSysEx ? [.. whole] : [.. whole[..(MostOfSysEx - 1)], 0xF7];

    /// <summary>All data since the status byte belongs to messages of that status (running status); the last of them may have become whole just now.</summary>
    private static byte[]? ChannelMessage(byte status, List<byte> data)
    {
        var length = (status & 0xF0) is 0xC0 or 0xD0 ? 1 : 2;
        if (data.Count % length != 0) return null;
        var last = data[^length..];
        var meansNoteOff = (status & 0xF0) == 0x90 && last[1] == 0;
        return [meansNoteOff ? (byte)(status - 0x10) : status, .. last];
    }
}
