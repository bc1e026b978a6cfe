using System.Globalization;
using System.Text;

namespace Conductor.Core.Config;

/// <summary>
/// A line as a terminal shows it, character by character, each with the cells it takes. What terminals disagree about is drawn so that they agree: the
/// parts of a composed emoji stand side by side, without joiners, skin tones and variation selectors. What can't be seen or would steer the terminal
/// (control characters, those of writing direction) is drawn as a sign.
/// </summary>
internal ref struct CellWalk(ReadOnlySpan<char> line)
{
    private const int TabCells = 4;
    private const int MostMarks = 8;   // on one character; real scripts have three or four
    private const char Circle = '◌';   // what a mark without a character stands on

    private ReadOnlySpan<char> _rest = line;
    private ReadOnlySpan<char> _text;

    /// <summary>Which scalar of the line the character begins with, from 0.</summary>
    public int Scalar { get; private set; }

    /// <summary>How many scalars it has, its marks among them.</summary>
    public int Scalars { get; private set; }

    /// <summary>The cell it begins in, from 0.</summary>
    public int Cell { get; private set; }

    /// <summary>The cell behind it; when there is no next one, the number of all.</summary>
    public int End { get; private set; }

    public bool Next()
    {
        (Scalar, Scalars, Cell) = (Scalar + Scalars, 0, End);
        _text = _rest;
        if (_rest.IsEmpty) return false;
        var first = Take();
        End += first.Value == '\t' ? TabCells : Math.Max(1, CellWidth.Of(Sign(first)));
        if (IsFlagHalf(first) && Peek() is { } other && IsFlagHalf(other)) End += CellWidth.Of(Take());
        while (Peek() is { } next && (CellWidth.IsMark(next) || (!first.IsAscii && IsShaping(next)))) Take();
        _text = _text[..^_rest.Length];
        return true;
    }

    public readonly void Draw(StringBuilder text)
    {
        var runes = _text.EnumerateRunes();
        runes.MoveNext();
        DrawFirst(text, runes.Current);
        for (var marks = 0; marks < MostMarks && runes.MoveNext();)
        {
            if (IsShaping(runes.Current) || IsVariation(runes.Current)) continue;
            text.Append(runes.Current);
            marks++;
        }
    }

    /// <summary>A text that needs no cells counted, so that it is harmless in a terminal: nothing is left out.</summary>
    public static string Harmless(string text)
    {
        var harmless = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) harmless.Append(IsShaping(rune) || IsVariation(rune) ? rune : Sign(rune));
        return harmless.ToString();
    }

    private static void DrawFirst(StringBuilder text, Rune first)
    {
        if (first.Value == '\t') text.Append(' ', TabCells);
        else if (CellWidth.IsMark(first) && !IsVariation(first)) text.Append(Circle).Append(first);
        else text.Append(Sign(first));
    }

    /// <summary>What is drawn instead of a character that can't be seen: Unicode's picture of it (␛), or � where there is none.</summary>
    private static Rune Sign(Rune rune)
    {
        if (rune.Value < 0x20) return new Rune(0x2400 + rune.Value);
        if (rune.Value == 0x7F) return new Rune(0x2421);
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || IsVariation(rune) ? Rune.ReplacementChar : rune;
    }

    /// <summary>Changes how the character before it looks: joiner and non-joiner, the tags of a region's flag, a skin tone.</summary>
    private static bool IsShaping(Rune rune) => rune.Value is 0x200C or 0x200D or (>= 0xE0020 and <= 0xE007F) or (>= 0x1F3FB and <= 0x1F3FF);

    private static bool IsVariation(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>Two of these letters are a country's flag.</summary>
    private static bool IsFlagHalf(Rune rune) => rune.Value is >= 0x1F1E6 and <= 0x1F1FF;

    private readonly Rune? Peek()
    {
        if (_rest.IsEmpty) return null;
        Rune.DecodeFromUtf16(_rest, out var rune, out _);
        return rune;
    }

    private Rune Take()
    {
        Rune.DecodeFromUtf16(_rest, out var rune, out var length);
        _rest = _rest[length..];
        Scalars++;
        return rune;
    }
}
