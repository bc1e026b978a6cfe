using Conductor.Core.Mapping;

namespace Conductor.Core.Gestures;

/// <summary>Notes that stay down until a threshold: one look-up for each distinct threshold, made at the press.</summary>
internal sealed class LongPressRecognizer(TimerQueue timers)
{
    /// <summary>Both rows are sorted by their thresholds, so one walk through them finds the first mapping of each.</summary>
    public void Arm(HeldNote held, in LookUp lookUp)
    {
        var own = lookUp.Plan.Table(lookUp.Mode).Row(GestureKind.LongPress, held.Press.Number);
        var global = lookUp.Plan.Global.Row(GestureKind.LongPress, held.Press.Number);
        while (!own.IsEmpty || !global.IsEmpty)
        {
            var threshold = Math.Min(own.IsEmpty ? long.MaxValue : own[0].Time, global.IsEmpty ? long.MaxValue : global[0].Time);
            var first = TakeFirst(ref own, threshold, held, lookUp);
            var mapping = TakeFirst(ref global, threshold, held, lookUp);
            if (lookUp.Allowed(first ?? mapping) is not { } found) continue;
            held.Timers.Add(timers.Arm(held.Press.Time + threshold, TimerKind.LongPress, held));
            held.LongPresses.Add(found);
        }
    }

    private static PlannedMapping? TakeFirst(ref ReadOnlySpan<Slot> row, long threshold, HeldNote held, in LookUp lookUp)
    {
        PlannedMapping? first = null;
        while (!row.IsEmpty && row[0].Time == threshold)
        {
            if (first is null && lookUp.Takes(row[0], GestureKind.LongPress, held.Press.Value)) first = lookUp.Plan.Mappings[row[0].Mapping];
            row = row[1..];
        }

        return first;
    }

    /// <summary>The next threshold has come: they come in the order in which they were armed.</summary>
    public static void Fire(HeldNote held, long due, FiringBuffer firings)
    {
        held.Claimed = true;
        firings.Add(held.Press with { Kind = GestureKind.LongPress, Time = due }, held.LongPresses[held.LongPressesFired++]);
    }

    public void Cancel(HeldNote held)
    {
        for (var i = held.LongPressesFired; i < held.Timers.Count; i++) timers.Cancel(held.Timers[i]);
        held.Timers.Clear();
        held.LongPresses.Clear();
        held.LongPressesFired = 0;
    }
}
