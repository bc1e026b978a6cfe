using Conductor.Core.Midi;

namespace Conductor.Core.Tests.Midi;

public class MidiWordsTests
{
    private static MidiMessage Read(string text)
    {
        Assert.True(MidiWords.TryParse(text, out var message, out _, out _, out var error), error);
        return message;
    }

    [Theory]
    [InlineData("note-on 36 100", 0x90, 36, 100)]
    [InlineData("note-on C2 100 ch=16", 0x9F, 36, 100)]
    [InlineData("note-on 36 0", 0x80, 36, 0)]
    [InlineData("note-off F#1", 0x80, 30, 0)]
    [InlineData("note-off 36 64", 0x80, 36, 64)]
    [InlineData("cc 7 127 ch=2", 0xB1, 7, 127)]
    [InlineData("channel-pressure 5", 0xD0, 5, 0)]
    [InlineData("poly-pressure C-1 5", 0xA0, 0, 5)]
    [InlineData("pitch-bend 0", 0xE0, 0, 0)]
    [InlineData("pitch-bend 8192", 0xE0, 0, 64)]
    [InlineData("pitch-bend 16383", 0xE0, 127, 127)]
    [InlineData("program 5 ch=3", 0xC2, 5, 0)]
    [InlineData("start", 0xFA, 0, 0)]
    [InlineData("continue", 0xFB, 0, 0)]
    [InlineData("stop", 0xFC, 0, 0)]
    [InlineData("button South down", 0x90, 128, 127)]
    [InlineData("button 128 down", 0x90, 128, 127)]
    [InlineData("button r2 down 90 ch=2", 0x91, 144, 90)]
    [InlineData("button d-pad-up up", 0x80, 132, 0)]
    [InlineData("button 255 up ch=16", 0x8F, 255, 0)]
    [InlineData("axis LeftX -100", 0xF4, 128, 156)]
    [InlineData("axis right_trigger 127", 0xF4, 133, 127)]
    [InlineData("axis 129 -127", 0xF4, 129, 129)]
    [InlineData("axis 129 0", 0xF4, 129, 0)]
    [InlineData("Axis LeftY +5 ch=3", 0xF4, 129, 5)]   // a channel where there is none is passed over
    [InlineData("  Note_On\t36,100  ", 0x90, 36, 100)]
    [InlineData("NOTEON 36 100 CH=1", 0x90, 36, 100)]
    public void Reads_a_message(string text, byte status, byte data1, byte data2) => Assert.Equal(new MidiMessage(status, data1, data2), Read(text));

    [Fact]
    public void A_device_may_stand_behind_it()
    {
        Assert.True(MidiWords.TryParse("note-on 36 100 device=pads ch=2", out var message, out _, out var device, out _));
        Assert.Equal(("pads", 1), (device, message.Channel));
        Assert.True(MidiWords.TryParse("note-on 36 100", out _, out _, out device, out _));
        Assert.Null(device);
    }

    [Theory]
    [InlineData("sysex F0 7E 7F 06 01 F7", "F07E7F0601F7")]
    [InlineData("SysEx f0,0x7e,5,F7 device=pads", "F07E05F7")]
    [InlineData("sysex F0 F7 ch=2", "F0F7")]
    public void Reads_a_SysEx_message(string text, string bytes)
    {
        Assert.True(MidiWords.TryParse(text, out var message, out var sysEx, out _, out var error), error);
        Assert.Equal(MidiStatus.SysEx, message.Kind);
        Assert.Equal(bytes, Convert.ToHexString(sysEx!));
    }

    [Fact]
    public void Other_messages_have_no_bytes_beside_them()
    {
        Assert.True(MidiWords.TryParse("note-on 36 100", out _, out var sysEx, out _, out _));
        Assert.Null(sysEx);
    }

    [Theory]
    [InlineData("", "an empty message")]
    [InlineData("note-on 128 100", "'128' is no note (0-127, or a name such as C4)")]
    [InlineData("note-on -1 100", "'-1' is no note (0-127, or a name such as C4)")]
    [InlineData("note-on G#9 100", "'G#9' is no note (0-127, or a name such as C4)")]
    [InlineData("note-on 36 128", "'128' must be a number from 0 to 127")]
    [InlineData("note-on 36 +5", "'+5' must be a number from 0 to 127")]
    [InlineData("pitch-bend 16384", "'16384' must be a number from 0 to 16383")]
    [InlineData("cc C4 5", "'C4' must be a number from 0 to 127")]
    [InlineData("note-on 36 100 ch=0", "'ch=0': channels are 1-16")]
    [InlineData("note-on 36 100 ch=17", "'ch=17': channels are 1-16")]
    [InlineData("note-on 36 100 ch=", "'ch=': channels are 1-16")]
    [InlineData("button Sauth down", "'Sauth' is no button (128-255, or a name: South, East, West, North, DPadUp, DPadDown, DPadLeft, DPadRight, L1, R1, L3, R3, Start, Select, Guide, L2, R2)")]
    [InlineData("button 127 down", "'127' is no button (128-255, or a name: South, East, West, North, DPadUp, DPadDown, DPadLeft, DPadRight, L1, R1, L3, R3, Start, Select, Guide, L2, R2)")]
    [InlineData("button South", "button takes a name or number, then down, down and a velocity, or up; known are: " + MidiWords.Known)]
    [InlineData("button South pressed", "'pressed' must be down or up")]
    [InlineData("button South down 0", "'0' must be a number from 1 to 127")]
    [InlineData("button South down 128", "'128' must be a number from 1 to 127")]
    [InlineData("button South up 5", "'5': a button that goes up has no velocity")]
    [InlineData("axis Left 5", "'Left' is no axis (128-133, or a name: LeftX, LeftY, RightX, RightY, LeftTrigger, RightTrigger)")]
    [InlineData("axis 134 5", "'134' is no axis (128-133, or a name: LeftX, LeftY, RightX, RightY, LeftTrigger, RightTrigger)")]
    [InlineData("axis LeftX", "axis takes a name or number, and a number from -127 to 127; known are: " + MidiWords.Known)]
    [InlineData("axis LeftX -128", "'-128' must be a number from -127 to 127")]
    [InlineData("axis LeftX 128", "'128' must be a number from -127 to 127")]
    [InlineData("axis LeftX 0.5", "'0.5' must be a number from -127 to 127")]
    [InlineData("sysex", "sysex takes bytes, F0 … F7; known are: " + MidiWords.Known)]
    [InlineData("sysex F0 ?? F7", "'??' is no byte of a SysEx message: write two hexadecimal digits")]
    [InlineData("sysex F0 123 F7", "'123' is no byte of a SysEx message: write two hexadecimal digits")]
    [InlineData("sysex 7E F7", "A SysEx message begins with F0, not 7E")]
    [InlineData("sysex F0 7E", "A SysEx message ends with F7, not 7E")]
    [InlineData("sysex F0", "A SysEx message ends with F7, not F0")]
    [InlineData("sysex F0 FA F7", "Between F0 and F7 bytes are below 80, not FA")]
    public void What_is_wrong_is_said(string text, string expected)
    {
        Assert.False(MidiWords.TryParse(text, out _, out _, out _, out var error));
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("note-on 36", "note-on takes 2 numbers, not 1")]
    [InlineData("note-off", "note-off takes 1 or 2 numbers, not 0")]
    [InlineData("program", "program takes 1 number, not 0")]
    [InlineData("start 5", "start takes 0 numbers, not 1")]
    [InlineData("Hit-It 5", "'Hit-It' is no message")]
    public void What_is_wrong_is_said_in_the_words_that_were_typed(string text, string expected)
    {
        Assert.False(MidiWords.TryParse(text, out _, out _, out _, out var error));
        Assert.Equal($"{expected}; known are: {MidiWords.Known}", error);
    }

    [Fact]
    public void What_is_written_reads_back_as_the_same_message()
    {
        foreach (var kind in Enum.GetValues<MidiStatus>().Except([MidiStatus.SysEx, MidiStatus.Axis]))
        {
            for (var channel = 0; channel < 16; channel++)
            {
                var one = kind is MidiStatus.ProgramChange or MidiStatus.ChannelPressure;
                var none = kind is MidiStatus.Start or MidiStatus.Continue or MidiStatus.Stop;
                var message = new MidiMessage(kind, channel, none ? 0 : 93, one || none || kind == MidiStatus.NoteOff ? 0 : 71);
                Assert.Equal(message, Read(MidiWords.Format(message)));
            }
        }
    }

    [Fact]
    public void Every_button_and_axis_reads_back_too()
    {
        for (var button = 128; button < 256; button++)
        {
            var (down, softly, up) = (new MidiMessage(MidiStatus.NoteOn, 0, button, 127), new MidiMessage(MidiStatus.NoteOn, 3, button, 1), new MidiMessage(MidiStatus.NoteOff, 15, button, 0));
            foreach (var message in new[] { down, softly, up }) Assert.Equal(message, Read(MidiWords.Format(message)));
        }

        for (var axis = 128; axis <= 133; axis++)
        {
            for (var value = -127; value <= 127; value++) Assert.Equal(MidiMessage.OfAxis(axis, value), Read(MidiWords.Format(MidiMessage.OfAxis(axis, value))));
        }
    }

    [Theory]
    [InlineData("button 128 down", "button South down")]
    [InlineData("button 144 down 5 ch=2", "button R2 down 5 ch=2")]
    [InlineData("button 145 up", "button 145 up")]
    [InlineData("axis 128 -5", "axis LeftX -5")]
    public void A_gamepads_things_are_called_by_name(string typed, string shown) => Assert.Equal(shown, MidiWords.Format(Read(typed)));

    [Fact]
    public void A_SysEx_message_shows_its_first_32_bytes()
    {
        byte[] whole = [0xF0, .. Enumerable.Range(0, 30).Select(value => (byte)value), 0xF7];
        Assert.Equal("sysex F0 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 14 15 16 17 18 19 1A 1B 1C 1D F7", MidiWords.Format(whole));
        Assert.Equal(MidiWords.Format(whole)[..^2] + "1E …", MidiWords.Format([.. whole[..^1], 0x1E, 0xF7]));
        Assert.Equal("sysex F0 F7", MidiWords.Format([0xF0, 0xF7]));
    }
}
