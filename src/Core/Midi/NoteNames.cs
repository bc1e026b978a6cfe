namespace Conductor.Core.Midi;

/// <summary>Note names as musicians write them: "C4" = 60 (middle C), "F#1", "Bb-1". Range C-1 (0) to G9 (127).</summary>
public static class NoteNames
{
    private static readonly string[] Sharps = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];

    private static readonly string[] All = [.. Enumerable.Range(0, 128).Select(note => $"{Sharps[note % 12]}{(note / 12) - 1}")];

    public static string Name(int note) => All[note];

    /// <summary>Reads a name or a number; the result may lie outside 0–127 (for the message that says so).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out int note)
    {
        text = text.Trim();
        if (int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, null, out note)) return true;
        if (text.IsEmpty || Step(text[0]) is not { } step) return false;
        var rest = text[1..];
        while (!rest.IsEmpty && rest[0] is '#' or '♯' or 'b' or '♭')
        {
            step += rest[0] is '#' or '♯' ? 1 : -1;
            rest = rest[1..];
        }

        if (!int.TryParse(rest, System.Globalization.NumberStyles.AllowLeadingSign, null, out var octave) || octave is < -20 or > 20) return false;
        note = ((octave + 1) * 12) + step;
        return true;
    }

    private static int? Step(char letter) => char.ToUpperInvariant(letter) switch
    {
        'C' => 0,
        'D' => 2,
        'E' => 4,
        'F' => 5,
        'G' => 7,
        'A' => 9,
        'B' => 11,
        _ => null,
    };
}
