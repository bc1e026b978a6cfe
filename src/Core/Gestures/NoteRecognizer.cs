using Conductor.Core.Midi;

namespace Conductor.Core.Gestures;

/// <summary>Press, release and tap of single notes.</summary>
internal sealed class NoteRecognizer(HoldTable holds, LongPressRecognizer longPresses)
{
    private HeldNote? _free;

    /// <summary>Begins the record of a press: what its release, its tap and its long presses will do is looked up now.</summary>
    public HeldNote Press(ChannelState state, in MidiMessage message, in LookUp lookUp, FiringBuffer firings)
    {
        var note = message.Data1;
        var held = _free ?? new HeldNote();
        _free = held.NextFree;
        state.Held[note] = held;
        state.HeldCount++;
        held.Press = new Gesture
        {
            Kind = GestureKind.Press,
            Device = message.Device,
            Channel = (byte)message.Channel,
            Number = note,
            Value = message.Data2,
            Hold = holds.Begin(),
            Time = message.Time,
        };
        held.Release = lookUp.Find(GestureKind.Release, note, message.Data2);
        held.Tap = lookUp.Find(GestureKind.Tap, note, message.Data2);
        longPresses.Arm(held, lookUp);
        firings.Show(held.Press, lookUp.Find(GestureKind.Press, note, message.Data2), lookUp.IsWatched);
        return held;
    }

    /// <summary>Ends a press: what it held goes up, then release and tap run as decided at the press. A note that isn't down is nothing.</summary>
    /// <param name="state">The channel's.</param>
    /// <param name="note">0–127.</param>
    /// <param name="time">When it is let go, µs.</param>
    /// <param name="firings">What it leads to.</param>
    /// <param name="isWatched">The gesture is wanted also where no mapping takes it.</param>
    /// <param name="byNoteOff">False where no note-off made the release: then neither release nor tap runs.</param>
    public void Release(ChannelState state, int note, long time, FiringBuffer firings, bool byNoteOff, bool isWatched = false)
    {
        if (state.Held[note] is not { } held) return;
        state.Held[note] = null;
        state.HeldCount--;
        longPresses.Cancel(held);
        foreach (var chord in held.ChordHolds) firings.AddEnd(chord);
        firings.AddEnd(held.Press.Hold);
        if (byNoteOff)
        {
            firings.Show(held.Press with { Kind = GestureKind.Release, Hold = default, Time = time }, held.Release, isWatched);
            if (!held.Claimed && held.Tap is not null) firings.Add(held.Press with { Kind = GestureKind.Tap, Hold = default, Time = time }, held.Tap);
        }

        held.Clear();
        held.NextFree = _free;
        _free = held;
    }

    public void ReleaseAll(ChannelState state, FiringBuffer firings)
    {
        for (var note = 0; state.HeldCount > 0 && note < state.Held.Length; note++) Release(state, note, 0, firings, byNoteOff: false);
    }
}
