using Conductor.Core.Config;
using Conductor.Core.Triggers;

namespace Conductor.Core.Conditions;

/// <summary>The press that triggered it was soft, medium or hard. <code>condition = { VelocityLevel = "Hard" }</code></summary>
public sealed record VelocityLevelCondition(VelocityLevel Level) : Condition
{
    private static readonly ChoiceParameter<VelocityLevel> LevelParameter = VelocityLevels.NewParameter("how hard the press was", isRequired: true);

    public static readonly KindSpec<Condition> Spec = new("VelocityLevel", "the press was of that strength", """{ type = "VelocityLevel", level = "Hard" }""", [LevelParameter],
        table => table.ChoiceOrNull(LevelParameter) is { } level ? new VelocityLevelCondition(level) : null)
    {
        Main = LevelParameter,
        ReadMain = value => value.Choice(LevelParameter) is { } level ? new VelocityLevelCondition(level) : null,
    };

    public override ConditionKind Kind => ConditionKind.VelocityLevel;

    /// <summary>By the usual levels; false where there is no press.</summary>
    internal override bool? Holds(in Situation situation) => situation.Velocity >= 0 && VelocityLevels.Usual.LevelOf(situation.Velocity) == Level;

    public override string Describe() => $"VelocityLevel {Level}";
}
