using Conductor.Core.Config;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>
/// A gamepad's button is pressed twice.
/// <code>trigger = { type = "GamepadButtonDoubleTap", button = "East" }</code>
/// As DoubleTap.
/// </summary>
public sealed record GamepadButtonDoubleTapTrigger : Trigger
{
    public static readonly KindSpec<Trigger> Spec = new("GamepadButtonDoubleTap", "a gamepad's button is pressed twice", """{ type = "GamepadButtonDoubleTap", button = "East" }""",
        [GamepadButtonTrigger.ButtonParameter, DoubleTapTrigger.Timeout], Read)
    {
        Main = GamepadButtonTrigger.ButtonParameter,
        ReadMain = value => GamepadNames.ReadButton(value) is { } button ? new GamepadButtonDoubleTapTrigger { Button = button } : null,
        NotTold = GamepadNames.NotTold,
    };

    public override TriggerKind Kind => TriggerKind.GamepadButtonDoubleTap;

    /// <summary>128–255.</summary>
    public required byte Button { get; init; }

    /// <summary>Null = double_tap_timeout_ms.</summary>
    public int? TimeoutMs { get; init; }

    private static GamepadButtonDoubleTapTrigger? Read(ConfigTable table)
    {
        var button = table.Get(GamepadButtonTrigger.ButtonParameter) is { } value ? GamepadNames.ReadButton(value) : null;
        var timeout = table.IntOrNull(DoubleTapTrigger.Timeout);
        return button is { } number ? new GamepadButtonDoubleTapTrigger { Button = number, TimeoutMs = timeout }.WithCommon(table) : null;
    }

    internal override void Bind(PlanBuilder plan, int mapping) => plan.AddDoubleTap(new NoteSet(Button, Button), TimeoutMs, mapping, this);

    public override string Describe() => $"{GamepadNames.Button(Button)} double tap";
}
