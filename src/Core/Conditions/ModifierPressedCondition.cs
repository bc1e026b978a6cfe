using Conductor.Core.Actions;
using Conductor.Core.Config;

namespace Conductor.Core.Conditions;

/// <summary>A modifier key of the computer's keyboard is down. <code>condition = { ModifierPressed = "shift" }</code></summary>
public sealed record ModifierPressedCondition(Key Modifier) : Condition
{
    private static readonly FormParameter ModifierParameter = new("modifier", KeyNames.ModifierForm, "the modifier") { Required = true };

    public static readonly KindSpec<Condition> Spec = new("ModifierPressed", "a modifier of the keyboard is down", """{ type = "ModifierPressed", modifier = "shift" }""", [ModifierParameter],
        table => table.Get(ModifierParameter) is { } modifier ? Read(modifier) : null)
    {
        Main = ModifierParameter,
        ReadMain = Read,
        NotTold = ConditionCatalog.Hidden(ConditionKind.ModifierPressed),
    };

    public override ConditionKind Kind => ConditionKind.ModifierPressed;

    internal override bool? Holds(in Situation situation) => situation.Surroundings.IsPressed(Modifier);

    public override string Describe() => $"ModifierPressed {KeyNames.Name(Modifier)}";

    private static ModifierPressedCondition? Read(ConfigValue value) => KeyNames.ReadModifier(value, "modifier") is { } key ? new ModifierPressedCondition(key) : null;
}
