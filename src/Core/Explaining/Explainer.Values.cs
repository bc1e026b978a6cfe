using Conductor.Core.Gestures;
using Conductor.Core.Triggers;

namespace Conductor.Core.Explaining;

/// <summary>What has a value, and what is said by its message alone.</summary>
internal sealed partial class Explainer
{
    private const string AtOnce = "at once";

    private void Control()
    {
        var previous = _state.LastControl(_message.Data1);
        Value(GestureKind.Control, _message.Data1, _message.Data2, previous);
        Turn(previous);
    }

    private void Value(GestureKind kind, int number, int value, int previous)
    {
        var played = new Played { Kind = kind, Value = value, Previous = previous };
        var gesture = GestureOf(kind, number, value);
        var verdict = Judge(_candidates.Of(kind, number), played);
        var left = verdict.Winner is { } winner ? ThrottleTable.Left(winner.Mapping, gesture) : -1;
        Tell(gesture, AtOnce, verdict, played, isNow: true, left < 0 ? null : new Obstacle(Reason.Throttled, $"throttled for {ReasonWords.Time(left)} more; the last value fires then"));
    }

    private void Turn(int previous)
    {
        var candidates = _candidates.Of(GestureKind.Turn, _message.Data1);
        if (candidates.Count == 0) return;
        var played = new Played { Kind = GestureKind.Turn, Value = _message.Data2, Previous = previous };
        var verdict = Judge(candidates, played);
        var gesture = GestureOf(GestureKind.Turn, _message.Data1, 0);
        if (verdict.Winner is not { } winner)
        {
            Tell(gesture, "not now", verdict, played, isNow: true, name: $"encoder {_message.Data1}");
            return;
        }

        var trigger = (EncoderTurnTrigger)winner.Mapping.Source.Trigger;
        var detents = EncoderRecognizer.Detents(trigger.Encoding, _message.Data2, previous);
        var turned = detents + (trigger.Steps > 1 ? EncoderRecognizer.RestBefore(_state, _message.Data1, winner.Mapping, detents) : 0);
        var times = Math.Min(Math.Abs(turned / trigger.Steps), EncoderRecognizer.MostFirings);
        var when = times == 1 ? AtOnce : times == 0 ? "not yet" : $"at once, {times} times";
        Tell(gesture with { Value = Math.Sign(detents) }, when, verdict, played, isNow: true, times > 0 ? null : new Obstacle(Reason.Division, $"{Math.Abs(turned)} of the {trigger.Steps} detents that make one"), times: times);
    }

    private void Plain(GestureKind kind, byte number)
    {
        var played = new Played { Kind = kind };
        Tell(GestureOf(kind, number, _message.Data1), AtOnce, Judge(_candidates.Of(kind, number), played), played, isNow: true);
    }

    private void SysEx(ReadOnlySpan<byte> bytes)
    {
        var played = new Played { Kind = GestureKind.SysEx, SysEx = bytes };
        Tell(GestureOf(GestureKind.SysEx, 0, 0), AtOnce, Judge(_candidates.Of(GestureKind.SysEx, 0), played), played, isNow: true);
    }

    private void Axis()
    {
        var index = _message.Data1 - GamepadNames.First;
        var played = new Played { Kind = GestureKind.Axis, Value = _message.AxisValue, Previous = _state.LastAxis(index) };
        var verdict = Judge(_candidates.Of(GestureKind.Axis, index), played);
        var duration = (verdict.Winner?.Mapping.Source.Trigger as GamepadTriggerTrigger)?.DurationMs;
        Tell(GestureOf(GestureKind.Axis, _message.Data1, _message.AxisValue), duration is { } ms ? $"if it stays there for {ms} ms" : AtOnce, verdict, played, isNow: duration is null);
    }
}
