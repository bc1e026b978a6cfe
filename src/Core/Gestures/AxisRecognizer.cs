using Conductor.Core.Mapping;
using Conductor.Core.Midi;
using Conductor.Core.Triggers;

namespace Conductor.Core.Gestures;

/// <summary>A pull of a gamepad's trigger that must last: waits for its time, unless the axis falls below its threshold before.</summary>
internal sealed class AxisHold
{
    public Gesture Gesture;
    public int Threshold;
    public PlannedMapping Mapping = null!;
    public Timer Timer = null!;
}

/// <summary>Sticks and triggers of a gamepad: what counts is that an axis comes over a threshold, on either side of its rest.</summary>
internal sealed class AxisRecognizer(TimerQueue timers)
{
    private readonly List<AxisHold> _holds = new(4);
    private readonly Stack<AxisHold> _free = new(4);

    public void Move(ChannelState state, in MidiMessage message, in LookUp lookUp, FiringBuffer firings)
    {
        var index = message.Data1 - GamepadNames.First;
        var (value, previous) = (message.AxisValue, state.Axis(index, message.AxisValue));
        CancelFallen(message, value);
        if (value == previous) return;
        var gesture = new Gesture { Kind = GestureKind.Axis, Device = message.Device, Channel = (byte)message.Channel, Number = message.Data1, Value = value, Time = message.Time };
        var mapping = FindIn(lookUp.Plan.Table(lookUp.Mode).Row(GestureKind.Axis, index), value, previous, lookUp) ?? FindIn(lookUp.Plan.Global.Row(GestureKind.Axis, index), value, previous, lookUp);
        mapping = lookUp.Allowed(mapping);
        if (mapping?.Source.Trigger is GamepadTriggerTrigger { DurationMs: { } duration } pull)
        {
            Hold(gesture, pull.Threshold, mapping, message.Time + (duration * 1000L));
            mapping = null;
        }

        firings.Show(gesture, mapping, lookUp.IsWatched);
    }

    private static PlannedMapping? FindIn(ReadOnlySpan<Slot> row, int value, int previous, in LookUp lookUp)
    {
        foreach (ref readonly var slot in row)
        {
            var mapping = lookUp.Plan.Mappings[slot.Mapping];
            if (IsCrossed(mapping.Source.Trigger, value, previous) && lookUp.Takes(slot, GestureKind.Axis, 0)) return mapping;
        }

        return null;
    }

    /// <summary>Whether the axis has come over the trigger's threshold, on a side that counts.</summary>
    public static bool IsCrossed(Trigger trigger, int value, int previous)
    {
        var (threshold, positive, negative) = Sides(trigger);
        return (positive && Crosses(value, previous, threshold)) || (negative && Crosses(-value, -previous, threshold));
    }

    /// <summary>Whether the earlier trigger fires wherever the other does.</summary>
    public static bool Covers(Trigger earlier, Trigger other)
    {
        var (one, two) = (Sides(earlier), Sides(other));
        return one.Threshold == two.Threshold && (one.Positive || !two.Positive) && (one.Negative || !two.Negative);
    }

    private static bool Crosses(int value, int previous, int threshold) => value >= threshold && previous < threshold;

    public static (int Threshold, bool Positive, bool Negative) Sides(Trigger trigger) => trigger switch
    {
        GamepadAnalogStickTrigger stick => (AtLeastOne(stick.Threshold), stick.IsPositive, stick.IsNegative),
        GamepadTriggerTrigger pull => (AtLeastOne(pull.Threshold), true, false),
        _ => throw new InvalidOperationException($"{trigger.Kind} is no trigger of an axis"),
    };

    /// <summary>At rest nothing is over a threshold.</summary>
    private static int AtLeastOne(int threshold) => Math.Max(1, threshold);

    private void Hold(in Gesture gesture, int threshold, PlannedMapping mapping, long due)
    {
        var hold = _free.TryPop(out var free) ? free : new AxisHold();
        (hold.Gesture, hold.Threshold, hold.Mapping) = (gesture, AtLeastOne(threshold), mapping);
        hold.Timer = timers.Arm(due, TimerKind.AxisHold, hold);
        _holds.Add(hold);
    }

    private void CancelFallen(in MidiMessage message, int value)
    {
        for (var i = _holds.Count - 1; i >= 0; i--)
        {
            var hold = _holds[i];
            if (hold.Gesture.Number == message.Data1 && hold.Gesture.Device == message.Device && hold.Gesture.Channel == message.Channel && value < hold.Threshold) CancelAt(i);
        }
    }

    /// <summary>It has lasted.</summary>
    public void Fire(AxisHold hold, long due, FiringBuffer firings)
    {
        _holds.Remove(hold);
        _free.Push(hold);
        firings.Add(hold.Gesture with { Time = due }, hold.Mapping);
    }

    /// <summary>A new plan: what waits means the same mapping, where it still has it.</summary>
    public void Rebind(Plan plan)
    {
        foreach (var hold in _holds) hold.Mapping = plan.FindSame(hold.Mapping) ?? hold.Mapping;
    }

    /// <summary>Ends what waits on a device, −1 = on all.</summary>
    public void Cancel(int device)
    {
        for (var i = _holds.Count - 1; i >= 0; i--)
        {
            if (device < 0 || _holds[i].Gesture.Device == device) CancelAt(i);
        }
    }

    private void CancelAt(int index)
    {
        timers.Cancel(_holds[index].Timer);
        _free.Push(_holds[index]);
        _holds.RemoveAt(index);
    }
}
