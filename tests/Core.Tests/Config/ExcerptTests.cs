using System.Text;
using Conductor.Core.Config;
using Wcwidth;

namespace Conductor.Core.Tests.Config;

/// <summary>A line as it is drawn, and the cells that the marks stand under (config.md, "How problems look").</summary>
public class ExcerptTests
{
    /// <summary>The excerpt of a line in which "«…»" shows what is marked: the drawn line over its marks.</summary>
    private static string Drawn(string marked)
    {
        var (start, end) = (marked.IndexOf('«'), marked.IndexOf('»'));
        var excerpt = Excerpt.Of(marked.Replace("«", "").Replace("»", ""), Scalars(marked[..start]), Scalars(marked[(start + 1)..end]));
        return $"{excerpt.Line}\n{new string(' ', excerpt.Before)}{new string('^', excerpt.Marks)}";
    }

    private static int Scalars(string text) => text.EnumerateRunes().Count();

    [Theory]
    [InlineData("\tnote = «128»", "    note = 128\n           ^^^")]
    [InlineData("note\t=\t«128»", "note    =    128\n             ^^^")]
    [InlineData("note =«\t»128", "note =    128\n      ^^^^")]
    [InlineData("name = \"鋼琴\", note = «128»", "name = \"鋼琴\", note = 128\n                      ^^^")]
    [InlineData("name = \"«鋼琴»\"", "name = \"鋼琴\"\n        ^^^^")]
    [InlineData("name = \"e\u0301te\u0301\", «zzz» = 1", "name = \"e\u0301te\u0301\", zzz = 1\n              ^^^")]
    [InlineData("«e\u0301»te = 1", "e\u0301te = 1\n^")]
    [InlineData("«\u1112\u1161\u11ab» = 1", "\u1112\u1161\u11ab = 1\n^^")]
    public void Marks_stand_under_their_text_whatever_is_before_it(string line, string drawn) => Assert.Equal(drawn, Drawn(line));

    /// <summary>The parts of a composed emoji have the same width in every terminal, the whole has not.</summary>
    [Theory]
    [InlineData("a = \"👩\u200d👩\u200d👧\", «b» = 1", "a = \"👩👩👧\", b = 1\n              ^")]
    [InlineData("a = \"«👩🏽\u200d💻»\"", "a = \"👩💻\"\n     ^^^^")]
    [InlineData("a = \"👍🏽\", «b» = 1", "a = \"👍\", b = 1\n          ^")]
    [InlineData("a = \"🏽\", «b» = 1", "a = \"🏽\", b = 1\n          ^")]
    [InlineData("a = \"«🇩🇪»🇫🇷\"", "a = \"🇩🇪🇫🇷\"\n     ^^")]
    [InlineData("a = \"🇩🇪«🇫🇷»\"", "a = \"🇩🇪🇫🇷\"\n       ^^")]
    [InlineData("a = \"❤\ufe0f\", «b» = 1", "a = \"❤\", b = 1\n         ^")]
    [InlineData("a = \"1\ufe0f\u20e3\", «b» = 1", "a = \"1\u20e3\", b = 1\n         ^")]
    [InlineData("a = \"🏴\U000e0067\U000e0062\U000e007f\", «b» = 1", "a = \"🏴\", b = 1\n          ^")]
    public void Emoji_are_drawn_as_every_terminal_draws_them(string line, string drawn) => Assert.Equal(drawn, Drawn(line));

    [Theory]
    [InlineData("a = \"\e[2J\", «b» = 1", "a = \"␛[2J\", b = 1\n            ^")]
    [InlineData("a\0\r\u007f«b»", "a␀␍␡b\n    ^")]
    [InlineData("a\u0085\u009b«b»", "a��b\n   ^")]
    [InlineData("a\u202e\u2066\u061c\u200f«b»", "a����b\n     ^")]
    [InlineData("a\u200b\ufeff\u00ad\u2028«b»", "a����b\n     ^")]
    [InlineData("no\u200dte«\u200b»", "no�te�\n     ^")]
    [InlineData("a\ufffd«b»", "a�b\n  ^")]
    public void What_is_unseen_or_would_steer_the_terminal_is_a_sign_of_one_cell(string line, string drawn) => Assert.Equal(drawn, Drawn(line));

    [Fact]
    public void Half_a_character_is_a_sign_of_one_cell()
    {
        Assert.Equal(new Excerpt("a�b", 2, 1), Excerpt.Of("a\ud83db", 2, 1));
        Assert.Equal(new Excerpt("a�b", 2, 1), Excerpt.Of("a\udfb9b", 2, 1));
        Assert.Equal(new Excerpt("a�", 1, 1), Excerpt.Of("a\ud83d", 1, 1));
    }

    [Fact]
    public void A_mark_with_nothing_to_stand_on_stands_on_a_circle()
    {
        Assert.Equal(new Excerpt("◌\u0301a", 1, 1), Excerpt.Of("\u0301a", 1, 1));
        Assert.Equal(new Excerpt("�a", 1, 1), Excerpt.Of("\ufe0fa", 1, 1));
    }

    [Fact]
    public void A_part_of_a_character_marks_all_of_it()
    {
        Assert.Equal(new Excerpt("xe\u0301y", 1, 1), Excerpt.Of("xe\u0301y", 2, 1));
        Assert.Equal(new Excerpt("x🇩🇪y", 1, 2), Excerpt.Of("x🇩🇪y", 2, 1));
    }

    [Fact]
    public void Very_many_marks_on_one_character_are_not_all_drawn() =>
        Assert.Equal(new Excerpt("a" + new string('\u0301', 8) + "b", 1, 1), Excerpt.Of("a" + new string('\u0301', 10_000) + "b", 10_001, 1));

    [Fact]
    public void A_mark_behind_the_line_and_one_longer_than_it_stay_inside()
    {
        Assert.Equal(new Excerpt("note = 128", 10, 1), Excerpt.Of("note = 128", 500, 3));
        Assert.Equal(new Excerpt("note = 128", 7, 3), Excerpt.Of("note = 128", 7, int.MaxValue));
        Assert.Equal(new Excerpt("note = 128", 10, 1), Excerpt.Of("note = 128", int.MaxValue, int.MaxValue));
        Assert.Equal(new Excerpt("note = 128", 0, 1), Excerpt.Of("note = 128", -5, -5));
        Assert.Equal(new Excerpt("", 0, 1), Excerpt.Of("", 0, 1));
    }

    [Fact]
    public void A_line_that_fits_is_shown_whole()
    {
        Assert.Equal(new Excerpt(new string('a', 110), 109, 1), Excerpt.Of(new string('a', 110), 109, 1));
        Assert.Equal(new Excerpt(new string('漢', 55), 108, 2), Excerpt.Of(new string('漢', 55), 54, 1));
    }

    [Fact]
    public void A_line_of_10_000_characters_is_cut_on_both_sides_of_the_spot() =>
        Assert.Equal(new Excerpt("…" + new string('a', 53) + "128" + new string('b', 54) + "…", 54, 3), Excerpt.Of(new string('a', 5000) + "128" + new string('b', 5000), 5000, 3));

    [Fact]
    public void A_long_line_keeps_the_end_that_is_near()
    {
        Assert.Equal(new Excerpt("128" + new string('b', 107) + "…", 0, 3), Excerpt.Of("128" + new string('b', 9997), 0, 3));
        Assert.Equal(new Excerpt(new string('a', 70) + "128" + new string('b', 37) + "…", 70, 3), Excerpt.Of(new string('a', 70) + "128" + new string('b', 9997), 70, 3));
        Assert.Equal(new Excerpt("…" + new string('a', 107) + "128", 108, 3), Excerpt.Of(new string('a', 9997) + "128", 9997, 3));
        Assert.Equal(new Excerpt("…" + new string('a', 110), 111, 1), Excerpt.Of(new string('a', 9999), 9999, 1));
    }

    [Fact]
    public void Wide_characters_fill_the_window_twice_as_fast_and_are_never_cut_in_two() =>
        Assert.Equal(new Excerpt("…" + new string('漢', 26) + "128" + new string('漢', 27) + "…", 53, 3), Excerpt.Of(new string('漢', 5000) + "128" + new string('漢', 5000), 5000, 3));

    [Fact]
    public void Of_a_text_longer_than_the_window_the_beginning_is_shown() =>
        Assert.Equal(new Excerpt("…" + new string('a', 27) + new string('x', 83) + "…", 28, 83), Excerpt.Of(new string('a', 200) + new string('x', 200) + new string('b', 200), 200, 200));

    /// <summary>Far from the spot a line is no more laid out from its beginning; where it is taken up again may not part what belongs together.</summary>
    [Theory]
    [InlineData("🇩🇪", 2, 2)]
    [InlineData("e\u0301\u0302\u0303", 4, 1)]
    [InlineData("か\u3099", 2, 2)]
    public void A_long_line_is_taken_up_at_a_whole_character(string text, int scalars, int cells)
    {
        for (var odd = 0; odd < 3; odd++)
        {
            var before = new string('a', 5000 + odd) + string.Concat(Enumerable.Repeat(text, 3000));
            var excerpt = Excerpt.Of(before + "128", 5000 + odd + (3000 * scalars), 3);
            Assert.Equal("…" + string.Concat(Enumerable.Repeat(text, 107 / cells)) + "128", excerpt.Line);
            Assert.Equal((1 + (107 / cells * cells), 3), (excerpt.Before, excerpt.Marks));
        }
    }

    [Fact]
    public void A_line_that_is_nearly_all_marks_is_cut_where_it_is_taken_up() =>
        Assert.Equal(new Excerpt("…a" + new string('\u0301', 8) + "128", 2, 3), Excerpt.Of("xya" + new string('\u0301', 5000) + "128", 5003, 3));

    /// <summary>What is in a file, what is drawn for it, and the cells that takes.</summary>
    private static readonly (string Text, string Drawn, int Cells)[] Pieces =
    [
        ("a", "a", 1), ("=", "=", 1), (" ", " ", 1), ("\t", "    ", 4), ("é", "é", 1), ("e\u0301", "e\u0301", 1), ("漢", "漢", 2), ("ｱ", "ｱ", 1), ("Ａ", "Ａ", 2),
        ("\u1112\u1161\u11ab", "\u1112\u1161\u11ab", 2), ("か\u3099", "か\u3099", 2), ("🎹", "🎹", 2), ("👩\u200d👩\u200d👧", "👩👩👧", 6), ("👍🏽", "👍", 2), ("🇩🇪", "🇩🇪", 2),
        ("❤\ufe0f", "❤", 1), ("1\ufe0f\u20e3", "1\u20e3", 1), ("\u202e", "�", 1), ("\u200b", "�", 1), ("\e", "␛", 1), ("\u009b", "�", 1), ("\ufffd", "�", 1), ("\udc00", "�", 1),
        ("ש", "ש", 1), ("คำ", "คำ", 2), ("\u0915\u094d", "\u0915\u094d", 1), ("…", "…", 1), ("𠀀", "𠀀", 2),
    ];

    /// <summary>The library, not our own table, says which part of the drawn line is above the marks.</summary>
    [Fact]
    public void The_marks_of_2_000_random_lines_have_exactly_the_cells_of_their_text()
    {
        var random = new Random(20_000);
        var cut = 0;
        for (var line = 0; line < 2000; line++)
        {
            var pieces = random.GetItems(Pieces, random.Next(1, line % 10 == 0 ? 3000 : 150));
            var start = random.Next(pieces.Length);
            var marked = pieces[start..random.Next(start + 1, Math.Min(pieces.Length, start + 20) + 1)];
            var excerpt = Excerpt.Of(Text(pieces), Scalars(Text(pieces[..start])), Scalars(Text(marked)));

            var expected = string.Concat(marked.Select(piece => piece.Drawn));
            Assert.Equal(expected, Above(excerpt));
            Assert.Equal(marked.Sum(piece => piece.Cells), excerpt.Marks);
            Assert.InRange(Cells(excerpt.Line), 1, Excerpt.Window + 2);
            if (pieces.Sum(piece => piece.Cells) > Excerpt.Window) cut++;
            else Assert.Equal(new Excerpt(string.Concat(pieces.Select(piece => piece.Drawn)), pieces[..start].Sum(piece => piece.Cells), excerpt.Marks), excerpt);
        }

        Assert.InRange(cut, 200, 1800);
    }

    private static string Text((string Text, string Drawn, int Cells)[] pieces) => string.Concat(pieces.Select(piece => piece.Text));

    private static int Cells(string text) => text.EnumerateRunes().Sum(rune => UnicodeCalculator.GetWidth(rune, Unicode.Version_17_0_0));

    private static string Above(Excerpt excerpt)
    {
        var above = new StringBuilder();
        var cell = 0;
        foreach (var rune in excerpt.Line.EnumerateRunes())
        {
            var cells = UnicodeCalculator.GetWidth(rune, Unicode.Version_17_0_0);
            if (cells == 0 ? above.Length > 0 && cell <= excerpt.Before + excerpt.Marks : cell >= excerpt.Before && cell < excerpt.Before + excerpt.Marks) above.Append(rune);
            cell += cells;
        }

        return above.ToString();
    }
}
