using System.Globalization;
using Conductor.Core.Triggers;

namespace Conductor.Core.Midi;

/// <summary>
/// Messages in words, the same in <c>inject</c>, gesture scripts and <c>monitor</c>: <c>note-on 36 100 ch=2 device=pads</c>.
/// </summary>
public static partial class MidiWords
{
    /// <summary>Every message word with the parameters behind it.</summary>
    public const string Known = "note-on N V, note-off N [V], cc N V, channel-pressure V, poly-pressure N V, pitch-bend V, program N, start, stop, continue, "
        + "sysex F0 … F7, button NAME-or-N down [V], button NAME-or-N up, axis NAME-or-N V";

    /// <summary>Reads one message; <paramref name="error"/> says what is wrong otherwise.</summary>
    /// <param name="text">The words.</param>
    /// <param name="message">What they mean.</param>
    /// <param name="sysEx">Its bytes, F0 … F7, where it is a SysEx message; else null.</param>
    /// <param name="device">The id behind <c>device=</c>, or null.</param>
    /// <param name="error">A sentence, or empty.</param>
    public static bool TryParse(string text, out MidiMessage message, out byte[]? sysEx, out string? device, out string error)
    {
        (message, sysEx, device) = (default, null, null);
        var words = text.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return Fail("an empty message", out error);
        var rest = new List<string>();
        var channel = 1;
        foreach (var word in words.AsSpan(1))
        {
            if (word.StartsWith("ch=", StringComparison.OrdinalIgnoreCase))
            {
                if (!TryNumber(word[3..], 1, 16, out channel)) return Fail($"'{word}': channels are 1-16", out error);
            }
            else if (word.StartsWith("device=", StringComparison.OrdinalIgnoreCase)) device = word[7..];
            else rest.Add(word);
        }

        if (Names.Fold(words[0]) != "sysex") return TryBuild(words[0], rest, channel - 1, out message, out error);
        message = new MidiMessage(MidiStatus.SysEx, 0, 0, 0);
        return TryBytes(words[0], rest, out sysEx, out error);
    }

    private static bool TryBuild(string word, List<string> numbers, int channel, out MidiMessage message, out string error)
    {
        message = default;
        int a, b = 0;
        switch (Names.Fold(word))
        {
            case "noteon":
                if (!Expect(numbers, 2, 2, word, out error) || !Note(numbers[0], out a, out error) || !Value(numbers[1], 127, out b, out error)) return false;
                message = new MidiMessage(MidiStatus.NoteOn, channel, a, b);
                return true;
            case "noteoff":
                if (!Expect(numbers, 1, 2, word, out error) || !Note(numbers[0], out a, out error)) return false;
                if (numbers.Count == 2 && !Value(numbers[1], 127, out b, out error)) return false;
                message = new MidiMessage(MidiStatus.NoteOff, channel, a, b);
                return true;
            case "polypressure":
                if (!Expect(numbers, 2, 2, word, out error) || !Note(numbers[0], out a, out error) || !Value(numbers[1], 127, out b, out error)) return false;
                message = new MidiMessage(MidiStatus.PolyPressure, channel, a, b);
                return true;
            case "cc":
                if (!Expect(numbers, 2, 2, word, out error) || !Value(numbers[0], 127, out a, out error) || !Value(numbers[1], 127, out b, out error)) return false;
                message = new MidiMessage(MidiStatus.ControlChange, channel, a, b);
                return true;
            case "channelpressure":
                if (!Expect(numbers, 1, 1, word, out error) || !Value(numbers[0], 127, out a, out error)) return false;
                message = new MidiMessage(MidiStatus.ChannelPressure, channel, a, 0);
                return true;
            case "program":
                if (!Expect(numbers, 1, 1, word, out error) || !Value(numbers[0], 127, out a, out error)) return false;
                message = new MidiMessage(MidiStatus.ProgramChange, channel, a, 0);
                return true;
            case "pitchbend":
                if (!Expect(numbers, 1, 1, word, out error) || !Value(numbers[0], 16383, out a, out error)) return false;
                message = new MidiMessage(MidiStatus.PitchBend, channel, a & 0x7F, a >> 7);
                return true;
            case "start" or "stop" or "continue":
                if (!Expect(numbers, 0, 0, word, out error)) return false;
                message = new MidiMessage(Names.Fold(word) switch { "start" => MidiStatus.Start, "stop" => MidiStatus.Stop, _ => MidiStatus.Continue }, 0, 0, 0);
                return true;
            case "button":
                return TryButton(word, numbers, channel, out message, out error);
            case "axis":
                if (!Expect(numbers, 2, 2, word, out error, "a name or number, and a number from -127 to 127")) return false;
                if (!GamepadNames.TryAxis(numbers[0], out a)) return Fail($"'{numbers[0]}' is no axis ({GamepadNames.AxisForm.Takes})", out error);
                if (!int.TryParse(numbers[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out b) || b is < -127 or > 127) return Fail($"'{numbers[1]}' must be a number from -127 to 127", out error);
                message = MidiMessage.OfAxis(a, b);
                return true;
            default:
                return Fail($"'{word}' is no message; known are: {Known}", out error);
        }
    }

    private static bool TryButton(string word, List<string> rest, int channel, out MidiMessage message, out string error)
    {
        message = default;
        if (!Expect(rest, 2, 3, word, out error, "a name or number, then down, down and a velocity, or up")) return false;
        if (!GamepadNames.TryButton(rest[0], out var button)) return Fail($"'{rest[0]}' is no button ({GamepadNames.ButtonForm.Takes})", out error);
        var velocity = 127;
        switch (Names.Fold(rest[1]))
        {
            case "down":
                if (rest.Count == 3 && !TryNumber(rest[2], 1, 127, out velocity)) return Fail($"'{rest[2]}' must be a number from 1 to 127", out error);
                message = new MidiMessage(MidiStatus.NoteOn, channel, button, velocity);
                return true;
            case "up" when rest.Count == 2:
                message = new MidiMessage(MidiStatus.NoteOff, channel, button, 0);
                return true;
            case "up":
                return Fail($"'{rest[2]}': a button that goes up has no velocity", out error);
            default:
                return Fail($"'{rest[1]}' must be down or up", out error);
        }
    }

    private static bool TryBytes(string word, List<string> words, out byte[]? bytes, out string error)
    {
        bytes = null;
        if (words.Count == 0) return Fail($"{word} takes bytes, F0 … F7; known are: {Known}", out error);
        var values = new short[words.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (!SysExPattern.TryByte(words[i], out values[i])) return Fail($"'{words[i]}' is no byte of a SysEx message: write two hexadecimal digits", out error);
        }

        if (SysExPattern.TryOf(values, out _, out error)) bytes = Array.ConvertAll(values, value => (byte)value);
        return bytes is not null;
    }

    private static bool Expect(List<string> words, int least, int most, string word, out string error, string? takes = null)
    {
        error = "";
        if (words.Count >= least && words.Count <= most) return true;
        takes ??= $"{(least == most ? $"{least}" : $"{least} or {most}")} number{(most == 1 ? "" : "s")}, not {words.Count}";
        return Fail($"{word} takes {takes}; known are: {Known}", out error);
    }

    private static bool Note(string text, out int note, out string error)
    {
        error = "";
        return (NoteNames.TryParse(text, out note) && note is >= 0 and <= 127) || Fail($"'{text}' is no note (0-127, or a name such as C4)", out error);
    }

    private static bool Value(string text, int max, out int value, out string error)
    {
        error = "";
        return TryNumber(text, 0, max, out value) || Fail($"'{text}' must be a number from 0 to {max}", out error);
    }

    private static bool TryNumber(string text, int min, int max, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;

    private static bool Fail(string sentence, out string error)
    {
        error = sentence;
        return false;
    }
}
