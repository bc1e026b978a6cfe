using System.Runtime.CompilerServices;

namespace Conductor.Native.CoreMidi;

/// <summary>
/// Walks a list of Universal MIDI Packets without touching a byte behind it. MIDIEventPacketNext in MIDIServices.h: the next packet begins
/// where the words end, on every processor; the list itself may lie anywhere.
/// </summary>
public unsafe ref struct EventListReader
{
    private const int NumPacketsAt = 4;
    private const int ListHead = 8;
    private const int WordCountAt = 8;
    private const int PacketHead = 12;

    private readonly byte* _end;
    private byte* _next;
    private byte* _words;
    private uint _left;

    /// <param name="list">Lives at least as long as this reader.</param>
    public EventListReader(MIDIEventList* list)
        : this((byte*)list, MIDIPackets.MaximumListSize)
    {
    }

    /// <param name="list">Need not be aligned.</param>
    /// <param name="size">Bytes that may be read.</param>
    public EventListReader(byte* list, int size)
    {
        _end = list + size;
        _next = list + ListHead;
        if (size < ListHead)
            return;

        Protocol = Unsafe.ReadUnaligned<int>(list);
        _left = Unsafe.ReadUnaligned<uint>(list + NumPacketsAt);
    }

    /// <summary>MIDIProtocolID.</summary>
    public int Protocol { get; }

    /// <summary>Units of mach_absolute_time; 0 occurs and is now.</summary>
    public ulong TimeStamp { get; private set; }

    public int WordCount { get; private set; }

    /// <summary>True when the list said more than its bytes hold; the packets before that place were good.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>A word of this packet; a message is one to four of them, as the top four bits of its first say.</summary>
    public readonly uint Word(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)WordCount, nameof(index));
        return Unsafe.ReadUnaligned<uint>(_words + sizeof(uint) * index);
    }

    /// <summary>False behind the last packet, and before one that would reach beyond the list.</summary>
    public bool MoveNext()
    {
        WordCount = 0;
        if (_left == 0)
            return false;

        if (_end - _next < PacketHead)
            return Break();

        var wordCount = Unsafe.ReadUnaligned<uint>(_next + WordCountAt);
        if ((_end - _next - PacketHead) / sizeof(uint) < wordCount)
            return Break();

        TimeStamp = Unsafe.ReadUnaligned<ulong>(_next);
        WordCount = (int)wordCount;
        _words = _next + PacketHead;
        _next = _words + sizeof(uint) * WordCount;
        _left--;
        return true;
    }

    private bool Break()
    {
        IsBroken = true;
        _left = 0;
        return false;
    }
}
