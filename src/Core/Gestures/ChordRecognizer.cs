using Conductor.Core.Mapping;
using Conductor.Core.Triggers;

namespace Conductor.Core.Gestures;

/// <summary>
/// Sets of notes that are all down, the first and the last press within the window. A press serves a given chord once; a subset fires without waiting for its superset.
/// </summary>
internal sealed class ChordRecognizer(HoldTable holds, LongPressRecognizer longPresses)
{
    private readonly List<(PlannedMapping Mapping, NoteMask Notes)> _found = new(8);

    /// <summary>Adds the chords that a press completes, in file order; they claim their notes' presses.</summary>
    public void Press(ChannelState state, HeldNote last, in LookUp lookUp, FiringBuffer firings)
    {
        var sets = lookUp.Plan.ChordsOf(last.Press.Number);
        if (sets.IsEmpty || state.HeldCount < 2) return;
        _found.Clear();
        foreach (var index in sets)
        {
            var chord = lookUp.Plan.Chord(index);
            if (FirstPress(state, chord.Notes) is { } first && Find(chord, lookUp, last.Press.Value, last.Press.Time - first) is { } mapping && (mapping.IsResume || !HasMute(state, chord.Notes))) Insert(mapping, chord.Notes);
        }

        foreach (var (mapping, notes) in _found) Fire(state, last, mapping, notes, firings);
    }

    /// <summary>When the earliest of the notes went down; null where one is up or has served this chord already.</summary>
    private static long? FirstPress(ChannelState state, NoteMask notes)
    {
        var first = long.MaxValue;
        for (var rest = notes; !rest.IsEmpty; rest = rest.WithoutLowest)
        {
            if (state.HeldAt(rest.Lowest) is not { } held || held.Served.Contains(notes)) return null;
            first = Math.Min(first, held.Press.Time);
        }

        return first;
    }

    /// <summary>Whether one of the notes was pressed while paused.</summary>
    private static bool HasMute(ChannelState state, NoteMask notes)
    {
        for (var rest = notes; !rest.IsEmpty; rest = rest.WithoutLowest)
        {
            if (state.HeldAt(rest.Lowest)!.IsMute) return true;
        }

        return false;
    }

    private static PlannedMapping? Find(ChordSet chord, in LookUp lookUp, int velocity, long spread)
    {
        var inMode = FindIn(chord, lookUp.Mode, lookUp, velocity, spread);
        var found = inMode >= 0 ? inMode : FindIn(chord, -1, lookUp, velocity, spread);
        return found >= 0 ? lookUp.Allowed(lookUp.Plan.Mappings[found]) : null;
    }

    private static int FindIn(ChordSet chord, int mode, in LookUp lookUp, int velocity, long spread)
    {
        foreach (var (slotMode, slot) in chord.Slots.AsSpan())
        {
            if (slotMode == mode && slot.HoldsGap(spread) && lookUp.Takes(slot, GestureKind.Chord, velocity)) return slot.Mapping;
        }

        return -1;
    }

    private void Insert(PlannedMapping mapping, NoteMask notes)
    {
        var at = _found.Count;
        while (at > 0 && _found[at - 1].Mapping.Index > mapping.Index) at--;
        _found.Insert(at, (mapping, notes));
    }

    private void Fire(ChannelState state, HeldNote last, PlannedMapping mapping, NoteMask notes, FiringBuffer firings)
    {
        var hold = holds.Begin();
        for (var rest = notes; !rest.IsEmpty; rest = rest.WithoutLowest)
        {
            var held = state.HeldAt(rest.Lowest)!;
            held.Served.Add(notes);
            held.ChordHolds.Add(hold);
            held.Claimed = true;
            longPresses.Cancel(held);
        }

        firings.Add(last.Press with { Kind = GestureKind.Chord, Hold = hold }, mapping);
    }
}
