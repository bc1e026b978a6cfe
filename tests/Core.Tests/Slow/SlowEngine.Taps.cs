using Conductor.Core.Triggers;

namespace Conductor.Core.Tests.Slow;

/// <summary>Double taps, and the taps that wait for them.</summary>
internal sealed partial class SlowEngine
{
    private readonly List<SlowPress> _firstPresses = [];   // of double taps; at most one of a note
    private readonly List<SlowPress> _tapsWaiting = [];

    /// <summary>The double tap that this press completes; else it is a first press itself.</summary>
    private SlowMapping? DoubleTapOf(Happening message, SlowPress press)
    {
        var first = _firstPresses.Find(earlier => earlier.Device == press.Device && earlier.Channel == press.Channel && earlier.Note == press.Note);
        if (first is not null) _firstPresses.Remove(first);
        if (first is not null && LookUp(message, press.Velocity, trigger => TimeoutOf(trigger, press.Note) is { } ms && press.Time - first.Time <= Micros(ms)) is { } found)
        {
            ForgetTap(first);
            return found;
        }

        _firstPresses.Add(press);
        return null;
    }

    private int? TimeoutOf(Trigger trigger, int note) => trigger switch
    {
        DoubleTapTrigger tap when Holds(tap.Notes, note) => tap.TimeoutMs ?? _config.Timing.DoubleTapTimeoutMs,
        GamepadButtonDoubleTapTrigger tap when tap.Button == note => tap.TimeoutMs ?? _config.Timing.DoubleTapTimeoutMs,
        _ => null,
    };

    /// <summary>The longest window of all double taps that could follow.</summary>
    private long? WindowEndOf(Happening message, SlowPress press)
    {
        var timeouts = InOrder.Where(mapping => TimeoutOf(mapping.Trigger!, press.Note) is not null && Listens(mapping, message, press.Velocity)).Select(mapping => TimeoutOf(mapping.Trigger!, press.Note)!.Value).ToList();
        return timeouts.Count == 0 ? null : press.Time + Micros(timeouts.Max());
    }

    private SlowTimer Wait(SlowPress press, SlowMapping tap, long end)
    {
        _tapsWaiting.Add(press);
        return Arm(end, isWindow: true, () =>
        {
            _tapsWaiting.Remove(press);
            Fire(tap, GestureOf(press));
        });
    }

    private void ForgetTap(SlowPress press)
    {
        _tapsWaiting.Remove(press);
        Cancel(press.WaitingTap);
    }
}
