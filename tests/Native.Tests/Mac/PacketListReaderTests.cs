using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Conductor.Native.CoreMidi;

namespace Conductor.Native.Tests.Mac;

/// <summary>Lists lie right before a forbidden page, so a byte read behind one of them ends the process.</summary>
public sealed unsafe class PacketListReaderTests : IDisposable
{
    private readonly GuardedMemory _memory = new(MIDIPackets.MaximumListSize);

    public static TheoryData<bool> Rules => [true, false];

    public void Dispose() => _memory.Dispose();

    [Theory]
    [MemberData(nameof(Rules))]
    public void One_packet_gives_its_time_and_its_bytes(bool roundsUp) =>
        Assert.Equal(
            ["1122334455667788: 90 3C 40"], Walk(new PacketBytes(roundsUp).Add(0x1122334455667788, [0x90, 60, 64]).List(), roundsUp));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_length_is_stepped_over(bool roundsUp)
    {
        var list = new PacketBytes(roundsUp);
        for (var length = 0; length <= 9; length++)
            list.Add((ulong)length, [.. Enumerable.Repeat((byte)length, length)]);

        Assert.Equal(
            [
                "0: ", "1: 01", "2: 02 02", "3: 03 03 03", "4: 04 04 04 04", "5: 05 05 05 05 05", "6: 06 06 06 06 06 06",
                "7: 07 07 07 07 07 07 07", "8: 08 08 08 08 08 08 08 08", "9: 09 09 09 09 09 09 09 09 09",
            ],
            Walk(list.List(), roundsUp));
    }

    [Fact]
    public void The_rules_step_to_different_places()
    {
        var unaligned = new PacketBytes(roundsUp: false).Add(1, [0x90, 60, 64]).Add(2, [0x80, 60, 0]).List();
        Assert.Equal(["1: 90 3C 40", "2: 80 3C 00"], Walk(unaligned, roundsUp: false));
        Assert.NotEqual(["1: 90 3C 40", "2: 80 3C 00"], Walk([.. unaligned, 0, 0, 0], roundsUp: true));
    }

    [Fact]
    public void Rounding_goes_by_the_address_not_by_the_place_in_the_list()
    {
        // A list at an odd address: CoreMIDI's own macro rounds the absolute address, and so the first gap is one byte shorter.
        byte[] list =
        [
            2, 0, 0, 0,
            1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0x90, 60, 64,
            0xEE, 0xEE,
            2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0xF8,
        ];
        var bytes = NativeMemory.AlignedAlloc(64, 4);
        list.CopyTo(new Span<byte>((byte*)bytes + 1, list.Length));
        Assert.Equal(["1: 90 3C 40", "2: F8"], Walk((byte*)bytes + 1, list.Length, roundsUp: true));
        NativeMemory.AlignedFree(bytes);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_list_may_lie_at_any_address(bool roundsUp)
    {
        for (var tail = 0; tail < 4; tail++)
        {
            var list = new PacketBytes(roundsUp: false).Add(1, [0xB0, 7, 100]).Add(2, [0xF8]).List();
            if (roundsUp)
                list = new PacketBytes(roundsUp).Add(1, [0xB0, 7, 100, 0xF8]).List();

            var start = _memory.AtEnd([.. list, .. new byte[tail]]);
            Assert.Equal(roundsUp ? ["1: B0 07 64 F8"] : ["1: B0 07 64", "2: F8"], Walk(start, list.Length, roundsUp));
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void No_packets_are_none(bool roundsUp) => Assert.Empty(Walk([0, 0, 0, 0], roundsUp));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Fewer_bytes_than_a_head_are_none(bool roundsUp)
    {
        for (var size = 0; size < 4; size++)
            Assert.Empty(Walk(new byte[size], roundsUp));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Nothing_is_stepped_over_behind_the_last_packet(bool roundsUp)
    {
        // 3 bytes: on arm64 the next packet would begin behind the list's own end.
        var reader = Reader(_memory.AtEnd(new PacketBytes(roundsUp).Add(1, [0x90, 60, 64]).List()), 17, roundsUp);
        Assert.True(reader.MoveNext());
        Assert.False(reader.MoveNext());
        Assert.False(reader.IsBroken);
        Assert.False(reader.MoveNext());
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_length_beyond_the_list_ends_it(bool roundsUp) =>
        Assert.Equal(
            ["1: F8", "broken"], Walk(new PacketBytes(roundsUp).Add(1, [0xF8]).Add(2, [0x90, 60, 64], length: 4).List(), roundsUp));

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_greatest_length_beyond_the_list_ends_it(bool roundsUp) =>
        Assert.Equal(["broken"], Walk(new PacketBytes(roundsUp).Add(1, [0xF8], length: 65535).List(), roundsUp));

    [Theory]
    [MemberData(nameof(Rules))]
    public void More_packets_than_there_are_end_it(bool roundsUp)
    {
        Assert.Equal(["1: F8", "broken"], Walk(new PacketBytes(roundsUp).Add(1, [0xF8]).List(count: 2), roundsUp));
        Assert.Equal(["1: F8", "broken"], Walk(new PacketBytes(roundsUp).Add(1, [0xF8]).List(count: uint.MaxValue), roundsUp));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Fewer_packets_than_there_are_are_believed(bool roundsUp) =>
        Assert.Equal(["1: F8"], Walk(new PacketBytes(roundsUp).Add(1, [0xF8]).Add(2, [0xFA]).List(count: 1), roundsUp));

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_packet_may_be_longer_than_its_struct(bool roundsUp)
    {
        byte[] sysEx = [0xF0, .. new byte[998], 0xF7];
        var walked = Walk(new PacketBytes(roundsUp).Add(1, sysEx).Add(2, [0xF8]).List(), roundsUp);
        Assert.Equal([$"1: {Hex(sysEx)}", "2: F8"], walked);
    }

    [Fact]
    public void The_rule_here_is_that_of_the_process() =>
        Assert.Equal(RuntimeInformation.ProcessArchitecture == Architecture.Arm64, PacketListReader.RoundsUpHere);

    [Theory]
    [MemberData(nameof(Rules))]
    public void Whatever_a_list_says_the_walk_is_that_of_the_rule_and_stays_inside(bool roundsUp)
    {
        var random = new Random(20260517);
        for (var round = 0; round < 20_000; round++)
        {
            var list = RandomList(random, roundsUp);
            var start = _memory.AtEnd(list);
            Assert.Equal(Model(list, (int)((nint)start % 4), roundsUp), Walk(start, list.Length, roundsUp));
        }
    }

    /// <summary>Mostly true to the rules, then cut anywhere, then up to three bytes of it changed.</summary>
    private static byte[] RandomList(Random random, bool roundsUp)
    {
        var list = new PacketBytes(roundsUp);
        for (var packets = random.Next(6); packets > 0; packets--)
        {
            var data = new byte[random.Next(12)];
            random.NextBytes(data);
            list.Add((ulong)random.NextInt64(), data, random.Next(20) == 0 ? random.Next(65536) : null);
        }

        var bytes = list.List(random.Next(10) == 0 ? (uint)random.Next() : null);
        if (random.Next(3) == 0)
            bytes = bytes[..random.Next(bytes.Length + 1)];

        for (var changes = random.Next(4); changes > 0 && bytes.Length > 0 && random.Next(2) == 0; changes--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

        return bytes;
    }

    /// <summary>The header's rule once more, over indices.</summary>
    private static List<string> Model(byte[] list, int address, bool roundsUp)
    {
        List<string> walked = [];
        var left = list.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(list);
        for (var at = 4; left > 0; left--)
        {
            if (roundsUp && walked.Count > 0)
                at += (4 - (address + at) % 4) % 4;

            if (at + 10 > list.Length || at + 10 + BinaryPrimitives.ReadUInt16LittleEndian(list.AsSpan(at + 8)) > list.Length)
                return [.. walked, "broken"];

            var length = BinaryPrimitives.ReadUInt16LittleEndian(list.AsSpan(at + 8));
            walked.Add($"{BinaryPrimitives.ReadUInt64LittleEndian(list.AsSpan(at)):X}: {Hex(list.AsSpan(at + 10, length))}");
            at += 10 + length;
        }

        return walked;
    }

    private List<string> Walk(byte[] list, bool roundsUp)
    {
        // The bytes end where the forbidden page begins; a list whose packets are to be aligned begins at a multiple of 4 and ends before.
        var padding = roundsUp ? (4 - list.Length % 4) % 4 : 0;
        return Walk(_memory.AtEnd([.. list, .. new byte[padding]]), list.Length, roundsUp);
    }

    private static List<string> Walk(byte* list, int size, bool roundsUp)
    {
        List<string> walked = [];
        var reader = Reader(list, size, roundsUp);
        while (reader.MoveNext())
            walked.Add($"{reader.TimeStamp:X}: {Hex(reader.Data)}");

        if (reader.IsBroken)
            walked.Add("broken");

        return walked;
    }

    private static PacketListReader Reader(byte* list, int size, bool roundsUp) => new(list, size, roundsUp);

    private static string Hex(ReadOnlySpan<byte> bytes)
    {
        List<string> words = [];
        foreach (var value in bytes)
            words.Add($"{value:X2}");

        return string.Join(' ', words);
    }
}
