using System.Runtime.CompilerServices;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;

namespace Conductor.Core.Gestures;

/// <summary>
/// Messages → gestures with the mapping each leads to. Owns what is remembered of every device and channel; the recognizers below it each know one kind of gesture.
/// </summary>
internal sealed class GestureRecognizer
{
    private const int Channels = 16;

    private readonly NoteRecognizer _notes;
    private readonly DoubleTapRecognizer _doubleTaps;
    private readonly ChordRecognizer _chords;
    private readonly ThrottleTable _throttles;
    private readonly ValueRecognizer _values;
    private readonly AxisRecognizer _axes;
    private ChannelState?[] _states = new ChannelState?[Channels * 4];

    public GestureRecognizer(TimerQueue timers, HoldTable holds)
    {
        var longPresses = new LongPressRecognizer(timers);
        _notes = new NoteRecognizer(holds, timers, longPresses);
        _doubleTaps = new DoubleTapRecognizer(_notes);
        _chords = new ChordRecognizer(holds, longPresses);
        _throttles = new ThrottleTable(timers);
        _values = new ValueRecognizer(_throttles);
        _axes = new AxisRecognizer(timers);
    }

    /// <summary>Adds what the message leads to, in order: releases it causes, double tap or press, chords, values, encoders.</summary>
    /// <param name="lookUp">Of the message's device and channel.</param>
    public void Feed(in MidiMessage message, in LookUp lookUp, FiringBuffer firings)
    {
        if (!message.IsPossible) return;
        var state = State(message.Device, message.Channel);
        switch (message.Kind)
        {
            case MidiStatus.NoteOn: Press(state, message, lookUp, firings); break;
            case MidiStatus.NoteOff: _notes.Release(state, message.Data1, message.Time, firings, byNoteOff: true, lookUp.IsWatched); break;
            case MidiStatus.ControlChange: Control(state, message, lookUp, firings); break;
            case MidiStatus.PolyPressure: _values.PolyPressure(state, message, lookUp, firings); break;
            case MidiStatus.ChannelPressure: _values.ChannelPressure(state, message, lookUp, firings); break;
            case MidiStatus.PitchBend: _values.Bend(state, message, lookUp, firings); break;
            case MidiStatus.ProgramChange: Show(GestureKind.Program, message, message.Data1, lookUp, firings); break;
            case MidiStatus.Start: Show(GestureKind.Transport, message, (byte)Triggers.TransportMessage.Start, lookUp, firings); break;
            case MidiStatus.Stop: Show(GestureKind.Transport, message, (byte)Triggers.TransportMessage.Stop, lookUp, firings); break;
            case MidiStatus.Continue: Show(GestureKind.Transport, message, (byte)Triggers.TransportMessage.Continue, lookUp, firings); break;
            case MidiStatus.Axis: _axes.Move(state, message, lookUp, firings); break;
            case MidiStatus.SysEx: break;   // FeedSysEx
        }
    }

    private void Press(ChannelState state, in MidiMessage message, in LookUp lookUp, FiringBuffer firings)
    {
        _notes.Release(state, message.Data1, message.Time, firings, byNoteOff: true, lookUp.IsWatched);
        var page = state.PageOf(message.Data1);
        var held = _notes.Hold(state, page, message, lookUp.IsPaused);
        if (!_doubleTaps.Press(page, held, lookUp, firings)) _notes.Press(held, lookUp, firings);
        _chords.Press(state, held, lookUp, firings);
    }

    private void Control(ChannelState state, in MidiMessage message, in LookUp lookUp, FiringBuffer firings)
    {
        if (message.Data1 is 120 or 121 or 123)
        {
            _notes.ReleaseAll(state, firings);
            _notes.CancelTaps(message.Device, message.Channel);
        }

        _values.Control(state, message, lookUp, firings, out var previous);
        EncoderRecognizer.Turn(state, message, previous, lookUp, firings);
    }

    /// <summary>A gesture that needs nothing remembered.</summary>
    private static void Show(GestureKind kind, in MidiMessage message, byte number, in LookUp lookUp, FiringBuffer firings)
    {
        var gesture = new Gesture { Kind = kind, Device = message.Device, Channel = (byte)message.Channel, Number = number, Value = message.Data1, Time = message.Time };
        firings.Show(gesture, lookUp.Find(kind, number, 0), lookUp.IsWatched);
    }

    /// <summary>A complete System Exclusive message: the first mapping whose pattern it fits.</summary>
    public static void FeedSysEx(ReadOnlySpan<byte> bytes, ushort device, long time, in LookUp lookUp, FiringBuffer firings)
    {
        var mapping = FindSysEx(lookUp.Plan.Table(lookUp.Mode), bytes, lookUp) ?? FindSysEx(lookUp.Plan.Global, bytes, lookUp);
        firings.Show(new Gesture { Kind = GestureKind.SysEx, Device = device, Time = time }, lookUp.Allowed(mapping), lookUp.IsWatched);
    }

    private static PlannedMapping? FindSysEx(SlotTable table, ReadOnlySpan<byte> bytes, in LookUp lookUp)
    {
        foreach (ref readonly var slot in table.Row(GestureKind.SysEx, 0))
        {
            var mapping = lookUp.Plan.Mappings[slot.Mapping];
            if (((Triggers.SysExTrigger)mapping.Source.Trigger).Pattern.Fits(bytes) && lookUp.Takes(slot, GestureKind.SysEx, 0)) return mapping;
        }

        return null;
    }

    /// <summary>Something that waited for its time: a long press, a tap, a throttled value, a gamepad's trigger held.</summary>
    /// <param name="moment">The time that it is shown with, µs.</param>
    public void FireDue(Timer timer, long moment, FiringBuffer firings)
    {
        switch (timer.Target)
        {
            case HeldNote held when timer.Kind == TimerKind.LongPress: LongPressRecognizer.Fire(held, moment, firings); break;
            case HeldNote held: _notes.FireTap(held, moment, firings); break;
            case ThrottleState throttle: ThrottleTable.Fire(throttle, moment, firings); break;
            case AxisHold hold: _axes.Fire(hold, moment, firings); break;
        }
    }

    /// <summary>Ends everything a device held, as no note-off did: neither release nor tap mappings run.</summary>
    public void ReleaseDevice(int device, FiringBuffer firings)
    {
        for (var channel = 0; channel < Channels; channel++)
        {
            if (At(device, channel) is { } state) _notes.ReleaseAll(state, firings);
        }

        _notes.CancelTaps(device);
        _axes.Cancel(device);
    }

    /// <summary>Nothing of the device is remembered any more; what it held has been released.</summary>
    public void ForgetDevice(int device)
    {
        _throttles.Forget(device);
        var first = device * Channels;
        if (first < _states.Length) Array.Clear(_states, first, Math.Min(Channels, _states.Length - first));
    }

    /// <summary>Ends everything that is held on any device.</summary>
    public void ReleaseAll(FiringBuffer firings)
    {
        foreach (var state in _states)
        {
            if (state is not null) _notes.ReleaseAll(state, firings);
        }

        _notes.CancelAllTaps();
        _axes.Cancel(-1);
    }

    /// <summary>No value waits for the end of its throttle any more.</summary>
    public void DropWaiting() => _throttles.DropWaiting();

    /// <summary>
    /// A new plan: held notes, waiting taps, throttles and encoders go on with the mappings that are the same, so that a mapping has one lane whichever plan called it.
    /// What a note means stays also where its mapping is gone.
    /// </summary>
    public void Rebind(Plan plan)
    {
        _notes.Rebind(plan);
        _throttles.Rebind(plan);
        _axes.Rebind(plan);
        foreach (var state in _states)
        {
            if (state is null) continue;
            state.Rebind(plan);
            EncoderRecognizer.Rebind(state, plan);
        }
    }

    /// <summary>What is remembered of a channel; null where nothing was played there.</summary>
    public ChannelState? At(int device, int channel) => (device * Channels) + channel is var index && index < _states.Length ? _states[index] : null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ChannelState State(int device, int channel)
    {
        var index = (device * Channels) + channel;
        return index < _states.Length && _states[index] is { } state ? state : NewState(index);
    }

    private ChannelState NewState(int index)
    {
        if (index >= _states.Length) Array.Resize(ref _states, Math.Max(index + Channels, _states.Length * 2));
        return _states[index] ??= new ChannelState();
    }
}
