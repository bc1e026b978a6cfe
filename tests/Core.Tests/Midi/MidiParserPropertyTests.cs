using Conductor.Core.Midi;
using CsCheck;

namespace Conductor.Core.Tests.Midi;

/// <summary>Any bytes whatever mean what the specification says, and nothing else.</summary>
public class MidiParserPropertyTests
{
    private static readonly Gen<byte> Data = Gen.Byte[0x00, 0x7F];
    private static readonly Gen<byte> RealTime = Gen.Byte[0xF8, 0xFF];

    /// <summary>Parts of streams as they are, as they are cut short, and as nobody sends them.</summary>
    private static readonly Gen<byte[]> Part = Gen.Frequency(
        (30, Gen.Select(Gen.Byte[0x80, 0xEF], Data.Array[0, 5], (status, data) => (byte[])[status, .. data])),
        (20, SysEx(Data.Array[0, 12])),
        (1, SysEx(Data.Array[250, 260])),
        (10, Gen.Select(Gen.Byte[0xF0, 0xF7], Data.Array[0, 3], (status, data) => (byte[])[status, .. data])),
        (10, Data.Array[0, 4]),
        (10, Gen.Byte.Array[0, 6]));

    private static readonly Gen<byte[]> Stream = Gen.Select(Part.Array[0, 6], Gen.Select(RealTime, Gen.UShort).Array[0, 4], (parts, realTime) =>
    {
        List<byte> bytes = [.. parts.SelectMany(part => part)];
        foreach (var (value, place) in realTime) bytes.Insert(place % (bytes.Count + 1), value);
        return bytes.ToArray();
    });

    /// <summary>A SysEx message, or one whose end is missing or another status byte.</summary>
    private static Gen<byte[]> SysEx(Gen<byte[]> data) => Gen.Select(data, Gen.Frequency((6, Gen.Const<byte[]>([0xF7])), (1, Gen.Const<byte[]>([])), (1, Gen.Byte[0x80, 0xF7].Array[1])), (inner, end) => (byte[])[0xF0, .. inner, .. end]);

    [Fact]
    public void Any_bytes_mean_what_the_specification_says() => Check(100_000);

    [Fact]
    [Trait("tier", "slow")]
    public void Any_bytes_of_five_million_streams_mean_what_the_specification_says() => Check(5_000_000);

    private static void Check(int streams) => Gen.Select(Stream, Gen.UShort).Sample((bytes, cut) => Compare(bytes, cut % (bytes.Length + 1)), iter: streams, print: stream => Convert.ToHexString(stream.Item1));

    /// <summary>With and without a place for SysEx; from the cut on copies of both go on, as for a stream that comes in pieces.</summary>
    private static void Compare(byte[] bytes, int cut)
    {
        var reference = new ReferenceParser();
        var buffer = new SysExBuffer();
        var (parser, plain) = (new MidiParser(buffer), default(MidiParser));
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i == cut) (parser, plain) = (Copy(parser), Copy(plain));
            var expected = reference.Take(bytes[i]);
            var isMessage = parser.TryTake(bytes[i], out var message);
            if (isMessage) CheckValid(message);
            var got = isMessage ? BytesOf(message, buffer) : null;
            if (!Same(expected, got)) Assert.Fail($"byte {i} of {Convert.ToHexString(bytes)}: {Shown(expected)} expected, {Shown(got)} got");
            var isPlain = plain.TryTake(bytes[i], out var other);
            var isSysEx = isMessage && message.Kind == MidiStatus.SysEx;
            if (isPlain != (isMessage && !isSysEx) || (isPlain && other != message)) Assert.Fail($"byte {i} of {Convert.ToHexString(bytes)}: otherwise without a place for SysEx");
        }
    }

    private static MidiParser Copy(MidiParser parser) => parser;

    private static void CheckValid(in MidiMessage message)
    {
        var isValid = Enum.IsDefined(message.Kind) && message.Kind != MidiStatus.Axis && message is { Data1: < 128, Data2: < 128, Channel: >= 0 and <= 15 } and not { Kind: MidiStatus.NoteOn, Data2: 0 };
        if (!isValid) Assert.Fail($"{message} is no valid message");
    }

    private static byte[] BytesOf(in MidiMessage message, SysExBuffer buffer) => message.Kind switch
    {
        MidiStatus.NoteOff or MidiStatus.NoteOn or MidiStatus.PolyPressure or MidiStatus.ControlChange or MidiStatus.PitchBend => [message.StatusByte, message.Data1, message.Data2],
        MidiStatus.ProgramChange or MidiStatus.ChannelPressure => [message.StatusByte, message.Data1],
        MidiStatus.SysEx => buffer.Bytes.ToArray(),
        MidiStatus.Axis or MidiStatus.Start or MidiStatus.Continue or MidiStatus.Stop => [message.StatusByte],
    };

    private static bool Same(byte[]? one, byte[]? other) => one is null ? other is null : other is not null && one.AsSpan().SequenceEqual(other);

    private static string Shown(byte[]? bytes) => bytes is null ? "nothing" : Convert.ToHexString(bytes);

    [Fact]
    public void Streams_are_of_all_that_there_is()
    {
        var (messages, sysEx, cutShort, long_) = (0, 0, 0, 0);
        Stream.Sample(bytes =>
        {
            var buffer = new SysExBuffer();
            var parser = new MidiParser(buffer);
            foreach (var value in bytes)
            {
                var isOpen = buffer.IsOpen;
                if (!parser.TryTake(value, out var message)) cutShort += isOpen && !buffer.IsOpen ? 1 : 0;
                else if (message.Kind != MidiStatus.SysEx) messages++;
                else if (buffer.Bytes.Length == 256) long_++;
                else sysEx++;
            }
        }, iter: 20_000, threads: 1, seed: "0N0XIzNsQ0O2");
        Assert.True(messages > 20_000 && sysEx > 5_000 && cutShort > 2_000 && long_ > 100, $"{messages} {sysEx} {cutShort} {long_}");
    }

    [Fact]
    public void Parsing_costs_no_byte()
    {
        var bytes = new byte[1_000_000];
        new Random(7).NextBytes(bytes);
        var parser = new MidiParser(new SysExBuffer());
        var (messages, before) = (0, GC.GetAllocatedBytesForCurrentThread());
        foreach (var value in bytes) messages += parser.TryTake(value, out _) ? 1 : 0;
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(messages > 10_000);
    }
}
