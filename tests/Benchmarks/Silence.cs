using Conductor.Core;
using Conductor.Core.Actions;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;

namespace Conductor.Benchmarks;

/// <summary>Is told everything and does nothing with it.</summary>
internal class Silence : IEngineListener
{
    public void Received(in MidiMessage message)
    {
    }

    public void ReceivedSysEx(ReadOnlySpan<byte> bytes, ushort device, long time)
    {
    }

    public void Recognized(in Gesture gesture)
    {
    }

    public void Ran(in ActionTrace trace, long now)
    {
    }

    public void Failed(PlannedMapping mapping, Exception reason)
    {
    }

    public void Dropped(PlannedMapping mapping)
    {
    }

    public void PausedChanged(bool isPaused)
    {
    }

    public void ReloadAsked()
    {
    }

    public void LastingModeChanged(string mode)
    {
    }

    public void ModeChanged(string mode)
    {
    }
}
