using Conductor.Core.Midi;

namespace Conductor.Core.Tests.Midi;

public class MidiWordsTests
{
    private static MidiMessage Read(string text)
    {
        Assert.True(MidiWords.TryParse(text, out var message, out _, out var error), error);
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
    [InlineData("  Note_On\t36,100  ", 0x90, 36, 100)]
    [InlineData("NOTEON 36 100 CH=1", 0x90, 36, 100)]
    public void Reads_a_message(string text, byte status, byte data1, byte data2) => Assert.Equal(new MidiMessage(status, data1, data2), Read(text));

    [Fact]
    public void A_device_may_stand_behind_it()
    {
        Assert.True(MidiWords.TryParse("note-on 36 100 device=pads ch=2", out var message, out var device, out _));
        Assert.Equal(("pads", 1), (device, message.Channel));
        Assert.True(MidiWords.TryParse("note-on 36 100", out _, out device, out _));
        Assert.Null(device);
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
    public void What_is_wrong_is_said(string text, string expected)
    {
        Assert.False(MidiWords.TryParse(text, out _, out _, out var error));
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
        Assert.False(MidiWords.TryParse(text, out _, out _, out var error));
        Assert.Equal($"{expected}; known are: {MidiWords.Known}", error);
    }

    [Fact]
    public void What_is_written_reads_back_as_the_same_message()
    {
        foreach (var kind in Enum.GetValues<MidiStatus>())
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
}
