using Conductor.Core.Actions;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;

namespace Conductor.Core;

/// <summary>Is told what the engine does, on the engine's thread: copy and leave. What is received, recognized and ran only while <see cref="Engine.IsWatched"/>.</summary>
public interface IEngineListener
{
    void Received(in MidiMessage message);

    /// <summary>As <see cref="Received"/>, of a System Exclusive message.</summary>
    void ReceivedSysEx(ReadOnlySpan<byte> bytes, ushort device, long time);

    void Recognized(in Gesture gesture);

    /// <summary>An action ran (containers don't; what runs inside them does).</summary>
    /// <param name="trace">Which, and why.</param>
    /// <param name="now">The engine's time of the action, µs.</param>
    void Ran(in ActionTrace trace, long now);

    /// <summary>An action could not be done. It stopped nothing else.</summary>
    void Failed(PlannedMapping mapping, Exception reason);

    /// <summary>A press found its mapping's lane full (16 wait already) and was dropped.</summary>
    void Dropped(PlannedMapping mapping);

    /// <summary>The mode in force is another one now.</summary>
    void ModeChanged(string mode);

    /// <summary>A pause has begun or ended.</summary>
    void PausedChanged(bool isPaused);

    /// <summary>An action asks for the configuration to be read again.</summary>
    void ReloadAsked();

    /// <summary>The mode without momentary layers is another one now, whatever is in force above it.</summary>
    void LastingModeChanged(string mode);
}
