using Conductor.Core.Actions;
using Conductor.Core.Gestures;
using Conductor.Core.Midi;

namespace Conductor.Daemon;

internal enum MonitorKind : byte
{
    Midi,
    Gesture,
    Action,
    Mode,
    Device,
    Problem,
}

/// <summary>One event for whoever watches; formatted on the control thread, not here.</summary>
/// <param name="Kind">Says which of the following applies.</param>
/// <param name="Time">When, µs.</param>
/// <param name="Message">Of Midi.</param>
/// <param name="Gesture">Of Gesture.</param>
/// <param name="Action">Of Action, and of Problem where an action failed.</param>
/// <param name="Microseconds">Action: from message to action.</param>
/// <param name="Text">Mode, Problem: the name or sentence.</param>
/// <param name="Device">Of Device.</param>
internal readonly record struct MonitorEvent(
    MonitorKind Kind, long Time, MidiMessage Message = default, Gesture Gesture = default, ActionTrace Action = default, long Microseconds = 0, string? Text = null, DeviceView? Device = null);

/// <summary>
/// The way from the engine to <c>monitor</c>: nobody listening costs one test of a null; a listener that is slow costs lines, which are counted, and the engine never waits.
/// </summary>
internal sealed class MonitorFeed(Action wake, Action switched)
{
    private const int Capacity = 4096;

    private SpscRing<MonitorEvent>? _ring;
    private long _lost;
    private int _awake;

    /// <summary>Whether somebody listens.</summary>
    public bool IsOn => Volatile.Read(ref _ring) is not null;

    /// <summary>The control thread: somebody listens now, or nobody any more; the engine is told.</summary>
    public void Switch(bool on)
    {
        if (on == IsOn) return;
        Volatile.Write(ref _ring, on ? new SpscRing<MonitorEvent>(Capacity) : null);
        switched();
    }

    /// <summary>The engine's thread.</summary>
    public void Tell(in MonitorEvent e)
    {
        if (Volatile.Read(ref _ring) is not { } ring) return;
        if (!ring.TryWrite(e)) Interlocked.Increment(ref _lost);
        if (Interlocked.Exchange(ref _awake, 1) == 0) wake();
    }

    /// <summary>The control thread: takes the next event.</summary>
    public bool TryTake(out MonitorEvent e)
    {
        e = default;
        return _ring is { } ring && ring.TryRead(out e);
    }

    /// <summary>The control thread, before it takes: from now on the next event wakes it again.</summary>
    public void Rearm() => Interlocked.Exchange(ref _awake, 0);   // a full fence: what is taken next is looked for after it

    /// <summary>Lines that found the ring full since this was last asked.</summary>
    public long TakeLost() => Interlocked.Exchange(ref _lost, 0);
}
