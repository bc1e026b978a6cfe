using System.Globalization;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Triggers;

namespace Conductor.Core.Explaining;

/// <summary>Reasons in short sentences.</summary>
internal static class ReasonWords
{
    public const string PausedSentence = "paused: only Control resume runs";
    private const string NoneBefore = "there is no value before";

    /// <summary>Of a mapping that a look-up has passed over.</summary>
    public static string Of(in Candidate candidate, Reason reason, in Played played, in LookUp lookUp, PlannedMapping? winner)
    {
        var (mapping, slot) = (candidate.Mapping, candidate.Slot);
        return reason switch
        {
            Reason.Off => $"off: {mapping.Source.OffBecause}",
            Reason.OtherMode => $"another mode ('{mapping.Mode}')",
            Reason.Device => $"device '{lookUp.Plan.Config.Devices[slot.Device - 1].Id}' only",
            Reason.Channel => $"channel {slot.Channel} only",
            Reason.Value => $"{NameOfValue(played.Kind)} {played.Value} is not {(slot.Min == slot.Max ? $"{slot.Min}" : $"in {slot.Min}–{slot.Max}")}",
            Reason.DeadZone => $"bend {played.Value} lies within {slot.Deadzone} of the centre",
            Reason.Window => played.Gap > 0 ? $"its window is {Time(slot.Time)}, and {Time(played.Gap)} lie between the presses" : $"its window is {Time(slot.Time)}",
            Reason.Direction => Direction((EncoderTurnTrigger)mapping.Source.Trigger, played),
            Reason.Threshold => Threshold(mapping.Source.Trigger, played),
            Reason.Pattern => $"the message does not fit {((SysExTrigger)mapping.Source.Trigger).Pattern}",
            Reason.Edge => Edge(slot, played),
            Reason.Condition => $"its condition is false: {mapping.Source.Condition!.Blame(lookUp.Situation(played.Kind, played.Ranged))}",
            Reason.Shadowed => $"shadowed: the mapping at {winner!.PlaceFor(mapping)} wins",
            Reason.Paused => PausedSentence,
            Reason.Muted or Reason.Throttled or Reason.Running or Reason.HeldBack or Reason.Division or Reason.Claimed or Reason.Decided or Reason.Up => throw new ArgumentException($"{reason} is none of a look-up"),
        };
    }

    private static string NameOfValue(GestureKind kind) => kind switch
    {
        GestureKind.Release or GestureKind.Tap or GestureKind.DoubleTap or GestureKind.Press or GestureKind.LongPress or GestureKind.Chord => "velocity",
        GestureKind.ChannelPressure or GestureKind.PolyPressure => "pressure",
        GestureKind.PitchBend => "bend",
        GestureKind.Control or GestureKind.Turn or GestureKind.Program or GestureKind.Transport or GestureKind.SysEx or GestureKind.Axis or GestureKind.Hook => "value",
    };

    private static string Direction(EncoderTurnTrigger trigger, in Played played)
    {
        var detents = EncoderRecognizer.Detents(trigger.Encoding, played.Value, played.Previous);
        if (detents != 0) return $"turned {(detents > 0 ? "clockwise" : "counter-clockwise")}, it takes the other direction";
        return trigger.Encoding == EncoderEncoding.Absolute && played.Previous < 0 ? "the first value only tells where the knob stands" : $"{played.Value} is no turn as {trigger.EncodingWord}";
    }

    private static string Threshold(Trigger trigger, in Played played)
    {
        var (threshold, positive, negative) = AxisRecognizer.Sides(trigger);
        var isOver = (positive && played.Value >= threshold) || (negative && -played.Value >= threshold);
        return isOver ? $"it was over {threshold} already ({played.Previous} before)" : $"{played.Value} is not over {threshold}{(positive && negative ? "" : positive ? " on the positive side" : " on the negative side")}";
    }

    private static string Edge(in Slot slot, in Played played) => slot.Edge switch
    {
        ValueEdge.Enter => $"it was in {slot.Min}–{slot.Max} already ({played.Previous} before)",
        ValueEdge.Increase => played.Previous < 0 ? NoneBefore : $"it did not rise ({played.Previous} before)",
        ValueEdge.Decrease => played.Previous < 0 ? NoneBefore : $"it did not fall ({played.Previous} before)",
        ValueEdge.Every => throw new ArgumentException("every value is one to fire at"),
    };

    /// <summary>µs as milliseconds, e.g. "500 ms".</summary>
    public static string Time(long micros) => $"{(micros / 1000.0).ToString("0.###", CultureInfo.InvariantCulture)} ms";
}
