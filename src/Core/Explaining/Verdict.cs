using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Triggers;

namespace Conductor.Core.Explaining;

/// <summary>A look-up as the engine makes it, with what it says to every mapping that it passes over.</summary>
/// <param name="Winner">The first mapping that takes the gesture; null = none.</param>
/// <param name="Passed">The others, each with its reason.</param>
internal readonly record struct Verdict(Candidate? Winner, List<(Candidate Candidate, Reason Reason)> Passed)
{
    /// <param name="candidates">In the order of the look-up.</param>
    public static Verdict Of(IEnumerable<Candidate> candidates, in Played played, in LookUp lookUp)
    {
        Candidate? winner = null;
        var passed = new List<(Candidate, Reason)>();
        foreach (var candidate in candidates)
        {
            if (ReasonOf(candidate, played, lookUp) is { } reason) passed.Add((candidate, reason));
            else if (winner is not null) passed.Add((candidate, Reason.Shadowed));
            else winner = candidate;
        }

        return new Verdict(winner, passed);
    }

    private static Reason? ReasonOf(in Candidate candidate, in Played played, in LookUp lookUp)
    {
        if (!candidate.IsOn) return Reason.Off;
        return candidate.IsLookedAt(lookUp.Mode) ? Refusal(candidate.Mapping, candidate.Slot, played, lookUp) : Reason.OtherMode;
    }

    /// <summary>Why the slot does not take the gesture; null where it does. Asks what the recognizers ask, of the same functions.</summary>
    private static Reason? Refusal(PlannedMapping mapping, in Slot slot, in Played played, in LookUp lookUp)
    {
        if (!slot.IsFrom(lookUp.Device)) return Reason.Device;
        if (!slot.IsOn(lookUp.Channel)) return Reason.Channel;
        if (!slot.HasInRange(played.Ranged)) return played.Ranged < slot.Min || played.Ranged > slot.Max ? Reason.Value : Reason.DeadZone;
        if (OfTrigger(mapping.Source.Trigger, slot, played) is { } reason) return reason;
        return lookUp.Takes(slot, played.Kind, played.Ranged) ? null : Reason.Condition;   // all else has been asked
    }

    private static Reason? OfTrigger(Trigger trigger, in Slot slot, in Played played) => played.Kind switch
    {
        GestureKind.DoubleTap or GestureKind.Chord => slot.HoldsGap(played.Gap) ? null : Reason.Window,
        GestureKind.Turn => trigger is EncoderTurnTrigger turn && turn.IsTowards(EncoderRecognizer.Detents(turn.Encoding, played.Value, played.Previous)) ? null : Reason.Direction,
        GestureKind.SysEx => trigger is SysExTrigger sysEx && sysEx.Pattern.Fits(played.SysEx) ? null : Reason.Pattern,
        GestureKind.Axis => AxisRecognizer.IsCrossed(trigger, played.Value, played.Previous) ? null : Reason.Threshold,
        GestureKind.Control or GestureKind.ChannelPressure or GestureKind.PolyPressure or GestureKind.PitchBend => slot.Moved(played.Value, played.Previous) ? null : Reason.Edge,
        GestureKind.Release or GestureKind.Tap or GestureKind.Press or GestureKind.LongPress or GestureKind.Program or GestureKind.Transport or GestureKind.Hook => null,
    };
}
