using Conductor.Core.Midi;

namespace Conductor.Core.Gestures;

/// <summary>
/// What has a value: knobs, faders and pedals, pressure, the bend wheel. Each message is a gesture; the value before it is kept whatever mode saw it.
/// </summary>
internal sealed class ValueRecognizer(ThrottleTable throttles)
{
    public void Control(ChannelState state, in MidiMessage message, in LookUp lookUp, FiringBuffer firings, out int previous)
    {
        previous = state.Control(message.Data1, message.Data2);
        Follow(GestureKind.Control, message, message.Data1, message.Data2, previous, lookUp, firings);
    }

    public void PolyPressure(ChannelState state, in MidiMessage message, in LookUp lookUp, FiringBuffer firings) =>
        Follow(GestureKind.PolyPressure, message, message.Data1, message.Data2, state.PolyPressure(message.Data1, message.Data2), lookUp, firings);

    public void ChannelPressure(ChannelState state, in MidiMessage message, in LookUp lookUp, FiringBuffer firings) =>
        Follow(GestureKind.ChannelPressure, message, 0, message.Data1, state.ChannelPressure(message.Data1), lookUp, firings);

    public void Bend(ChannelState state, in MidiMessage message, in LookUp lookUp, FiringBuffer firings) =>
        Follow(GestureKind.PitchBend, message, 0, message.Bend, state.Bend(message.Bend), lookUp, firings);

    private void Follow(GestureKind kind, in MidiMessage message, byte number, int value, int previous, in LookUp lookUp, FiringBuffer firings)
    {
        var gesture = new Gesture { Kind = kind, Device = message.Device, Channel = (byte)message.Channel, Number = number, Value = value, Time = message.Time };
        var mapping = lookUp.Find(kind, number, value, previous);
        if (mapping is { ThrottleMs: > 0 } && !throttles.Passes(mapping, gesture)) mapping = null;   // it has won all the same
        firings.Show(gesture, mapping, lookUp.IsWatched);
    }
}
