using Conductor.Core.Triggers;

namespace Conductor.Core.Tests.Slow;

/// <summary>A gamepad's sticks and triggers.</summary>
internal sealed partial class SlowEngine
{
    private readonly List<(Happening Axis, int Threshold, SlowTimer Timer)> _pulled = [];   // triggers that must be held for a while

    private void Axis(Happening message, List<Action> firings)
    {
        var previous = Follow($"axis {message.Number}", message) ?? 0;
        foreach (var pulled in _pulled.FindAll(one => one.Axis.Device == message.Device && one.Axis.Channel == message.Channel && one.Axis.Number == message.Number && message.Value < one.Threshold)) Forget(pulled.Timer);
        if (LookUp(message, null, trigger => Crosses(trigger, message.Number, previous, message.Value)) is not { } found) return;
        var gesture = new SlowGesture { Device = message.Device, Channel = message.Channel, Value = message.Value };
        if (found.Trigger is GamepadTriggerTrigger { DurationMs: { } ms } pull) Hold(message, Reached(pull.Threshold), ms, () => Fire(found, gesture));
        else Fire(firings, found, gesture);
    }

    private void Hold(Happening message, int threshold, int ms, Action fire)
    {
        SlowTimer? timer = null;
        timer = Arm(_now + Micros(ms), isWindow: false, () =>
        {
            Forget(timer!);
            fire();
        });
        _pulled.Add((message, threshold, timer));
    }

    private void Forget(SlowTimer timer)
    {
        Cancel(timer);
        _pulled.RemoveAll(one => ReferenceEquals(one.Timer, timer));
    }

    /// <summary>Each side by itself, coming from below.</summary>
    private static bool Crosses(Trigger trigger, int axis, int previous, int value) => trigger switch
    {
        GamepadAnalogStickTrigger stick => stick.Axis == axis && ((IsUpwards(stick.Direction) && Crosses(stick.Threshold, previous, value)) || (IsDownwards(stick.Direction) && Crosses(stick.Threshold, -previous, -value))),
        GamepadTriggerTrigger pull => pull.Side == axis && Crosses(pull.Threshold, previous, value),
        _ => false,
    };

    private static bool Crosses(int threshold, int previous, int value) => previous < Reached(threshold) && value >= Reached(threshold);

    private static int Reached(int threshold) => Math.Max(1, threshold);

    private static bool IsUpwards(StickDirection direction) => direction is StickDirection.Both or StickDirection.Positive or StickDirection.Up or StickDirection.Right or StickDirection.Clockwise;

    private static bool IsDownwards(StickDirection direction) => direction is StickDirection.Both or StickDirection.Negative or StickDirection.Down or StickDirection.Left or StickDirection.CounterClockwise;
}
