using Conductor.Core.Midi;

namespace Conductor.Alsa.Tests;

internal static class Samples
{
    public static readonly MidiMessage Note = new(MidiStatus.NoteOn, 0, 60, 100);

    public static readonly MidiMessage[] OfEveryKind =
    [
        new(MidiStatus.NoteOff, 15, 127, 64),
        new(MidiStatus.NoteOn, 9, 36, 1),
        new(MidiStatus.PolyPressure, 1, 60, 127),
        new(MidiStatus.ControlChange, 2, 127, 126),
        new(MidiStatus.ProgramChange, 3, 5, 0),
        new(MidiStatus.ChannelPressure, 4, 77, 0),
        new(MidiStatus.PitchBend, 5, 0x01, 0x7F),
        new(MidiStatus.Start, 0, 0, 0),
        new(MidiStatus.Continue, 0, 0, 0),
        new(MidiStatus.Stop, 0, 0, 0),
    ];
}
