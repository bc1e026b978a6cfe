using Conductor.Core.Midi;

namespace Conductor.Platform.MacOS;

/// <summary>A message as it goes over a cable (MIDI 1.0 Detailed Specification, table I).</summary>
internal static class MidiBytes
{
    public const int Most = 3;

    /// <summary>How many bytes it is.</summary>
    public static int Write(in MidiMessage message, Span<byte> bytes)
    {
        bytes[0] = message.StatusByte;
        bytes[1] = message.Data1;
        bytes[2] = message.Data2;
        return message.Kind switch
        {
            MidiStatus.NoteOff or MidiStatus.NoteOn or MidiStatus.PolyPressure or MidiStatus.ControlChange or MidiStatus.PitchBend => 3,
            MidiStatus.ProgramChange or MidiStatus.ChannelPressure => 2,
            MidiStatus.Start or MidiStatus.Continue or MidiStatus.Stop => 1,
            MidiStatus.SysEx or MidiStatus.Axis => throw new ArgumentException($"A {message.Kind} message has no bytes of its own", nameof(message)),
        };
    }
}
