using Conductor.Core.Triggers;

namespace Conductor.Core.Tests.Slow;

internal sealed partial class SlowEngine
{
    private void Turn(Happening message, int? previous, List<Action> firings)
    {
        DropTurnedRests(message, previous);
        int Detents(Trigger trigger) => trigger is EncoderTurnTrigger turn && (turn.Controls ?? message.Number) == message.Number ? DetentsOf(turn.Encoding, previous, message.Value) : 0;
        bool Fits(Trigger trigger) => Detents(trigger) is not 0 and var detents && ((EncoderTurnTrigger)trigger).Direction switch
        {
            TurnDirection.Both => true,
            TurnDirection.Clockwise => detents > 0,
            TurnDirection.CounterClockwise => detents < 0,
        };
        if (LookUp(message, null, Fits) is not { } found) return;
        var rest = found.Rests.Find(one => IsOf(one, message));
        if (rest is null) found.Rests.Add(rest = new SlowRest(message.Device, message.Channel, message.Number));
        var total = rest.Detents + Detents(found.Trigger!);
        var steps = ((EncoderTurnTrigger)found.Trigger!).Steps;
        rest.Detents = total % steps;
        for (var i = 0; i < Math.Min(16, Math.Abs(total) / steps); i++) Fire(firings, found, new SlowGesture { Device = message.Device, Channel = message.Channel, Value = Math.Sign(total), IsDetent = true });
    }

    /// <summary>Whatever turns the other way drops the rest of a division.</summary>
    private void DropTurnedRests(Happening message, int? previous)
    {
        foreach (var mapping in _mappings)
        {
            foreach (var rest in mapping.Rests.Where(one => IsOf(one, message)))
            {
                if (DetentsOf(((EncoderTurnTrigger)mapping.Trigger!).Encoding, previous, message.Value) * rest.Detents < 0) rest.Detents = 0;
            }
        }
    }

    private static bool IsOf(SlowRest rest, Happening message) => rest.Device == message.Device && rest.Channel == message.Channel && rest.Number == message.Number;

    /// <summary>Positive is clockwise; 0 is nothing.</summary>
    private static int DetentsOf(EncoderEncoding encoding, int? previous, int value) => encoding switch
    {
        EncoderEncoding.Absolute => previous is { } before ? AbsoluteDetents(before, value) : 0,
        EncoderEncoding.TwosComplement => value < 64 ? value : value - 128,
        EncoderEncoding.BinaryOffset => value - 64,
        EncoderEncoding.SignMagnitude => value < 64 ? value : 64 - value,
        EncoderEncoding.ZeroMax => value == 127 ? 1 : value == 0 ? -1 : 0,
    };

    /// <summary>The shorter way round; at its ends it goes on sending the same.</summary>
    private static int AbsoluteDetents(int previous, int value)
    {
        if (value == previous) return value == 127 ? 1 : value == 0 ? -1 : 0;
        var difference = value - previous;
        return difference > 64 ? difference - 128 : difference < -64 ? difference + 128 : difference;
    }
}
