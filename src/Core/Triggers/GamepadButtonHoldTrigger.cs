using Conductor.Core.Config;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>
/// A gamepad's button is held: fires once, while it is still down.
/// <code>trigger = { type = "GamepadButtonHold", button = "L1", duration_ms = 500 }</code>
/// As LongPress.
/// </summary>
public sealed record GamepadButtonHoldTrigger : Trigger
{
    public static readonly KindSpec<Trigger> Spec = new("GamepadButtonHold", "a gamepad's button is held for a time", """{ type = "GamepadButtonHold", button = "L1", duration_ms = 500 }""",
        [GamepadButtonTrigger.ButtonParameter, LongPressTrigger.Duration], Read)
    {
        Main = GamepadButtonTrigger.ButtonParameter,
        ReadMain = value => GamepadNames.ReadButton(value) is { } button ? new GamepadButtonHoldTrigger { Button = button } : null,
        NotTold = GamepadNames.NotTold,
    };

    public override TriggerKind Kind => TriggerKind.GamepadButtonHold;

    /// <summary>128–255.</summary>
    public required byte Button { get; init; }

    /// <summary>Null = hold_threshold_ms.</summary>
    public int? DurationMs { get; init; }

    private static GamepadButtonHoldTrigger? Read(ConfigTable table)
    {
        var button = table.Get(GamepadButtonTrigger.ButtonParameter) is { } value ? GamepadNames.ReadButton(value) : null;
        var duration = table.IntOrNull(LongPressTrigger.Duration);
        return button is { } number ? new GamepadButtonHoldTrigger { Button = number, DurationMs = duration }.WithCommon(table) : null;
    }

    /// <summary>What a GamepadButton with <c>hold_ms</c> means.</summary>
    internal static GamepadButtonHoldTrigger? OfButton(ConfigTable table, byte? button, int? duration, ConfigValue hold)
    {
        using var together = table.Scope.Trace?.Together();
        hold.Rename(LongPressTrigger.Duration.Name);
        table.RenameKind(Spec.Name);
        return button is { } number && duration is { } ms ? new GamepadButtonHoldTrigger { Button = number, DurationMs = ms }.WithCommon(table) : null;
    }

    internal override void Bind(PlanBuilder plan, int mapping) => plan.AddLongPress(new NoteSet(Button, Button), DurationMs, mapping, this);

    public override string Describe() => $"{GamepadNames.Button(Button)} hold{(DurationMs is { } ms ? $" {ms} ms" : "")}";
}
