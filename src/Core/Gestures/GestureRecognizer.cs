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
    private readonly ChordRecognizer _chords;
    private readonly LongPressRecognizer _longPresses;
    private ChannelState?[] _states = new ChannelState?[Channels * 4];

    public GestureRecognizer(TimerQueue timers, HoldTable holds)
    {
        _longPresses = new LongPressRecognizer(timers);
        _notes = new NoteRecognizer(holds, _longPresses);
        _chords = new ChordRecognizer(holds, _longPresses);
    }

    /// <summary>Adds what the message leads to, in order: releases it causes, press, chords, controls.</summary>
    /// <param name="definition">Index of the device entry the message's slot belongs to, + 1; 0 = none.</param>
    public void Feed(in MidiMessage message, in LookUp lookUp, int definition, FiringBuffer firings)
    {
        var state = State(message.Device, message.Channel);
        var context = new LookUp(lookUp.Plan, lookUp.Mode, definition, message.Channel, lookUp.IsWatched);
        switch (message.Kind)
        {
            case MidiStatus.NoteOn:
                _notes.Release(state, message.Data1, message.Time, firings, byNoteOff: true, lookUp.IsWatched);
                var held = _notes.Press(state, message, context, firings);
                _chords.Press(state, held, context, firings);
                break;
            case MidiStatus.NoteOff:
                _notes.Release(state, message.Data1, message.Time, firings, byNoteOff: true, lookUp.IsWatched);
                break;
            case MidiStatus.ControlChange:
                if (message.Data1 is 120 or 121 or 123) _notes.ReleaseAll(state, firings);
                ControlRecognizer.Turn(state, message, context, firings);
                break;
            case MidiStatus.PolyPressure or MidiStatus.ProgramChange or MidiStatus.ChannelPressure or MidiStatus.PitchBend:
            case MidiStatus.Start or MidiStatus.Continue or MidiStatus.Stop:
                break;   // no trigger listens to these yet
        }
    }

    /// <summary>A long press has become due.</summary>
    public static void FireLongPress(HeldNote held, int index, long due, FiringBuffer firings) => LongPressRecognizer.Fire(held, index, due, firings);

    /// <summary>Ends everything a device held, as no note-off did: neither release nor tap mappings run.</summary>
    public void ReleaseDevice(int device, FiringBuffer firings)
    {
        for (var channel = 0; channel < Channels; channel++)
        {
            if (At(device, channel) is { } state) _notes.ReleaseAll(state, firings);
        }
    }

    /// <summary>Nothing of the device is remembered any more; what it held has been released.</summary>
    public void ForgetDevice(int device)
    {
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
    }

    private ChannelState? At(int device, int channel) => (device * Channels) + channel is var index && index < _states.Length ? _states[index] : null;

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

/// <summary>Where gestures of one message are looked up: the plan and mode in force, whose gestures they are, and whether those without a mapping are wanted, too.</summary>
internal readonly record struct LookUp(Plan Plan, int Mode, int Device, int Channel, bool IsWatched)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PlannedMapping? Find(GestureKind kind, int number, int value, int previous = -1)
    {
        var index = Plan.Find(Mode, kind, number, Device, Channel, value, previous);
        return index == Plan.NoMapping ? null : Plan.Mappings[index];
    }
}
