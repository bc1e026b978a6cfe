namespace Conductor.Core;

internal enum TimerKind : byte
{
    /// <summary>A held note reaches its next long press threshold. Target: HeldNote.</summary>
    LongPress,

    /// <summary>A tap's double tap window is over. Target: HeldNote.</summary>
    Tap,

    /// <summary>A throttle's interval is over. Target: ThrottleState.</summary>
    Throttle,

    /// <summary>A gamepad's trigger has been pulled for its time. Target: AxisHold.</summary>
    AxisHold,

    /// <summary>A Delay is over. Target: ActionRun.</summary>
    Resume,

    /// <summary>A mapping runs again while its note is held. Target: HeldRepeat.</summary>
    Repeat,

    /// <summary>A sent note's time is over. Hold: what holds it.</summary>
    EndHold,
}

/// <summary>Something that is due at a time. Used again after it has fired or was taken out.</summary>
internal sealed class Timer
{
    public long Due;
    public long Order;
    public TimerKind Kind;
    public object? Target;
    public Gestures.HoldId Hold;
    public int HeapIndex = -1;

    /// <summary>What waits for a window's end is due one microsecond behind it, and happens before what is due exactly then: its moment is the window's last.</summary>
    public bool IsWindow;

    public bool IsArmed => HeapIndex >= 0;

    /// <summary>The time that it is shown with.</summary>
    public long Moment => IsWindow ? Due - 1 : Due;
}

/// <summary>
/// Deadlines, earliest first; equal ones in the order they were armed, ends of windows before the others. A binary heap whose timers know their place, so that taking one out leaves nothing behind that would wake the
/// thread for no reason. No allocation once warm.
/// </summary>
internal sealed class TimerQueue
{
    private readonly Stack<Timer> _free = new();
    private Timer[] _heap = new Timer[64];
    private int _count;
    private long _order;

    /// <summary>µs; <see cref="long.MaxValue"/> where nothing is pending.</summary>
    public long NextDue => _count == 0 ? long.MaxValue : _heap[0].Due;

    /// <param name="lastOf">The window's last microsecond.</param>
    public Timer ArmWindow(long lastOf, TimerKind kind, object target) => Arm(lastOf + 1, kind, target, default, isWindow: true);

    public Timer Arm(long due, TimerKind kind, object? target, Gestures.HoldId hold = default) => Arm(due, kind, target, hold, isWindow: false);

    private Timer Arm(long due, TimerKind kind, object? target, Gestures.HoldId hold, bool isWindow)
    {
        var timer = _free.TryPop(out var free) ? free : new Timer();
        timer.Due = due;
        timer.Order = _order++;
        timer.Kind = kind;
        timer.Target = target;
        timer.IsWindow = isWindow;
        timer.Hold = hold;
        if (_count == _heap.Length) Array.Resize(ref _heap, _count * 2);
        Place(timer, _count++);
        Up(timer);
        return timer;
    }

    /// <summary>Takes out the earliest timer that is due by <paramref name="now"/>. Give it back with <see cref="Recycle"/> after use.</summary>
    public bool TryTake(long now, out Timer timer)
    {
        timer = _heap[0];
        if (_count == 0 || timer.Due > now) return false;
        Remove(timer);
        return true;
    }

    public void Cancel(Timer timer)
    {
        Remove(timer);
        Recycle(timer);
    }

    public void Recycle(Timer timer)
    {
        timer.Target = null;
        _free.Push(timer);
    }

    private void Remove(Timer timer)
    {
        var hole = timer.HeapIndex;
        var last = _heap[--_count];
        _heap[_count] = null!;
        timer.HeapIndex = -1;
        if (last == timer) return;
        Place(last, hole);
        Up(last);
        Down(last);
    }

    private void Up(Timer timer)
    {
        while (timer.HeapIndex > 0)
        {
            var parent = _heap[(timer.HeapIndex - 1) / 2];
            if (!Before(timer, parent)) return;
            Swap(timer, parent);
        }
    }

    private void Down(Timer timer)
    {
        while ((2 * timer.HeapIndex) + 1 is var child && child < _count)
        {
            if (child + 1 < _count && Before(_heap[child + 1], _heap[child])) child++;
            if (!Before(_heap[child], timer)) return;
            Swap(timer, _heap[child]);
        }
    }

    private static bool Before(Timer a, Timer b) => a.Due < b.Due || (a.Due == b.Due && (a.IsWindow != b.IsWindow ? a.IsWindow : a.Order < b.Order));

    private void Swap(Timer a, Timer b)
    {
        var place = a.HeapIndex;
        Place(a, b.HeapIndex);
        Place(b, place);
    }

    private void Place(Timer timer, int index)
    {
        _heap[index] = timer;
        timer.HeapIndex = index;
    }
}
