using System.Buffers.Binary;
using Conductor.Native.CoreMidi;

namespace Conductor.Native.Tests.Mac;

/// <summary>Lists lie right before a forbidden page, so a byte read behind one of them ends the process.</summary>
public sealed unsafe class EventListReaderTests : IDisposable
{
    private readonly GuardedMemory _memory = new(MIDIPackets.MaximumListSize);

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void One_packet_gives_its_time_and_its_words() =>
        Assert.Equal(["1122334455667788: 20903C40"], Walk(List(1, (0x1122334455667788, 1, [0x20903C40]))));

    [Fact]
    public void Packets_follow_each_other_without_a_gap() =>
        Assert.Equal(
            ["1: ", "2: 20903C40", "3: 40903C00 FFFF0000"],
            Walk(List(3, (1, 0, []), (2, 1, [0x20903C40]), (3, 2, [0x40903C00, 0xFFFF0000]))));

    [Fact]
    public void A_list_may_lie_at_any_address()
    {
        for (var tail = 0; tail < 4; tail++)
        {
            var list = List(2, (1, 1, [0x20B00764]), (2, 1, [0x10F80000]));
            Assert.Equal(["1: 20B00764", "2: 10F80000"], Walk(_memory.AtEnd([.. list, .. new byte[tail]]), list.Length));
        }
    }

    [Fact]
    public void Its_protocol_is_told()
    {
        var list = List(0);
        Assert.Equal(MIDIEndpoint.kMIDIProtocol_2_0, new EventListReader(_memory.AtEnd(list), list.Length).Protocol);
    }

    [Fact]
    public void No_packets_are_none() => Assert.Empty(Walk(List(0)));

    [Fact]
    public void Fewer_bytes_than_a_head_are_none()
    {
        for (var size = 0; size < 8; size++)
            Assert.Empty(Walk(new byte[size]));
    }

    [Theory]
    [InlineData(2u)]
    [InlineData(0x40000000u)]
    [InlineData(0x80000000u)]
    [InlineData(uint.MaxValue)]
    public void Words_beyond_the_list_end_it(uint wordCount) =>
        Assert.Equal(["1: 10F80000", "broken"], Walk(List(2, (1, 1, [0x10F80000]), (2, wordCount, [0x10FA0000]))));

    [Theory]
    [InlineData(2u)]
    [InlineData(uint.MaxValue)]
    public void More_packets_than_there_are_end_it(uint count) =>
        Assert.Equal(["1: 10F80000", "broken"], Walk(List(count, (1, 1, [0x10F80000]))));

    [Fact]
    public void Fewer_packets_than_there_are_are_believed() =>
        Assert.Equal(["1: 10F80000"], Walk(List(1, (1, 1, [0x10F80000]), (2, 1, [0x10FA0000]))));

    [Fact]
    public void A_word_that_a_packet_has_not_is_refused()
    {
        var list = List(2, (1, 1, [0x10F80000]), (2, 0, []));
        var start = _memory.AtEnd(list);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            var reader = new EventListReader(start, list.Length);
            reader.MoveNext();
            return reader.Word(1);
        });
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            var reader = new EventListReader(start, list.Length);
            reader.MoveNext();
            return reader.Word(-1);
        });
    }

    [Fact]
    public void Whatever_a_list_says_the_walk_is_that_of_the_rule_and_stays_inside()
    {
        var random = new Random(20260518);
        for (var round = 0; round < 20_000; round++)
        {
            var list = RandomList(random);
            Assert.Equal(Model(list), Walk(list));
        }
    }

    private static byte[] RandomList(Random random)
    {
        var packets = new (ulong, uint, uint[])[random.Next(6)];
        foreach (ref var packet in packets.AsSpan())
        {
            var words = new uint[random.Next(6)];
            foreach (ref var word in words.AsSpan())
                word = (uint)random.NextInt64();

            packet = ((ulong)random.NextInt64(), random.Next(20) == 0 ? (uint)random.NextInt64() : (uint)words.Length, words);
        }

        var bytes = List(random.Next(10) == 0 ? (uint)random.Next() : (uint)packets.Length, packets);
        if (random.Next(3) == 0)
            bytes = bytes[..random.Next(bytes.Length + 1)];

        for (var changes = random.Next(4); changes > 0 && bytes.Length > 0 && random.Next(2) == 0; changes--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

        return bytes;
    }

    /// <summary>The header's rule once more, over indices.</summary>
    private static List<string> Model(byte[] list)
    {
        List<string> walked = [];
        var left = list.Length < 8 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(list.AsSpan(4));
        for (var at = 8; left > 0; left--)
        {
            if (at + 12 > list.Length || at + 12 + 4L * BinaryPrimitives.ReadUInt32LittleEndian(list.AsSpan(at + 8)) > list.Length)
                return [.. walked, "broken"];

            var words = new string[BinaryPrimitives.ReadUInt32LittleEndian(list.AsSpan(at + 8))];
            for (var i = 0; i < words.Length; i++)
                words[i] = $"{BinaryPrimitives.ReadUInt32LittleEndian(list.AsSpan(at + 12 + 4 * i)):X8}";

            walked.Add($"{BinaryPrimitives.ReadUInt64LittleEndian(list.AsSpan(at)):X}: {string.Join(' ', words)}");
            at += 12 + 4 * words.Length;
        }

        return walked;
    }

    private static byte[] List(uint count, params (ulong Time, uint WordCount, uint[] Words)[] packets)
    {
        var bytes = new MemoryStream();
        var writer = new BinaryWriter(bytes);
        writer.Write(MIDIEndpoint.kMIDIProtocol_2_0);
        writer.Write(count);
        foreach (var (time, wordCount, words) in packets)
        {
            writer.Write(time);
            writer.Write(wordCount);
            foreach (var word in words)
                writer.Write(word);
        }

        return bytes.ToArray();
    }

    private List<string> Walk(byte[] list) => Walk(_memory.AtEnd(list), list.Length);

    private static List<string> Walk(byte* list, int size)
    {
        List<string> walked = [];
        var reader = new EventListReader(list, size);
        while (reader.MoveNext())
        {
            var words = new string[reader.WordCount];
            for (var i = 0; i < words.Length; i++)
                words[i] = $"{reader.Word(i):X8}";

            walked.Add($"{reader.TimeStamp:X}: {string.Join(' ', words)}");
        }

        if (reader.IsBroken)
            walked.Add("broken");

        return walked;
    }
}
