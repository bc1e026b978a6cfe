using Conductor.Core;
using Conductor.Core.Actions;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;

namespace Conductor.TestKit;

/// <summary>An action that ran: when (µs), and in words.</summary>
public readonly record struct RanAction(long Time, string Text)
{
    public override string ToString() => $"{Time / 1000} {Text}";
}

/// <summary>Writes down everything the engine tells.</summary>
public sealed class RecordingListener : IEngineListener
{
    public List<MidiMessage> Messages { get; } = [];

    public List<Gesture> Gestures { get; } = [];

    public List<RanAction> Actions { get; } = [];

    public List<(PlannedMapping Mapping, Exception Reason)> Failures { get; } = [];

    public List<PlannedMapping> Drops { get; } = [];

    public List<string> Modes { get; } = [];

    public void Received(in MidiMessage message) => Messages.Add(message);

    public void ReceivedSysEx(ReadOnlySpan<byte> bytes, ushort device, long time) => SysEx.Add(Convert.ToHexString(bytes));

    public List<string> SysEx { get; } = [];

    public void Recognized(in Gesture gesture) => Gestures.Add(gesture);

    public void Ran(in ActionTrace trace, long now) => Actions.Add(new RanAction(now, trace.ToString()));

    public void Failed(PlannedMapping mapping, Exception reason) => Failures.Add((mapping, reason));

    public void Dropped(PlannedMapping mapping) => Drops.Add(mapping);

    public void ModeChanged(string mode) => Modes.Add(mode);

    public void LastingModeChanged(string mode) => LastingModes.Add(mode);

    public List<string> LastingModes { get; } = [];

    public void PausedChanged(bool isPaused) => Pauses.Add(isPaused);

    public List<bool> Pauses { get; } = [];

    public void ReloadAsked() => ReloadsAsked++;

    public int ReloadsAsked { get; private set; }
}

/// <summary>Only counts, and allocates nothing.</summary>
public sealed class CountingListener : IEngineListener
{
    public int Messages { get; private set; }

    public int Gestures { get; private set; }

    public int Actions { get; private set; }

    public int Failures { get; private set; }

    public int Drops { get; private set; }

    public int ModeChanges { get; private set; }

    public void Received(in MidiMessage message) => Messages++;

    public void ReceivedSysEx(ReadOnlySpan<byte> bytes, ushort device, long time) => Messages++;

    public void Recognized(in Gesture gesture) => Gestures++;

    public void Ran(in ActionTrace trace, long now) => Actions++;

    public void Failed(PlannedMapping mapping, Exception reason) => Failures++;

    public void Dropped(PlannedMapping mapping) => Drops++;

    public void ModeChanged(string mode) => ModeChanges++;

    public void LastingModeChanged(string mode) => LastingModeChanges++;

    public int LastingModeChanges { get; private set; }

    public void PausedChanged(bool isPaused) => PauseChanges++;

    public int PauseChanges { get; private set; }

    public void ReloadAsked() => ReloadsAsked++;

    public int ReloadsAsked { get; private set; }
}
