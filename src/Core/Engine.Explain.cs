using Conductor.Core.Explaining;
using Conductor.Core.Gestures;
using Conductor.Core.Midi;

namespace Conductor.Core;

/// <summary>What would be, if.</summary>
public sealed partial class Engine
{
    /// <summary>Says what a message would do if it came now; it is not played. What is due by its time fires first, as ever.</summary>
    /// <param name="message">With its device's slot and its time.</param>
    /// <param name="sysEx">Of a SysEx message its bytes, F0 … F7; else nothing.</param>
    /// <param name="mode">The mode to explain it in; null = the one in force.</param>
    /// <returns>Null where there is no such mode.</returns>
    public Explanation? Explain(in MidiMessage message, ReadOnlySpan<byte> sysEx, string? mode = null)
    {
        ComeTo(message.Time);
        var index = mode is null ? _modes.Current : _plan.IndexOfMode(mode);
        if (index < 0) return null;
        var state = _recognizer.At(message.Device, message.Channel) ?? new ChannelState();
        return Explainer.Explain(At(message.Device, message.Channel) with { Mode = index }, state, message.At(_now), sysEx);
    }
}
