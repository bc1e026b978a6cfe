using Conductor.Core.Mapping;
using Conductor.Core.Midi;

namespace Conductor.Core.Gestures;

/// <summary>Press, release and tap of single notes and buttons.</summary>
internal sealed class NoteRecognizer(HoldTable holds, TimerQueue timers, LongPressRecognizer longPresses)
{
    private readonly List<HeldNote> _waitingTaps = new(8);
    private HeldNote? _free;

    /// <summary>Begins the record of a press.</summary>
    public HeldNote Hold(ChannelState state, NotePage page, in MidiMessage message, bool isPaused)
    {
        var held = _free ?? new HeldNote();
        _free = held.NextFree;
        page.Held[message.Data1 & NotePage.Mask] = held;
        state.HeldCount++;
        held.IsMute = isPaused;
        held.Press = new Gesture
        {
            Kind = GestureKind.Press,
            Device = message.Device,
            Channel = (byte)message.Channel,
            Number = message.Data1,
            Value = message.Data2,
            Hold = holds.Begin(),
            Time = message.Time,
        };
        return held;
    }

    /// <summary>Looks up what the press does, and what its release, its tap and its long presses will do.</summary>
    public void Press(HeldNote held, in LookUp lookUp, FiringBuffer firings)
    {
        var (note, velocity) = (held.Press.Number, held.Press.Value);
        held.Release = lookUp.Find(GestureKind.Release, note, velocity);
        held.Tap = lookUp.Find(GestureKind.Tap, note, velocity);
        if (held.Tap is not null) held.TapWindowEnd = held.Press.Time + DoubleTapRecognizer.LongestWindow(held, lookUp);
        longPresses.Arm(held, lookUp);
        firings.Show(held.Press, lookUp.Find(GestureKind.Press, note, velocity), lookUp.IsWatched);
    }

    /// <summary>Ends a press: what it held goes up, then release and tap run as decided at the press. A note that isn't down is nothing.</summary>
    /// <param name="state">The channel's.</param>
    /// <param name="note">0–127; a button: 128–255.</param>
    /// <param name="time">When it is let go, µs.</param>
    /// <param name="firings">What it leads to.</param>
    /// <param name="byNoteOff">False where no note-off made the release: then neither release nor tap runs.</param>
    /// <param name="isWatched">The gesture is wanted also where no mapping takes it.</param>
    public void Release(ChannelState state, int note, long time, FiringBuffer firings, bool byNoteOff, bool isWatched = false)
    {
        if (state.HeldAt(note) is not { } held) return;
        state.PageOf(note).Held[note & NotePage.Mask] = null;
        state.HeldCount--;
        longPresses.Cancel(held);
        foreach (var chord in held.ChordHolds) firings.AddEnd(chord);
        firings.AddEnd(held.Press.Hold);
        if (byNoteOff)
        {
            firings.Show(held.Press with { Kind = GestureKind.Release, Hold = default, Time = time }, held.Release, isWatched);
            if (!held.Claimed && held.Tap is not null && Tap(held, time, firings)) return;
        }

        Free(held);
    }

    public void ReleaseAll(ChannelState state, FiringBuffer firings)
    {
        for (var note = 0; state.HeldCount > 0 && note < 2 * NotePage.Size; note++) Release(state, note, 0, firings, byNoteOff: false);
    }

    /// <summary>True where the tap waits: another press in its window would make a double tap of it.</summary>
    private bool Tap(HeldNote held, long time, FiringBuffer firings)
    {
        if (time > held.TapWindowEnd)
        {
            firings.Add(TapOf(held, time), held.Tap);
            return false;
        }

        held.TapTimer = timers.ArmWindow(held.TapWindowEnd, TimerKind.Tap, held);
        _waitingTaps.Add(held);
        return true;
    }

    private static Gesture TapOf(HeldNote held, long time) => held.Press with { Kind = GestureKind.Tap, Hold = default, Time = time };

    /// <summary>Nothing has made a double tap of it: its window is over.</summary>
    public void FireTap(HeldNote held, long time, FiringBuffer firings)
    {
        firings.Add(TapOf(held, time), held.Tap);
        _waitingTaps.Remove(held);
        Free(held);
    }

    /// <summary>A new plan: taps that wait mean the same mappings, where it still has them.</summary>
    public void Rebind(Plan plan)
    {
        foreach (var held in _waitingTaps) held.Rebind(plan);
    }

    /// <summary>The press has become the first of a double tap.</summary>
    public void CancelTap(HoldId press)
    {
        for (var i = _waitingTaps.Count - 1; i >= 0; i--)
        {
            if (_waitingTaps[i].Press.Hold == press) CancelTapAt(i);
        }
    }

    /// <summary>Ends the taps that wait on a device, on one of its channels (−1 = all); none of them runs.</summary>
    public void CancelTaps(int device, int channel = -1)
    {
        for (var i = _waitingTaps.Count - 1; i >= 0; i--)
        {
            var press = _waitingTaps[i].Press;
            if (press.Device == device && (channel < 0 || press.Channel == channel)) CancelTapAt(i);
        }
    }

    public void CancelAllTaps()
    {
        while (_waitingTaps.Count > 0) CancelTapAt(_waitingTaps.Count - 1);
    }

    private void CancelTapAt(int index)
    {
        var held = _waitingTaps[index];
        _waitingTaps.RemoveAt(index);
        timers.Cancel(held.TapTimer!);
        Free(held);
    }

    private void Free(HeldNote held)
    {
        held.Clear();
        held.NextFree = _free;
        _free = held;
    }
}
