using Conductor.Core.Mapping;

namespace Conductor.Core.Gestures;

/// <summary>A mapping's throttle for one knob: the interval that runs, and the value that waits for its end.</summary>
internal sealed class ThrottleState
{
    public PlannedMapping Mapping = null!;

    /// <summary>Whose interval it is; its last value, and the one that waits where <see cref="Timer"/> is there.</summary>
    public Gesture Last;

    /// <summary>Last microsecond of the interval.</summary>
    public long End;

    public Timer? Timer;

    public bool IsOf(in Gesture gesture) =>
        Last.Number == gesture.Number && Last.Channel == gesture.Channel && Last.Device == gesture.Device && Last.Kind == gesture.Kind;
}

/// <summary>
/// Mappings that fire at most once in a time: the first value at once, then the latest suppressed one at the end of the interval, which begins the next, so that a fader's last position is
/// never lost. Each mapping by itself, for each device, channel and number.
/// </summary>
internal sealed class ThrottleTable(TimerQueue timers)
{
    private readonly List<ThrottleState> _all = new(8);

    /// <summary>Whether the mapping may fire now; otherwise the gesture waits in place of the one that waited.</summary>
    public bool Passes(PlannedMapping mapping, in Gesture gesture)
    {
        var state = Find(mapping, gesture) ?? Add(mapping, gesture);
        state.Last = gesture;
        if (gesture.Time > state.End)
        {
            state.End = gesture.Time + Interval(mapping);
            return true;
        }

        state.Timer ??= timers.ArmWindow(state.End, TimerKind.Throttle, state);
        return false;
    }

    /// <summary>How much of its interval is left where it would not fire now, µs; −1 where it would.</summary>
    public static long Left(PlannedMapping mapping, in Gesture gesture) =>
        mapping.ThrottleMs > 0 && Find(mapping, gesture) is { } state && gesture.Time <= state.End ? state.End - gesture.Time : -1;

    /// <summary>The interval is over: the value that waits fires now.</summary>
    public static void Fire(ThrottleState state, long time, FiringBuffer firings)
    {
        state.Timer = null;
        state.End = time + Interval(state.Mapping);
        firings.Add(state.Last with { Time = time }, state.Mapping);
    }

    private static long Interval(PlannedMapping mapping) => mapping.ThrottleMs * 1000L;

    private static ThrottleState? Find(PlannedMapping mapping, in Gesture gesture)
    {
        if (mapping.Throttles is not { } states) return null;
        foreach (var state in states)
        {
            if (state.IsOf(gesture)) return state;
        }

        return null;
    }

    private ThrottleState Add(PlannedMapping mapping, in Gesture gesture)
    {
        var state = new ThrottleState { Mapping = mapping, Last = gesture, End = long.MinValue };
        (mapping.Throttles ??= new List<ThrottleState>(2)).Add(state);
        _all.Add(state);
        return state;
    }

    /// <summary>A new plan: what waits goes on with the same mapping, and is dropped where there is none.</summary>
    public void Rebind(Plan plan)
    {
        for (var i = _all.Count - 1; i >= 0; i--)
        {
            var state = _all[i];
            if (plan.FindSame(state.Mapping) is { ThrottleMs: > 0 } same)
            {
                state.Mapping = same;
                (same.Throttles ??= new List<ThrottleState>(2)).Add(state);
            }
            else RemoveAt(i);
        }
    }

    /// <summary>Nothing waits any more; the intervals that run go on.</summary>
    public void DropWaiting()
    {
        foreach (var state in _all) DropWaiting(state);
    }

    /// <summary>A device is gone for good.</summary>
    public void Forget(int device)
    {
        for (var i = _all.Count - 1; i >= 0; i--)
        {
            var state = _all[i];
            if (state.Last.Device != device) continue;
            state.Mapping.Throttles!.Remove(state);
            RemoveAt(i);
        }
    }

    private void RemoveAt(int index)
    {
        DropWaiting(_all[index]);
        _all.RemoveAt(index);
    }

    private void DropWaiting(ThrottleState state)
    {
        if (state.Timer is { } timer) timers.Cancel(timer);
        state.Timer = null;
    }
}
