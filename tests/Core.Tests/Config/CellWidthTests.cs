using System.Globalization;
using System.Text;
using Conductor.Core.Config;
using Wcwidth;

namespace Conductor.Core.Tests.Config;

/// <summary>Our table against a library's, which is too large to be in the programs.</summary>
public class CellWidthTests
{
    [Fact]
    public void Every_character_that_is_drawn_as_it_is_takes_the_cells_that_the_library_gives_it()
    {
        var different = new List<string>();
        var compared = 0;
        for (var value = 0x20; value <= 0x10FFFF; value++)
        {
            if (!Rune.TryCreate(value, out var rune) || IsElsewhere(rune)) continue;
            compared++;
            var expected = UnicodeCalculator.GetWidth(rune, Unicode.Version_17_0_0);
            if (CellWidth.Of(rune) != expected) different.Add($"U+{value:X4}: {CellWidth.Of(rune)}, not {expected}");
        }

        Assert.Empty(different);
        Assert.True(compared > 250_000);
    }

    /// <summary>
    /// Characters drawn as a sign or left out, skin tones (which the library counts with what they colour), numbers that are no character yet; and
    /// the syllable U+1200, whose 0 there is a slip.
    /// </summary>
    private static bool IsElsewhere(Rune rune) =>
        rune.Value is (>= 0x1F3FB and <= 0x1F3FF) or 0x1200
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.OtherNotAssigned;

    [Theory]
    [InlineData("a", 1)]
    [InlineData("é", 1)]
    [InlineData("\u0301", 0)]
    [InlineData("漢", 2)]
    [InlineData("ｱ", 1)]
    [InlineData("Ａ", 2)]
    [InlineData("한", 2)]
    [InlineData("🎹", 2)]
    [InlineData("♪", 1)]
    [InlineData("�", 1)]
    [InlineData("…", 1)]
    [InlineData("𠀀", 2)]
    public void A_character_takes_its_cells(string text, int cells) => Assert.Equal(cells, CellWidth.Of(Rune.GetRuneAt(text, 0)));
}
