using Conductor.Core.Midi;

namespace Conductor.Core.Tests.Midi;

public class MidiParserTests
{
    private static List<string> Parse(params byte[] bytes)
    {
        var parser = default(MidiParser);
        return Feed(ref parser, bytes);
    }

    private static List<string> Feed(ref MidiParser parser, ReadOnlySpan<byte> bytes)
    {
        var messages = new List<string>();
        foreach (var value in bytes)
        {
            if (parser.TryTake(value, out var message)) messages.Add(MidiWords.Format(message));
        }

        return messages;
    }

    [Theory]
    [InlineData("90 24 64", "note-on 36 100")]
    [InlineData("9F 24 64", "note-on 36 100 ch=16")]
    [InlineData("80 24 40", "note-off 36")]
    [InlineData("90 24 00", "note-off 36")]
    [InlineData("93 7F 00", "note-off 127 ch=4")]
    [InlineData("A1 24 05", "poly-pressure 36 5 ch=2")]
    [InlineData("B0 07 7F", "cc 7 127")]
    [InlineData("C0 05", "program 5")]
    [InlineData("D2 7F", "channel-pressure 127 ch=3")]
    [InlineData("E0 00 40", "pitch-bend 8192")]
    [InlineData("E0 7F 7F", "pitch-bend 16383")]
    [InlineData("E0 01 00", "pitch-bend 1")]
    [InlineData("FA", "start")]
    [InlineData("FB", "continue")]
    [InlineData("FC", "stop")]
    public void Reads_one_message(string hex, string expected) => Assert.Equal([expected], Parse(Bytes(hex)));

    [Theory]
    [InlineData("90 24 64 24 00 26 40", "note-on 36 100, note-off 36, note-on 38 64")]
    [InlineData("B1 07 01 07 02 07 03", "cc 7 1 ch=2, cc 7 2 ch=2, cc 7 3 ch=2")]
    [InlineData("C0 01 02 03", "program 1, program 2, program 3")]
    [InlineData("D0 01 02", "channel-pressure 1, channel-pressure 2")]
    [InlineData("E0 00 40 7F 7F", "pitch-bend 8192, pitch-bend 16383")]
    public void Running_status_repeats_the_last_status(string hex, string expected) => Assert.Equal(expected, string.Join(", ", Parse(Bytes(hex))));

    [Theory]
    [InlineData("90 F8 24 FE 64", "note-on 36 100")]
    [InlineData("90 FA 24 FC 64", "start, stop, note-on 36 100")]
    [InlineData("FB 90 24 64 FB 26 FB 40", "continue, note-on 36 100, continue, continue, note-on 38 64")]
    [InlineData("F0 7E FA 01 F7", "start")]
    [InlineData("C0 F8 05 FF 06", "program 5, program 6")]
    public void Real_time_bytes_may_stand_in_the_middle_of_anything(string hex, string expected) => Assert.Equal(expected, string.Join(", ", Parse(Bytes(hex))));

    [Theory]
    [InlineData("F9")]
    [InlineData("FD")]
    [InlineData("F8")]
    [InlineData("FE")]
    [InlineData("FF")]
    public void Clock_and_undefined_real_time_bytes_are_nothing_and_disturb_nothing(string between) =>
        Assert.Equal(["note-on 36 100", "note-on 38 64"], Parse(Bytes($"90 {between} 24 {between} 64 {between} 26 {between} 40")));

    [Theory]
    [InlineData("F0 00 20 29 02 18 0E 00 F7 90 24 64", "note-on 36 100")]
    [InlineData("F0 24 64 90 24 64", "note-on 36 100")]   // SysEx that was never ended
    [InlineData("F0 F0 24 F7 90 24 64", "note-on 36 100")]
    [InlineData("F7 90 24 64", "note-on 36 100")]
    [InlineData("F0 F7", "")]
    public void SysEx_is_skipped(string hex, string expected) => Assert.Equal(expected, string.Join(", ", Parse(Bytes(hex))));

    [Theory]
    [InlineData("F0 01 F7")]
    [InlineData("F1 01")]
    [InlineData("F2 01 02")]
    [InlineData("F3 01")]
    [InlineData("F4")]
    [InlineData("F5")]
    [InlineData("F6")]
    public void System_common_ends_running_status(string common)
    {
        Assert.Equal(["note-on 36 100"], Parse(Bytes($"90 24 64 {common} 26 40")));
        Assert.Equal(["note-on 36 100", "note-on 38 64"], Parse(Bytes($"90 24 64 {common} 26 40 90 26 40")));
    }

    [Theory]
    [InlineData("24 64 90 24 64", "note-on 36 100")]             // data before any status
    [InlineData("90 24 90 24 64", "note-on 36 100")]             // a message cut short by the next
    [InlineData("90 24 B0 07 7F", "cc 7 127")]
    [InlineData("90 24 F4 64 91 24 64", "note-on 36 100 ch=2")]  // an undefined status byte in the middle
    [InlineData("90", "")]
    [InlineData("90 24", "")]
    [InlineData("", "")]
    public void Broken_streams_begin_anew_at_the_next_status(string hex, string expected) => Assert.Equal(expected, string.Join(", ", Parse(Bytes(hex))));

    /// <summary>Bytes that make interesting streams more often than chance does.</summary>
    private static byte[] RandomStream(Random random)
    {
        var bytes = new byte[random.Next(1, 200)];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = random.Next(10) switch
            {
                < 5 => (byte)random.Next(0x80),
                < 8 => (byte)random.Next(0x80, 0xF0),
                8 => (byte)random.Next(0xF0, 0xF8),
                _ => (byte)random.Next(0xF8, 0x100),
            };
        }

        return bytes;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2026)]
    [InlineData(747)]
    public void Any_bytes_mean_what_the_specification_says(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = RandomStream(random);
            var expected = Reference(bytes);
            var got = Parse(bytes);
            Assert.True(expected.SequenceEqual(got), $"seed {seed}, stream {i}, {Convert.ToHexString(bytes)}:\n{string.Join(", ", expected)}\n{string.Join(", ", got)}");
        }
    }

    [Fact]
    public void A_stream_may_be_split_anywhere()
    {
        var random = new Random(5);
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = RandomStream(random);
            var parser = default(MidiParser);
            var split = random.Next(bytes.Length + 1);
            var first = Feed(ref parser, bytes.AsSpan(0, split));
            var rest = parser;   // the parser is a value: a copy goes on from here
            Assert.Equal(Parse(bytes), [.. first, .. Feed(ref rest, bytes.AsSpan(split))]);
        }
    }

    [Fact]
    public void Any_bytes_yield_only_valid_messages()
    {
        var random = new Random(99);
        var parser = default(MidiParser);
        for (var i = 0; i < 1_000_000; i++)
        {
            if (!parser.TryTake((byte)random.Next(256), out var message)) continue;
            Assert.True(message.Data1 < 128 && message.Data2 < 128 && message.Channel is >= 0 and <= 15);
            Assert.True(Enum.IsDefined(message.Kind));
            Assert.False(message is { Kind: MidiStatus.NoteOn, Data2: 0 });
        }
    }

    /// <summary>
    /// The rules of the MIDI 1.0 Detailed Specification, written down plainly: real-time bytes are taken out wherever they stand; then a status byte ends what came before, and data bytes
    /// behind a channel status form messages of the length which that status has, again and again; data behind anything else is nobody's.
    /// </summary>
    private static List<string> Reference(byte[] bytes)
    {
        var found = new List<(int At, string Text)>();
        var others = new List<(int At, byte Value)>();
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0xF8) others.Add((i, bytes[i]));
            else if (bytes[i] is 0xFA or 0xFB or 0xFC) found.Add((i, bytes[i] switch { 0xFA => "start", 0xFB => "continue", _ => "stop" }));
        }

        for (var i = 0; i < others.Count; i++)
        {
            var status = others[i].Value;
            if (status is < 0x80 or >= 0xF0) continue;
            var length = (status >> 4) is 0xC or 0xD ? 1 : 2;
            var data = others.Skip(i + 1).TakeWhile(other => other.Value < 0x80).ToList();
            foreach (var message in data.Chunk(length).Where(chunk => chunk.Length == length)) found.Add((message[^1].At, Words(status, [.. message.Select(m => m.Value)])));
        }

        return [.. found.OrderBy(f => f.At).Select(f => f.Text)];
    }

    private static string Words(byte status, byte[] data)
    {
        var channel = (status & 0x0F) == 0 ? "" : $" ch={(status & 0x0F) + 1}";
        return (status >> 4) switch
        {
            0x8 => $"note-off {data[0]}{channel}",
            0x9 => data[1] == 0 ? $"note-off {data[0]}{channel}" : $"note-on {data[0]} {data[1]}{channel}",
            0xA => $"poly-pressure {data[0]} {data[1]}{channel}",
            0xB => $"cc {data[0]} {data[1]}{channel}",
            0xC => $"program {data[0]}{channel}",
            0xD => $"channel-pressure {data[0]}{channel}",
            _ => $"pitch-bend {data[0] + (data[1] * 128)}{channel}",
        };
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", ""));
}
