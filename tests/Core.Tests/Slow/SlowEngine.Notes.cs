using Conductor.Core.Triggers;

namespace Conductor.Core.Tests.Slow;

/// <summary>Press, release, tap, long press.</summary>
internal sealed partial class SlowEngine
{
    private readonly List<SlowPress> _down = [];

    private void Press(Happening message, List<Action> firings)
    {
        Release(message, firings);   // a note-on of a note already down is first its release
        var press = new SlowPress { Device = message.Device, Channel = message.Channel, Note = message.Number, Velocity = message.Value, Time = _now };
        _down.Add(press);
        if (DoubleTapOf(message, press) is { } doubleTap) Fire(firings, doubleTap, GestureOf(press, press));
        else LookUpPress(message, press, firings);
        Chords(message, press, firings);
    }

    private void LookUpPress(Happening message, SlowPress press, List<Action> firings)
    {
        if (LookUp(message, press.Velocity, trigger => IsPress(trigger, press)) is { } found) Fire(firings, found, GestureOf(press, press));
        press.Release = LookUp(message, press.Velocity, trigger => IsEdge(trigger, press, NoteEdge.Release));
        press.Tap = LookUp(message, press.Velocity, trigger => IsEdge(trigger, press, NoteEdge.Tap));
        if (press.Tap is not null) press.WindowEnd = WindowEndOf(message, press);
        ArmLongPresses(message, press);
    }

    private static bool IsPress(Trigger trigger, SlowPress press) => trigger switch
    {
        VelocityRangeTrigger range => Holds(range.Notes, press.Note) && Holds(range.Velocity, press.Velocity),
        _ => IsEdge(trigger, press, NoteEdge.Press),
    };

    private static bool IsEdge(Trigger trigger, SlowPress press, NoteEdge edge) => trigger switch
    {
        NoteTrigger note => note.Edge == edge && Holds(note.Notes, press.Note) && Holds(note.Velocity, press.Velocity),
        GamepadButtonTrigger button => button.Edge == edge && button.Button == press.Note && press.Velocity >= button.Softest,
        _ => false,
    };

    /// <summary>One look-up for each distinct threshold.</summary>
    private void ArmLongPresses(Happening message, SlowPress press)
    {
        var armed = new List<int>();
        foreach (var mapping in InOrder)
        {
            if (ThresholdOf(mapping.Trigger!, press.Note) is not { } ms || armed.Contains(ms) || !Listens(mapping, message, press.Velocity)) continue;
            armed.Add(ms);
            press.LongPresses.Add(Arm(_now + Micros(ms), isWindow: false, () =>
            {
                press.IsClaimed = true;
                Fire(mapping, GestureOf(press, press));
            }));
        }
    }

    private int? ThresholdOf(Trigger trigger, int note) => trigger switch
    {
        LongPressTrigger hold when Holds(hold.Notes, note) => hold.DurationMs ?? _config.Timing.HoldThresholdMs,
        GamepadButtonHoldTrigger hold when hold.Button == note => hold.DurationMs ?? _config.Timing.HoldThresholdMs,
        _ => null,
    };

    private void Release(Happening message, List<Action> firings)
    {
        if (_down.Find(held => held.Device == message.Device && held.Channel == message.Channel && held.Note == message.Number) is not { } press) return;
        GoesUp(press);
        firings.Add(() => EndHolds([press]));
        if (press.Release is { } release) Fire(firings, release, GestureOf(press));
        if (press.IsClaimed || press.Tap is not { } tap) return;
        if (press.WindowEnd is { } end && _now <= end) press.WaitingTap = Wait(press, tap, end);
        else Fire(firings, tap, GestureOf(press));
    }

    private void GoesUp(SlowPress press)
    {
        press.IsDown = false;
        _down.Remove(press);
        press.LongPresses.ForEach(Cancel);
    }

    /// <summary>Releases that no note-off made: they end everything and play nothing.</summary>
    private void LetGo(Func<SlowPress, bool> which, List<Action>? firings = null)
    {
        var ended = _down.Where(which).ToList();
        ended.ForEach(GoesUp);
        foreach (var press in _tapsWaiting.Where(which).ToList()) ForgetTap(press);
        if (firings is null) EndHolds(ended);
        else firings.Add(() => EndHolds(ended));
    }

    private void Disconnect(string? device)
    {
        LetGo(press => press.Device == device);
        foreach (var pulled in _pulled.FindAll(one => one.Axis.Device == device)) Forget(pulled.Timer);
    }

    /// <param name="press">Whose note and velocity the action sees.</param>
    /// <param name="held">What lets go again of what is held.</param>
    private static SlowGesture GestureOf(SlowPress press, params SlowPress[] held) =>
        new() { Device = press.Device, Channel = press.Channel, Note = press.Note, Velocity = press.Velocity, Value = press.Velocity, Presses = held };

    private void Fire(List<Action> firings, SlowMapping mapping, SlowGesture gesture) => firings.Add(() => Fire(mapping, gesture));
}
