using Conductor.Core.Config;
using Conductor.Core.Triggers;

namespace Conductor.Core.Actions;

/// <summary>
/// Does one of three things by how hard the note was pressed.
/// <code>{ type = "VelocityRange", soft_action = { Shell = "dim" }, hard_action = { Shell = "bright" } }</code>
/// A strength without an action does nothing.
/// </summary>
/// <param name="Soft">Null = nothing.</param>
/// <param name="Medium">Null = nothing.</param>
/// <param name="Hard">Null = nothing.</param>
/// <param name="Levels">Where soft ends and hard begins; null: as the trigger says.</param>
public sealed record VelocityRangeAction(GestureAction? Soft, GestureAction? Medium, GestureAction? Hard, VelocityLevels? Levels) : ContainerAction
{
    internal static readonly FormParameter SoftParameter = new("soft_action", ValueForm.Action, "what a soft press does") { Older = ["soft"] };
    internal static readonly FormParameter MediumParameter = new("medium_action", ValueForm.Action, "what a medium press does") { Older = ["medium"] };
    internal static readonly FormParameter HardParameter = new("hard_action", ValueForm.Action, "what a hard press does") { Older = ["hard"] };

    public static readonly KindSpec<GestureAction> Spec = new("VelocityRange", "one of three actions, by how hard the note was pressed",
        """{ type = "VelocityRange", soft_action = { type = "Shell", command = "dim" }, hard_action = { type = "Shell", command = "bright" } }""",
        [SoftParameter, MediumParameter, HardParameter, VelocityLevels.NewSoftMax("medium_max"), VelocityLevels.NewMediumMax("soft_max")], Read);

    public override ActionKind Kind => ActionKind.VelocityRange;

    internal override IEnumerable<GestureAction> Children => new[] { Soft, Medium, Hard }.OfType<GestureAction>();

    /// <summary>Null where one of them has an error, or all are missing.</summary>
    internal static VelocityRangeAction? Read(ConfigTable table)
    {
        var isReadable = TryRead(table, SoftParameter, out var soft) & TryRead(table, MediumParameter, out var medium) & TryRead(table, HardParameter, out var hard);
        var ownLevels = table.Has(VelocityLevels.SoftMaxParameter) || table.Has(VelocityLevels.MediumMaxParameter);
        VelocityLevels? levels = ownLevels ? VelocityLevels.Read(table) : null;
        if (isReadable && (soft ?? medium ?? hard) is null) table.AsValue.Error("missing-key", "Missing 'soft_action', 'medium_action' or 'hard_action': give at least one");
        return isReadable && (soft ?? medium ?? hard) is not null ? new VelocityRangeAction(soft, medium, hard, levels) : null;
    }

    private static bool TryRead(ConfigTable table, FormParameter parameter, out GestureAction? action)
    {
        action = ActionList.ReadOne(table, parameter);
        return action is not null || !table.Has(parameter);
    }

    internal override Outcome Step(ref Frame frame, ActionContext context)
    {
        if (frame.Index++ > 0) return Outcome.EndOf(frame);
        var levels = Levels ?? (context.Run.Mapping.Source.Trigger as VelocityRangeTrigger)?.Levels ?? VelocityLevels.Usual;
        return Of(levels.LevelOf(context.Velocity >= 0 ? context.Velocity : context.Gesture.SevenBits)) is { } action ? Outcome.Call(action) : Outcome.Done;
    }

    private GestureAction? Of(VelocityLevel level) => level switch
    {
        VelocityLevel.Soft => Soft,
        VelocityLevel.Medium => Medium,
        VelocityLevel.Hard => Hard,
    };

    public override string Describe(in ActionTrace trace) => "VelocityRange";
}
