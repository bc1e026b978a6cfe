using Conductor.Core.Actions;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;

namespace Conductor.Core.Scripts;

/// <summary>Writes down what ran, and what failed.</summary>
internal sealed class ScriptRecorder : IEngineListener
{
    private readonly Queue<(long Time, string Text)> _ran = new();

    /// <summary>The first action that could not be done: whose, and why.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether something ran that no line has taken yet; the oldest of it.</summary>
    public bool TryPeek(out (long Time, string Text) ran) => _ran.TryPeek(out ran);

    public void Take() => _ran.Dequeue();

    public void Ran(in ActionTrace trace, long now) => _ran.Enqueue((now, trace.ToString()));

    public void Failed(PlannedMapping mapping, Exception reason) => Failure ??= $"{mapping.Name}: {reason.Message}";

    public void Received(in MidiMessage message)
    {
    }

    public void ReceivedSysEx(ReadOnlySpan<byte> bytes, ushort device, long time)
    {
    }

    public void Recognized(in Gesture gesture)
    {
    }

    public void Dropped(PlannedMapping mapping)
    {
    }

    public void ModeChanged(string mode)
    {
    }

    public void LastingModeChanged(string mode)
    {
    }

    public void PausedChanged(bool isPaused)
    {
    }

    public void ReloadAsked()
    {
    }
}
