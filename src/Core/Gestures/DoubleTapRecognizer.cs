using Conductor.Core.Mapping;

namespace Conductor.Core.Gestures;

/// <summary>
/// Two presses of one note, from note-on to note-on. The first press is remembered whatever the plan says then: what the second one makes of it is looked up when it comes.
/// </summary>
internal sealed class DoubleTapRecognizer(NoteRecognizer notes)
{
    /// <summary>True where the press is the second of a double tap: then it is nothing else but perhaps part of a chord.</summary>
    public bool Press(NotePage page, HeldNote held, in LookUp lookUp, FiringBuffer firings)
    {
        ref var first = ref page.First[held.Press.Number & NotePage.Mask];
        if (first.Hold != default && Find(held, held.Press.Time - first.Time, lookUp) is { } mapping && (!first.IsMute || mapping.IsResume))
        {
            notes.CancelTap(first.Hold);
            first = default;
            firings.Add(held.Press with { Kind = GestureKind.DoubleTap }, mapping);
            return true;
        }

        first = new FirstPress(held.Press.Hold, held.Press.Time, lookUp.IsPaused);
        return false;
    }

    private static PlannedMapping? Find(HeldNote held, long gap, in LookUp lookUp) =>
        FindIn(lookUp.Plan.Table(lookUp.Mode).Row(GestureKind.DoubleTap, held.Press.Number), held, gap, lookUp) is { } own ? lookUp.Allowed(own)
            : lookUp.Allowed(FindIn(lookUp.Plan.Global.Row(GestureKind.DoubleTap, held.Press.Number), held, gap, lookUp));

    private static PlannedMapping? FindIn(ReadOnlySpan<Slot> row, HeldNote held, long gap, in LookUp lookUp)
    {
        foreach (ref readonly var slot in row)
        {
            if (slot.HoldsGap(gap) && lookUp.Takes(slot, GestureKind.DoubleTap, held.Press.Value)) return lookUp.Plan.Mappings[slot.Mapping];
        }

        return null;
    }

    /// <summary>The longest time in which a second press would make a double tap of one made now, µs; −1 where nothing waits for one.</summary>
    public static long LongestWindow(HeldNote held, in LookUp lookUp) => Math.Max(
        Longest(lookUp.Plan.Table(lookUp.Mode).Row(GestureKind.DoubleTap, held.Press.Number), held, lookUp),
        Longest(lookUp.Plan.Global.Row(GestureKind.DoubleTap, held.Press.Number), held, lookUp));

    private static long Longest(ReadOnlySpan<Slot> row, HeldNote held, in LookUp lookUp)
    {
        var longest = -1L;
        foreach (ref readonly var slot in row)
        {
            if (slot.Time > longest && lookUp.Takes(slot, GestureKind.DoubleTap, held.Press.Value)) longest = slot.Time;
        }

        return longest;
    }
}
