using Conductor.Core.Mapping;
using Conductor.Core.Triggers;

namespace Conductor.Core.Gestures;

/// <summary>
/// The record of one press: what it was, and what was decided at that moment for its release, its tap and its long presses. A release replays this record and never looks up anew, so
/// neither a mode change nor a reload can strand it. Used again after the note went up.
/// </summary>
internal sealed class HeldNote
{
    public Gesture Press;
    public PlannedMapping? Release;
    public PlannedMapping? Tap;

    /// <summary>A long press or a chord has claimed the press: no tap any more.</summary>
    public bool Claimed;

    /// <summary>Pending long presses; the timers' argument is the index into <see cref="LongPresses"/>.</summary>
    public readonly List<Timer> Timers = new(2);
    public readonly List<PlannedMapping> LongPresses = new(2);

    /// <summary>Chords this press has already served; it serves each once.</summary>
    public readonly List<NoteMask> Served = new(2);

    /// <summary>What chords that this press is part of hold; ends with the first of their notes.</summary>
    public readonly List<HoldId> ChordHolds = new(2);

    /// <summary>The next unused record, while this one is unused.</summary>
    public HeldNote? NextFree;

    public void Clear()
    {
        Press = default;
        Release = Tap = null;
        Claimed = false;
        if (Timers.Count > 0) Timers.Clear();
        if (LongPresses.Count > 0) LongPresses.Clear();
        if (Served.Count > 0) Served.Clear();
        if (ChordHolds.Count > 0) ChordHolds.Clear();
    }
}

/// <summary>What is remembered of one channel of one device: two controllers, or two channels, never share a note or a knob. Made at its first message.</summary>
internal sealed class ChannelState
{
    public readonly HeldNote?[] Held = new HeldNote?[128];

    /// <summary>Last value of each controller; −1 = none yet. Kept over mode changes and reloads.</summary>
    public readonly sbyte[] Controls = MakeUnknown();

    /// <summary>How many notes are down, so that a release of all can be skipped where none is.</summary>
    public int HeldCount;

    private static sbyte[] MakeUnknown()
    {
        var values = new sbyte[128];
        Array.Fill(values, (sbyte)-1);
        return values;
    }
}
