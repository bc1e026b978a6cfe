using Conductor.Core.Mapping;
using Conductor.Core.Midi;
using Conductor.Core.Triggers;

namespace Conductor.Core.Gestures;

/// <summary>How far an encoder has been turned towards a mapping's next division.</summary>
internal sealed class TurnState
{
    public PlannedMapping Mapping = null!;
    public EncoderTurnTrigger Trigger = null!;

    /// <summary>Detents beyond the last division, in the direction turned: clockwise positive.</summary>
    public int Rest;

    /// <summary>Another mapping's of the same controller.</summary>
    public TurnState? Next;
}

/// <summary>Endless knobs: a controller's message says which way and how far it was turned, in one of five encodings; each mapping reads it in its own.</summary>
internal static class EncoderRecognizer
{
    public const int MostFirings = 16;

    /// <param name="state">The channel's.</param>
    /// <param name="message">A controller's.</param>
    /// <param name="previous">The controller's value before, −1 = none.</param>
    /// <param name="lookUp">Where to look.</param>
    /// <param name="firings">What it leads to.</param>
    public static void Turn(ChannelState state, in MidiMessage message, int previous, in LookUp lookUp, FiringBuffer firings)
    {
        if (state.Turns is { } turns) DropTurnedBack(turns[message.Data1], message.Data2, previous);
        if (Find(lookUp.Plan.Table(lookUp.Mode), message, previous, lookUp, out var detents) is not { } mapping
            && (mapping = Find(lookUp.Plan.Global, message, previous, lookUp, out detents)) is null) return;
        if (lookUp.Allowed(mapping) is null) return;
        Fire(state, message, mapping, detents, firings);
    }

    private static PlannedMapping? Find(SlotTable table, in MidiMessage message, int previous, in LookUp lookUp, out int detents)
    {
        foreach (ref readonly var slot in table.Row(GestureKind.Turn, message.Data1))
        {
            var mapping = lookUp.Plan.Mappings[slot.Mapping];
            var trigger = (EncoderTurnTrigger)mapping.Source.Trigger;
            detents = Detents(trigger.Encoding, message.Data2, previous);
            if (trigger.IsTowards(detents) && lookUp.Takes(slot, GestureKind.Turn, message.Data2)) return mapping;
        }

        detents = 0;
        return null;
    }

    private static void Fire(ChannelState state, in MidiMessage message, PlannedMapping mapping, int detents, FiringBuffer firings)
    {
        var steps = ((EncoderTurnTrigger)mapping.Source.Trigger).Steps;
        if (steps > 1)
        {
            var turn = TurnOf(state, message.Data1, mapping);
            var turned = turn.Rest + detents;
            (detents, turn.Rest) = (turned / steps, turned % steps);
        }

        var gesture = new Gesture
        {
            Kind = GestureKind.Turn,
            Device = message.Device,
            Channel = (byte)message.Channel,
            Number = message.Data1,
            Value = Math.Sign(detents),
            Time = message.Time,
        };
        for (var i = Math.Min(Math.Abs(detents), MostFirings); i > 0; i--) firings.Add(gesture, mapping);
    }

    /// <summary>Detents of a message, clockwise positive; 0 where it says nothing of a turn.</summary>
    /// <param name="encoding">How the device writes it.</param>
    /// <param name="value">The controller's, 0–127.</param>
    /// <param name="previous">The one before; −1 = none: then an absolute one only tells where it stands.</param>
    internal static int Detents(EncoderEncoding encoding, int value, int previous) => encoding switch
    {
        EncoderEncoding.Absolute => previous < 0 ? 0 : AbsoluteDetents(value, value - previous),
        EncoderEncoding.TwosComplement => value < 64 ? value : value - 128,
        EncoderEncoding.BinaryOffset => value - 64,
        EncoderEncoding.SignMagnitude => value < 64 ? value : 64 - value,
        EncoderEncoding.ZeroMax => value == 127 ? 1 : value == 0 ? -1 : 0,
    };

    /// <summary>The shorter way round; at its ends an encoder that can't count further repeats itself.</summary>
    private static int AbsoluteDetents(int value, int difference) => difference switch
    {
        0 => value == 127 ? 1 : value == 0 ? -1 : 0,
        > 64 => difference - 128,
        < -64 => difference + 128,
        _ => difference,
    };

    /// <summary>What was turned towards a division is dropped when the direction turns, whichever mapping fires then.</summary>
    private static void DropTurnedBack(TurnState? turn, int value, int previous)
    {
        for (; turn is not null; turn = turn.Next)
        {
            if (turn.Rest * Detents(turn.Trigger.Encoding, value, previous) < 0) turn.Rest = 0;
        }
    }

    /// <summary>What has been turned towards the mapping's next division, when a message comes.</summary>
    public static int RestBefore(ChannelState state, int controller, PlannedMapping mapping, int detents)
    {
        for (var turn = state.Turns?[controller]; turn is not null; turn = turn.Next)
        {
            if (turn.Mapping == mapping) return turn.Rest * detents < 0 ? 0 : turn.Rest;
        }

        return 0;
    }

    private static TurnState TurnOf(ChannelState state, int controller, PlannedMapping mapping)
    {
        var turns = state.Turns ??= new TurnState?[128];
        for (var turn = turns[controller]; turn is not null; turn = turn.Next)
        {
            if (turn.Mapping == mapping) return turn;
        }

        return turns[controller] = new TurnState { Mapping = mapping, Trigger = (EncoderTurnTrigger)mapping.Source.Trigger, Next = turns[controller] };
    }

    /// <summary>A new plan: what was turned goes on for the same mapping, and is dropped where there is none.</summary>
    public static void Rebind(ChannelState state, Plan plan)
    {
        if (state.Turns is not { } turns) return;
        for (var controller = 0; controller < turns.Length; controller++)
        {
            var turn = turns[controller];
            turns[controller] = null;
            while (turn is not null)
            {
                var next = turn.Next;
                if (turn.Rest != 0 && plan.FindSame(turn.Mapping) is { } same)
                {
                    turn.Mapping = same;
                    turn.Next = turns[controller];
                    turns[controller] = turn;
                }

                turn = next;
            }
        }
    }
}
