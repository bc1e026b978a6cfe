using System.Globalization;
using Conductor.Core.Midi;

namespace Conductor.Core.Scripts;

/// <summary>One line of a timeline: its time, and what it says.</summary>
internal static class ScriptLineReader
{
    private const long LongestMicros = 1_000_000_000_000;   // eleven days

    private static readonly (string Word, ScriptLineKind Kind)[] Words =
    [
        ("mode", ScriptLineKind.Mode), ("reload", ScriptLineKind.Reload), ("disconnect", ScriptLineKind.Disconnect), ("connect", ScriptLineKind.Connect),
        ("time", ScriptLineKind.Time), ("app", ScriptLineKind.App), ("nothing", ScriptLineKind.Nothing),
    ];

    /// <param name="number">The line's, from 1.</param>
    /// <param name="text">All of it; it holds more than a comment.</param>
    /// <param name="before">The line above in the same timeline.</param>
    public static ScriptLine Read(int number, string text, ScriptLine? before)
    {
        var words = text.Trim();
        var (time, rest) = Split(words);
        if (Micros(time) is not { } micros || rest is [] or ['#', ..]) throw new ScriptException(number, $"'{WithoutComment(words)}' must begin with a time such as 500ms, and say what happens or runs then");
        if (micros < before?.Micros) throw new ScriptException(number, $"{time} comes before the line above");
        if (before is { Kind: ScriptLineKind.Nothing } && micros == before.Micros) throw new ScriptException(number, "'nothing' closes its moment, no line of that time may follow");
        var line = new ScriptLine { Number = number, Micros = micros, Kind = ScriptLineKind.Action, Text = rest };
        return char.IsLower(rest[0]) ? Happening(line, WithoutComment(rest)) : line;
    }

    /// <summary>The first word and what follows it.</summary>
    private static (string First, string Others) Split(string text)
    {
        var end = text.AsSpan().IndexOfAny(' ', '\t');
        return end < 0 ? (text, "") : (text[..end], text[end..].Trim());
    }

    /// <summary>A comment begins the line or follows a blank: the # of F#1 is none.</summary>
    private static string WithoutComment(string text)
    {
        for (var at = text.IndexOf('#'); at >= 0; at = text.IndexOf('#', at + 1))
        {
            if (at == 0 || char.IsWhiteSpace(text[at - 1])) return text[..at].TrimEnd();
        }

        return text;
    }

    private static ScriptLine Happening(ScriptLine line, string text)
    {
        var (word, rest) = Split(text);
        foreach (var (known, kind) in Words)
        {
            if (known == word) return Understand(line with { Kind = kind, Text = rest }, word);
        }

        if (!MidiWords.TryParse(text, out var message, out var sysEx, out var device, out var error)) throw new ScriptException(line.Number, error.Contains(MidiWords.Known) ? $"{error}, {string.Join(", ", Words.Select(known => known.Word))}" : error);
        return line with { Kind = ScriptLineKind.Message, Text = text, Message = message, SysEx = sysEx, Device = device };
    }

    private static ScriptLine Understand(ScriptLine line, string word) => line.Kind switch
    {
        ScriptLineKind.Mode => Named(line, word, "a mode: mode Edit"),
        ScriptLineKind.Disconnect or ScriptLineKind.Connect => Named(line, word, $"the id of a device: {word} pads"),
        ScriptLineKind.Time => TimeOfDay(line),
        ScriptLineKind.App or ScriptLineKind.Message or ScriptLineKind.Action => line,
        ScriptLineKind.Reload or ScriptLineKind.Nothing => line.Text.Length == 0 ? line : throw new ScriptException(line.Number, $"'{word}' stands alone, '{line.Text}' can't follow it"),
    };

    private static ScriptLine Named(ScriptLine line, string word, string what) => line.Text.Length > 0 ? line : throw new ScriptException(line.Number, $"'{word}' needs {what}");

    /// <summary>"22:30", "Mon 22:30"</summary>
    private static ScriptLine TimeOfDay(ScriptLine line)
    {
        var (first, rest) = Split(line.Text);
        var day = rest.Length > 0 ? Day(first) : null;
        if ((rest.Length == 0 || day is not null) && Minute(rest.Length > 0 ? rest : first) is { } minute) return line with { Minute = minute, Day = day };
        throw new ScriptException(line.Number, $"'{line.Text}' must be a time of day such as 22:30, or Mon 22:30");
    }

    private static DayOfWeek? Day(string word)
    {
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            var name = day.ToString();
            if (word.Equals(name, StringComparison.OrdinalIgnoreCase) || word.Equals(name[..3], StringComparison.OrdinalIgnoreCase)) return day;
        }

        return null;
    }

    private static int? Minute(string word) =>
        TimeOnly.TryParseExact(word, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (time.Hour * 60) + time.Minute : null;

    private static long? Micros(string word)
    {
        var (unit, factor) = word switch
        {
            [.., 'm', 's'] => (2, 1_000L),
            [.., 'u', 's'] => (2, 1L),
            [.., 's'] => (1, 1_000_000L),
            _ => (0, 0L),
        };
        if (unit == 0 || !long.TryParse(word.AsSpan(0, word.Length - unit), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        return number <= LongestMicros / factor ? number * factor : null;
    }
}
