using Conductor.Core.Actions;
using Conductor.Core.Config;

namespace Conductor.Core.Conditions;

/// <summary>A mode is in force. <code>condition = { ModeIs = "Edit" }</code></summary>
public sealed record ModeIsCondition(string Mode) : Condition
{
    private static readonly FormParameter ModeParameter = new("mode", ModeName.Form, "the mode") { Required = true };

    public static readonly KindSpec<Condition> Spec = new("ModeIs", "the mode is in force", """{ type = "ModeIs", mode = "Default" }""", [ModeParameter],
        table => table.Get(ModeParameter) is { } mode ? Read(mode) : null)
    {
        Older = ["ModeActive"],
        Main = ModeParameter,
        ReadMain = Read,
    };

    public override ConditionKind Kind => ConditionKind.ModeIs;

    internal override bool? Holds(in Situation situation) => situation.Mode == Mode;

    public override string Describe() => $"ModeIs {Mode}";

    private static ModeIsCondition? Read(ConfigValue value) => ModeName.Read(value) is { } mode ? new ModeIsCondition(mode) : null;
}
