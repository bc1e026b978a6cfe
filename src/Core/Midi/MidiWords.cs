using System.Globalization;

namespace Conductor.Core.Midi;

/// <summary>
/// Messages in words, the same in <c>inject</c>, gesture scripts and <c>monitor</c>: <c>note-on 36 100 ch=2 device=pads</c>.
/// </summary>
public static class MidiWords
{
    /// <summary>Every message word with the parameters behind it.</summary>
    public const string Known = "note-on N V, note-off N [V], cc N V, channel-pressure V, poly-pressure N V, pitch-bend V, program N, start, stop, continue";

    /// <summary>Reads one message; <paramref name="error"/> says what is wrong otherwise. <paramref name="device"/> is the id behind <c>device=</c>, or null.</summary>
    public static bool TryParse(string text, out MidiMessage message, out string? device, out string error)
    {
        message = default;
        device = null;
        var words = text.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return Fail("an empty message", out error);
        var numbers = new List<string>();
        var channel = 1;
        foreach (var word in words.AsSpan(1))
        {
            if (word.StartsWith("ch=", StringComparison.OrdinalIgnoreCase))
            {
                if (!TryNumber(word[3..], 1, 16, out channel)) return Fail($"'{word}': channels are 1-16", out error);
            }
            else if (word.StartsWith("device=", StringComparison.OrdinalIgnoreCase)) device = word[7..];
            else numbers.Add(word);
        }

        return TryBuild(words[0], numbers, channel - 1, out message, out error);
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
            default:
                return Fail($"'{word}' is no message; known are: {Known}", out error);
        }
    }

    /// <summary>The message as it would be typed; channel only where it isn't 1.</summary>
    public static string Format(in MidiMessage message)
    {
        var channel = message.Channel == 0 ? "" : $" ch={message.Channel + 1}";
        return message.Kind switch
        {
            MidiStatus.NoteOn => $"note-on {message.Data1} {message.Data2}{channel}",
            MidiStatus.NoteOff => $"note-off {message.Data1}{channel}",
            MidiStatus.PolyPressure => $"poly-pressure {message.Data1} {message.Data2}{channel}",
            MidiStatus.ControlChange => $"cc {message.Data1} {message.Data2}{channel}",
            MidiStatus.ProgramChange => $"program {message.Data1}{channel}",
            MidiStatus.ChannelPressure => $"channel-pressure {message.Data1}{channel}",
            MidiStatus.PitchBend => $"pitch-bend {message.Bend}{channel}",
            MidiStatus.Start => "start",
            MidiStatus.Continue => "continue",
            MidiStatus.Stop => "stop",
        };
    }

    private static bool Expect(List<string> numbers, int least, int most, string word, out string error)
    {
        error = "";
        if (numbers.Count >= least && numbers.Count <= most) return true;
        return Fail($"{word} takes {(least == most ? $"{least}" : $"{least} or {most}")} number{(most == 1 ? "" : "s")}, not {numbers.Count}; known are: {Known}", out error);
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
