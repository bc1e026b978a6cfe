using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Actions;

/// <summary>A mapping that runs again and again while its note is held. Used again afterwards.</summary>
internal sealed class HeldRepeat
{
    public PlannedMapping Mapping = null!;

    /// <summary>What began it: each repeat runs with its values.</summary>
    public Gesture Gesture;

    public Timer Timer = null!;

    /// <summary>The next unused one, while this one is unused.</summary>
    public HeldRepeat? NextFree;
}

/// <summary>The repeats under way. One that ends takes its timer with it, so that nothing wakes up for nothing.</summary>
internal sealed class Repeats(TimerQueue timers)
{
    private readonly List<HeldRepeat> _running = new(8);
    private HeldRepeat? _free;

    /// <param name="mapping">Which.</param>
    /// <param name="gesture">What fired it; its hold still lasts.</param>
    /// <param name="now">When it fired, µs.</param>
    public void Begin(PlannedMapping mapping, in Gesture gesture, long now)
    {
        var repeat = _free ?? new HeldRepeat();
        _free = repeat.NextFree;
        repeat.Mapping = mapping;
        repeat.Gesture = gesture;
        _running.Add(repeat);
        Again(repeat, now);
    }

    /// <summary>Waits for the next time, from the last one on.</summary>
    public void Again(HeldRepeat repeat, long last) => repeat.Timer = timers.Arm(last + repeat.Mapping.RepeatTime, TimerKind.Repeat, repeat);

    /// <summary>The press is over.</summary>
    public void End(HoldId hold)
    {
        for (var i = _running.Count - 1; i >= 0; i--)
        {
            if (_running[i].Gesture.Hold == hold) End(i);
        }
    }

    /// <summary>A new plan: a repeat goes on with its mapping's new self.</summary>
    public void Rebind(Plan plan)
    {
        for (var i = _running.Count - 1; i >= 0; i--)
        {
            if (plan.FindSame(_running[i].Mapping) is { RepeatTime: > 0 } same) _running[i].Mapping = same;
            else End(i);
        }
    }

    private void End(int index)
    {
        var repeat = _running[index];
        _running.RemoveAt(index);
        timers.Cancel(repeat.Timer);
        repeat.NextFree = _free;
        _free = repeat;
    }
}
