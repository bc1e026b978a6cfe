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

    [Theory]
    [InlineData("F0 00 20 29 F7", "F0002029F7")]
    [InlineData("F0 F7", "F0F7")]
    [InlineData("F0 FA 01 F8 FE 02 FF F7", "F00102F7")]   // real-time bytes inside are not its own
    [InlineData("F0 01 F7 F0 02 F7", "F001F7 F002F7")]
    [InlineData("F0 01 F0 02 F7", "F002F7")]              // begun anew
    [InlineData("90 24 F0 01 F7 64", "F001F7")]           // in the middle of a message, which it ends
    [InlineData("F0 01 90 24 64 F7", "")]                 // cut short by a status byte
    [InlineData("F0 01 F6 02 F7", "")]
    [InlineData("F0 01 F4 02 F7", "")]
    [InlineData("F7", "")]
    [InlineData("01 02 F7", "")]
    [InlineData("F0 01 F7 F7", "F001F7")]
    [InlineData("F0 01", "")]
    public void SysEx_is_told_to_who_has_a_place_for_it(string hex, string expected)
    {
        var buffer = new SysExBuffer();
        var parser = new MidiParser(buffer);
        var told = new List<string>();
        foreach (var value in Bytes(hex))
        {
            if (parser.TryTake(value, out var message) && message.Kind == MidiStatus.SysEx) told.Add(Convert.ToHexString(buffer.Bytes));
        }

        Assert.Equal(expected, string.Join(' ', told));
    }

    [Theory]
    [InlineData(253)]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(100_000)]
    public void Of_a_long_SysEx_message_the_first_255_bytes_and_the_end_are_kept(int data)
    {
        var buffer = new SysExBuffer();
        var parser = new MidiParser(buffer);
        byte[] sent = [0xF0, .. Enumerable.Range(0, data).Select(at => (byte)(at % 128)), 0xF7];
        foreach (var value in sent[..^1]) Assert.False(parser.TryTake(value, out _));
        Assert.True(parser.TryTake(sent[^1], out _));
        Assert.Equal(sent.Length <= 256 ? sent : [.. sent[..255], 0xF7], buffer.Bytes.ToArray());
    }

    [Fact]
    public void What_was_told_stays_until_the_next_begins()
    {
        var buffer = new SysExBuffer();
        var parser = new MidiParser(buffer);
        Assert.Equal(0, buffer.Bytes.Length);
        foreach (var value in Bytes("F0 01 F7 90 24 64 F6 05 F7 FA")) parser.TryTake(value, out _);
        Assert.Equal(Bytes("F0 01 F7"), buffer.Bytes.ToArray());
        parser.TryTake(0xF0, out _);
        Assert.Equal(0, buffer.Bytes.Length);
        foreach (var value in Bytes("02 F6")) parser.TryTake(value, out _);
        Assert.Equal(0, buffer.Bytes.Length);
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", ""));
}
