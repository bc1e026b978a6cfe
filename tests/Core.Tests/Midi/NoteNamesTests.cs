using Conductor.Core.Midi;

namespace Conductor.Core.Tests.Midi;

public class NoteNamesTests
{
    [Theory]
    [InlineData("C4", 60)]
    [InlineData("c4", 60)]
    [InlineData("A4", 69)]
    [InlineData("F#1", 30)]
    [InlineData("f#1", 30)]
    [InlineData("F♯1", 30)]
    [InlineData("Gb1", 30)]
    [InlineData("G♭1", 30)]
    [InlineData("Bb-1", 10)]
    [InlineData("bb4", 70)]
    [InlineData("b4", 71)]
    [InlineData("C##4", 62)]
    [InlineData("Cb4", 59)]
    [InlineData("B#3", 60)]
    [InlineData("C-1", 0)]
    [InlineData("G9", 127)]
    [InlineData(" C4 ", 60)]
    [InlineData("60", 60)]
    [InlineData("0", 0)]
    public void A_note_is_a_name_or_a_number(string text, int expected)
    {
        Assert.True(NoteNames.TryParse(text, out var note));
        Assert.Equal(expected, note);
    }

    [Theory]
    [InlineData("G#9", 128)]
    [InlineData("Cb-1", -1)]
    [InlineData("128", 128)]
    [InlineData("-1", -1)]
    [InlineData("C20", 252)]
    public void Notes_beyond_the_keyboard_are_read_so_that_a_sentence_can_name_them(string text, int expected)
    {
        Assert.True(NoteNames.TryParse(text, out var note));
        Assert.Equal(expected, note);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("C")]
    [InlineData("#4")]
    [InlineData("H4")]
    [InlineData("C4#")]
    [InlineData("C 4 4")]
    [InlineData("4C")]
    [InlineData("C4.5")]
    [InlineData("C99999999999")]
    [InlineData("99999999999")]
    [InlineData("any")]
    [InlineData("C4-E4")]
    public void Anything_else_is_no_note(string text) => Assert.False(NoteNames.TryParse(text, out _));

    [Fact]
    public void Every_note_has_a_name_that_reads_back()
    {
        for (var note = 0; note < 128; note++)
        {
            Assert.True(NoteNames.TryParse(NoteNames.Name(note), out var read));
            Assert.Equal(note, read);
        }

        Assert.Equal(("C-1", "C4", "G9"), (NoteNames.Name(0), NoteNames.Name(60), NoteNames.Name(127)));
    }
}
