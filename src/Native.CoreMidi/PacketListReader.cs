using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Conductor.Native.CoreMidi;

/// <summary>
/// Walks a list of packets without touching a byte behind it. MIDIPacketNext in MIDIServices.h: the next packet begins where the data ends,
/// on arm64 at the next address that 4 divides. Nothing is aligned, so no field is read through its struct; the last packet is never
/// stepped over, because what lies behind it may be nobody's.
/// </summary>
public unsafe ref struct PacketListReader
{
    private const int ListHead = 4;
    private const int LengthAt = 8;
    private const int PacketHead = 10;

    private readonly byte* _end;
    private readonly bool _roundsUp;
    private byte* _next;
    private uint _left;
    private ushort _length;
    private bool _inside;

    /// <param name="list">Lives at least as long as this reader and its spans.</param>
    public PacketListReader(MIDIPacketList* list)
        : this((byte*)list, MIDIPackets.MaximumListSize, RoundsUpHere)
    {
    }

    /// <param name="list">Need not be aligned.</param>
    /// <param name="size">Bytes that may be read.</param>
    /// <param name="roundsUp">Whether a packet begins at a multiple of 4.</param>
    public PacketListReader(byte* list, int size, bool roundsUp)
    {
        _end = list + size;
        _roundsUp = roundsUp;
        _next = list + ListHead;
        _left = size < ListHead ? 0 : Unsafe.ReadUnaligned<uint>(list);
    }

    /// <summary>The rule of this process. Under Rosetta that is x86_64's, whatever the processor is.</summary>
    public static bool RoundsUpHere { get; } = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>Units of mach_absolute_time; 0 occurs and is now.</summary>
    public ulong TimeStamp { get; private set; }

    /// <summary>The bytes of this packet, where they lie. Whole messages or a piece of SysEx, if the sender kept the rules.</summary>
    public readonly ReadOnlySpan<byte> Data => new(_next - _length, _length);

    /// <summary>True when the list said more than its bytes hold; the packets before that place were good.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>False behind the last packet, and before one that would reach beyond the list.</summary>
    public bool MoveNext()
    {
        if (_left == 0)
            return false;

        // Only now that another packet is to come: after the last one there may be no padding.
        var packet = _roundsUp && _inside ? (byte*)(((nuint)_next + 3) & ~(nuint)3) : _next;
        if (_end - packet < PacketHead)
            return Break();

        var length = Unsafe.ReadUnaligned<ushort>(packet + LengthAt);
        if (_end - packet - PacketHead < length)
            return Break();

        TimeStamp = Unsafe.ReadUnaligned<ulong>(packet);
        _length = length;
        _next = packet + PacketHead + length;
        _left--;
        _inside = true;
        return true;
    }

    private bool Break()
    {
        IsBroken = true;
        _left = 0;
        return false;
    }
}
