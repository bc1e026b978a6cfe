using Conductor.Core.Actions;
using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>
/// A press of a certain strength: by a range, by a level, or on every press with the level left to the action.
/// <code>trigger = { type = "VelocityRange", note = 36, level = "Hard" }</code>
/// It competes with Note triggers of the same note in file order: one press, one of them.
/// </summary>
public sealed record VelocityRangeTrigger : Trigger
{
    private static readonly IntParameter VelocityMin = new("velocity_min", 0, 127, "softest press that counts") { Older = ["min_velocity"], Called = "velocity" };
    private static readonly IntParameter VelocityMax = new("velocity_max", 0, 127, "hardest press that counts") { Older = ["max_velocity"], Called = "velocity" };

    private static readonly ChoiceParameter<VelocityLevel> Level =
        VelocityLevels.NewParameter("a range by name: Soft up to soft_max, Medium up to medium_max, Hard above", isRequired: false);

    private static readonly ValueForm RangesForm = new("velocityRanges", "a list of { min, max, action }",
        """{"type":"array","items":{"type":"object","properties":{"min":{"type":"integer"},"max":{"type":"integer"},"action":{"$ref":"#/$defs/action"}}}}""");

    private static readonly FormParameter Ranges = new("ranges", RangesForm, "several ranges with an action each") { Instead = "a mapping for each range, with velocity_min and velocity_max" };

    public static readonly KindSpec<Trigger> Spec = new("VelocityRange", "a note is pressed with a certain strength",
        """{ type = "VelocityRange", note = 36, level = "Hard" }""",
        [NoteSet.OrButtonParameter, VelocityMin, VelocityMax, Level, VelocityLevels.SoftMaxParameter, VelocityLevels.MediumMaxParameter, ValueRange.PairParameter, Ranges], Read);

    public override TriggerKind Kind => TriggerKind.VelocityRange;

    public required NoteSet Notes { get; init; }
    public required ValueRange Velocity { get; init; }

    /// <summary>What the action calls soft, medium and hard.</summary>
    public VelocityLevels Levels { get; init; } = VelocityLevels.Usual;

    /// <summary>An older file's <c>ranges</c>: one mapping each, with its own action or else the mapping's (null).</summary>
    internal override IReadOnlyList<(Trigger Trigger, GestureAction? Action)>? Parts => _parts.Count == 0 ? null : _parts;

    private ValueList<(Trigger, GestureAction?)> _parts;

    private static VelocityRangeTrigger Read(ConfigTable table)
    {
        var whole = new VelocityRangeTrigger { Notes = NoteSet.ReadWithButtons(table), Velocity = new ValueRange(1, 127), Levels = VelocityLevels.Read(table) }.WithCommon(table);
        return table.Find(Ranges) is { } ranges ? whole with { _parts = ReadRanges(ranges, whole) } : whole with { Velocity = ReadVelocity(table, whole.Levels) };
    }

    private static ValueRange ReadVelocity(ConfigTable table, VelocityLevels levels)
    {
        if (!table.Has(VelocityMin) && !table.Has(VelocityMax) && ValueRange.ReadPair(table, VelocityMin, VelocityMax) is { } pair) return pair;
        var byLevel = table.ChoiceOrNull(Level) is { } level ? levels.RangeOf(level) : new ValueRange(1, 127);
        var isReadable = table.TryInt(VelocityMin, out var min) & table.TryInt(VelocityMax, out var max);
        var range = new ValueRange(table.Has(VelocityMin) ? min : byLevel.Min, table.Has(VelocityMax) ? max : byLevel.Max);
        if (isReadable && range.Min > range.Max)
        {
            (table.Find(VelocityMin) ?? table.Find(VelocityMax) ?? table.Find(Level) ?? table.AsValue)
                .Error("min-above-max", $"No velocity lies from {range.Min} to {range.Max}; the lower end must come first");
        }

        return range;
    }

    private static readonly IntParameter Min = new("min", 0, 127, "softest press of the range") { Older = ["velocity_min"], Default = 0, Called = "velocity" };
    private static readonly IntParameter Max = new("max", 0, 127, "hardest press of the range") { Older = ["velocity_max"], Default = 127, Called = "velocity" };
    private static readonly FormParameter RangeAction = new("action", ValueForm.Action, "what that range does; left out: the mapping's action");

    private static ValueList<(Trigger, GestureAction?)> ReadRanges(ConfigValue list, VelocityRangeTrigger whole)
    {
        var parts = new List<(Trigger, GestureAction?)>();
        foreach (var element in list.List(Ranges.Name))
        {
            if (element.Table(Ranges.Name) is not { } table) continue;
            var range = ValueRange.Read(table, Min, Max);
            var action = table.Find(RangeAction) is { } value ? ActionCatalog.Read(value) : null;
            table.RejectUnknown([Min, Max, RangeAction]);
            parts.Add((whole with { Velocity = new ValueRange(Math.Max(1, range.Min), range.Max) }, action));
        }

        if (list.IsList && parts.Count == 0) list.Error("no-ranges", "'ranges' is empty: name at least one { min, max }");
        return new ValueList<(Trigger, GestureAction?)>([.. parts]);
    }

    internal override void Bind(PlanBuilder plan, int mapping) => plan.Add(GestureKind.Press, Notes, Velocity, mapping, this);

    public override string Describe() => $"{Notes} press{Velocity.Unless(1, 127, " velocity ")}";
}
