using Conductor.Core.Mapping;
using Conductor.Core.Triggers;

namespace Conductor.Core.Gestures;

/// <summary>
/// The record of one press: what it was, and what was decided at that moment for its release, its tap and its long presses. A release replays this record and never looks up anew, so
/// neither a mode change nor a reload can strand it. Used again after the note went up and no tap of it waits.
/// </summary>
internal sealed class HeldNote
{
    public Gesture Press;
    public PlannedMapping? Release;
    public PlannedMapping? Tap;

    /// <summary>When the double tap that this press could begin is no longer possible (µs): its tap waits until then. Before the press: none is possible.</summary>
    public long TapWindowEnd;

    /// <summary>A long press or a chord has claimed the press: no tap any more.</summary>
    public bool Claimed;

    /// <summary>It was made while paused: it is part of no chord but one that resumes.</summary>
    public bool IsMute;

    /// <summary>Of a tap that waits.</summary>
    public Timer? TapTimer;

    /// <summary>Long presses by their thresholds, the shortest first, each with its timer; the first <see cref="LongPressesFired"/> have fired.</summary>
    public readonly List<PlannedMapping> LongPresses = new(2);
    public readonly List<Timer> Timers = new(2);
    public int LongPressesFired;

    /// <summary>Chords this press has already served; it serves each once.</summary>
    public readonly List<NoteMask> Served = new(2);

    /// <summary>What chords that this press is part of hold; ends with the first of their notes.</summary>
    public readonly List<HoldId> ChordHolds = new(2);

    /// <summary>The next unused record, while this one is unused.</summary>
    public HeldNote? NextFree;

    /// <summary>A new plan: what was decided means the same mappings, where it still has them.</summary>
    public void Rebind(Plan plan)
    {
        Release = Same(plan, Release);
        Tap = Same(plan, Tap);
        for (var i = LongPressesFired; i < LongPresses.Count; i++) LongPresses[i] = Same(plan, LongPresses[i])!;
    }

    private static PlannedMapping? Same(Plan plan, PlannedMapping? mapping) => mapping is null ? null : plan.FindSame(mapping) ?? mapping;

    public void Clear()
    {
        Press = default;
        Release = Tap = null;
        Claimed = IsMute = false;
        TapTimer = null;
        LongPressesFired = 0;
        if (Timers.Count > 0) Timers.Clear();
        if (LongPresses.Count > 0) LongPresses.Clear();
        if (Served.Count > 0) Served.Clear();
        if (ChordHolds.Count > 0) ChordHolds.Clear();
    }
}
