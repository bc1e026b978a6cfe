using System.Text;
using Conductor.Core.Triggers;

namespace Conductor.Core.Midi;

/// <summary>Messages as they would be typed.</summary>
public static partial class MidiWords
{
    private const int MostBytesShown = 32;

    /// <summary>A SysEx message as it would be typed; of a long one the first bytes, and … for the others.</summary>
    public static string Format(ReadOnlySpan<byte> sysEx)
    {
        var text = new StringBuilder("sysex");
        foreach (var value in sysEx[..Math.Min(sysEx.Length, MostBytesShown)]) text.Append($" {value:X2}");
        return text.Append(sysEx.Length > MostBytesShown ? " …" : "").ToString();
    }

    /// <summary>The message as it would be typed; channel only where it isn't 1. Of a SysEx message only the word: its bytes are elsewhere.</summary>
    public static string Format(in MidiMessage message)
    {
        var channel = message.Channel == 0 ? "" : $" ch={message.Channel + 1}";
        return message.Kind switch
        {
            MidiStatus.NoteOn when message.Data1 >= GamepadNames.First => $"button {GamepadNames.ButtonWord(message.Data1)} down{(message.Data2 == 127 ? "" : $" {message.Data2}")}{channel}",
            MidiStatus.NoteOff when message.Data1 >= GamepadNames.First => $"button {GamepadNames.ButtonWord(message.Data1)} up{channel}",
            MidiStatus.NoteOn => $"note-on {message.Data1} {message.Data2}{channel}",
            MidiStatus.NoteOff => $"note-off {message.Data1}{channel}",
            MidiStatus.PolyPressure => $"poly-pressure {message.Data1} {message.Data2}{channel}",
            MidiStatus.ControlChange => $"cc {message.Data1} {message.Data2}{channel}",
            MidiStatus.ProgramChange => $"program {message.Data1}{channel}",
            MidiStatus.ChannelPressure => $"channel-pressure {message.Data1}{channel}",
            MidiStatus.PitchBend => $"pitch-bend {message.Bend}{channel}",
            MidiStatus.SysEx => "sysex",
            MidiStatus.Axis => $"axis {GamepadNames.Axis(message.Data1)} {message.AxisValue}",
            MidiStatus.Start => "start",
            MidiStatus.Continue => "continue",
            MidiStatus.Stop => "stop",
        };
    }
}
