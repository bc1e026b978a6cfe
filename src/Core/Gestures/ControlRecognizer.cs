using Conductor.Core.Midi;

namespace Conductor.Core.Gestures;

/// <summary>Knobs, faders and pedals: each message is a gesture; the value before it is kept whatever mode saw it.</summary>
internal static class ControlRecognizer
{
    public static void Turn(ChannelState state, in MidiMessage message, in LookUp lookUp, FiringBuffer firings)
    {
        var previous = state.Controls[message.Data1];
        state.Controls[message.Data1] = (sbyte)message.Data2;
        var gesture = new Gesture
        {
            Kind = GestureKind.Control,
            Device = message.Device,
            Channel = (byte)message.Channel,
            Number = message.Data1,
            Value = message.Data2,
            Time = message.Time,
        };
        firings.Show(gesture, lookUp.Find(GestureKind.Control, message.Data1, message.Data2, previous), lookUp.IsWatched);
    }
}
