using System.Buffers.Binary;

namespace Conductor.Native.Tests.Mac;

/// <summary>A list of packets, byte by byte, as CoreMIDI lays it out on one processor or the other.</summary>
internal sealed class PacketBytes(bool roundsUp)
{
    private readonly List<byte> _bytes = [0, 0, 0, 0];
    private uint _count;

    /// <param name="time">Its time stamp.</param>
    /// <param name="data">Its bytes.</param>
    /// <param name="length">What it says of them; by default the truth.</param>
    public PacketBytes Add(ulong time, byte[] data, int? length = null)
    {
        while (roundsUp && _count > 0 && _bytes.Count % 4 != 0)
            _bytes.Add(0xEE);

        Span<byte> head = stackalloc byte[10];
        BinaryPrimitives.WriteUInt64LittleEndian(head, time);
        BinaryPrimitives.WriteUInt16LittleEndian(head[8..], (ushort)(length ?? data.Length));
        _bytes.AddRange(head);
        _bytes.AddRange(data);
        _count++;
        return this;
    }

    /// <param name="count">What the list says of its packets; by default the truth.</param>
    public byte[] List(uint? count = null)
    {
        var list = _bytes.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(list, count ?? _count);
        return list;
    }
}
