using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

public enum VelocityLevel
{
    Soft,
    Medium,
    Hard,
}

/// <summary>
/// A press of a certain strength: by a range, by a level, or on every press with the level left to the action.
/// <code>trigger = { type = "VelocityRange", note = 36, level = "Hard" }</code>
/// It competes with Note triggers of the same note in file order: one press, one of them.
/// </summary>
public sealed record VelocityRangeTrigger : Trigger
{
    private static readonly IntParameter VelocityMin = new("velocity_min", 0, 127, "softest press that counts") { Older = ["min_velocity"], Called = "velocity" };
    private static readonly IntParameter VelocityMax = new("velocity_max", 0, 127, "hardest press that counts") { Older = ["max_velocity"], Called = "velocity" };

    private static readonly ChoiceParameter<VelocityLevel> Level = new("level", "a range by name: Soft up to soft_max, Medium up to medium_max, Hard above",
        (VelocityLevel.Soft, ["Soft"]), (VelocityLevel.Medium, ["Medium"]), (VelocityLevel.Hard, ["Hard"]));

    private static readonly IntParameter SoftMax = new("soft_max", 0, 127, "the hardest press that is still Soft") { Default = 40, Called = "velocity" };
    private static readonly IntParameter MediumMax = new("medium_max", 0, 127, "the hardest press that is still Medium") { Default = 80, Called = "velocity" };

    public static readonly KindSpec<Trigger> Spec = new("VelocityRange", "a note is pressed with a certain strength",
        """{ type = "VelocityRange", note = 36, level = "Hard" }""", [NoteSet.Parameter, VelocityMin, VelocityMax, Level, SoftMax, MediumMax], Read);

    public override TriggerKind Kind => TriggerKind.VelocityRange;

    public required NoteSet Notes { get; init; }
    public required ValueRange Velocity { get; init; }

    private static VelocityRangeTrigger Read(ConfigTable table)
    {
        var notes = NoteSet.Read(table);
        var softMax = table.Int(SoftMax);
        var mediumMax = table.Int(MediumMax);
        var byLevel = table.ChoiceOrNull(Level) is { } level ? RangeOf(level, softMax, mediumMax) : new ValueRange(1, 127);
        var range = new ValueRange(table.IntOrNull(VelocityMin) ?? byLevel.Min, table.IntOrNull(VelocityMax) ?? byLevel.Max);
        if (range.Min > range.Max)
        {
            (table.Find(VelocityMin) ?? table.Find(Level) ?? table.AsValue).Error("min-above-max", $"No velocity lies from {range.Min} to {range.Max}; the lower end must come first");
        }

        return new VelocityRangeTrigger { Notes = notes, Velocity = range }.WithCommon(table);
    }

    private static ValueRange RangeOf(VelocityLevel level, int softMax, int mediumMax) => level switch
    {
        VelocityLevel.Soft => new ValueRange(1, softMax),
        VelocityLevel.Medium => new ValueRange(softMax + 1, mediumMax),
        VelocityLevel.Hard => new ValueRange(mediumMax + 1, 127),
    };

    internal override void Bind(PlanBuilder plan, int mapping) => plan.Add(GestureKind.Press, Notes, Velocity, mapping, this);

    public override string Describe() => $"{Notes} press{Velocity.Unless(1, 127, " velocity ")}";
}
