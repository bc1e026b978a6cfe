using Conductor.Core.Mapping;

namespace Conductor.Core.Gestures;

/// <summary>Notes that stay down until a threshold: one look-up for each distinct threshold, made at the press.</summary>
internal sealed class LongPressRecognizer(TimerQueue timers)
{
    public void Arm(HeldNote held, in LookUp lookUp)
    {
        ArmRow(lookUp.Plan.Row(lookUp.Mode, GestureKind.LongPress, held.Press.Number), held, lookUp);
        ArmRow(lookUp.Plan.GlobalRow(GestureKind.LongPress, held.Press.Number), held, lookUp);
    }

    private void ArmRow(ReadOnlySpan<Slot> row, HeldNote held, in LookUp lookUp)
    {
        foreach (ref readonly var slot in row)
        {
            var due = held.Press.Time + slot.Time;
            if (!slot.Accepts(lookUp.Device, lookUp.Channel, held.Press.Value) || IsArmedFor(held, due)) continue;
            held.Timers.Add(timers.Arm(due, TimerKind.LongPress, held, held.LongPresses.Count));
            held.LongPresses.Add(lookUp.Plan.Mappings[slot.Mapping]);
        }
    }

    private static bool IsArmedFor(HeldNote held, long due)
    {
        foreach (var timer in held.Timers)
        {
            if (timer.Due == due) return true;
        }

        return false;
    }

    public static void Fire(HeldNote held, int index, long due, FiringBuffer firings)
    {
        held.Claimed = true;
        for (var i = 0; i < held.Timers.Count; i++)
        {
            if (held.Timers[i].Argument != index) continue;
            held.Timers.RemoveAt(i);
            break;
        }

        firings.Add(held.Press with { Kind = GestureKind.LongPress, Time = due }, held.LongPresses[index]);
    }

    public void Cancel(HeldNote held)
    {
        foreach (var timer in held.Timers) timers.Cancel(timer);
        held.Timers.Clear();
    }
}
