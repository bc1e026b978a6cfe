using Conductor.Core.Config;

namespace Conductor.Core.Actions;

public enum VolumeOperation
{
    Up,
    Down,
    Mute,
    Unmute,
    Toggle,
    Set,
}

/// <summary>
/// Changes the computer's volume.
/// <code>{ type = "VolumeControl", operation = "Up", step = 2 }</code>
/// <c>Set</c> without <c>value</c> follows the trigger's own value (a fader).
/// </summary>
/// <param name="Operation">What to do.</param>
/// <param name="Value">0–100, for Set; null: the trigger's own.</param>
/// <param name="Percent">Of a step up or down.</param>
public sealed record VolumeControlAction(VolumeOperation Operation, int? Value, int Percent) : UnbuiltAction
{
    private static readonly ChoiceParameter<VolumeOperation> OperationParameter = new("operation", "what to do with the volume",
        (VolumeOperation.Up, ["Up"]), (VolumeOperation.Down, ["Down"]), (VolumeOperation.Mute, ["Mute"]), (VolumeOperation.Unmute, ["Unmute"]),
        (VolumeOperation.Toggle, ["Toggle"]), (VolumeOperation.Set, ["Set"]))
    {
        Required = true,
        Older = ["action", "direction"],
        OlderWords =
        [
            (VolumeOperation.Up, "VolumeUp"), (VolumeOperation.Down, "VolumeDown"), (VolumeOperation.Mute, "VolumeMute"), (VolumeOperation.Unmute, "VolumeUnmute"),
            (VolumeOperation.Toggle, "VolumeToggle"), (VolumeOperation.Toggle, "ToggleMute"), (VolumeOperation.Toggle, "MuteToggle"), (VolumeOperation.Set, "VolumeSet"), (VolumeOperation.Set, "SetVolume"),
        ],
    };

    private static readonly IntParameter ValueParameter = new("value", 0, 100, "percent, for Set; left out: the trigger's own value") { Older = ["volume"], Called = "volume" };
    private static readonly IntParameter StepParameter = new("step", 1, 100, "percent, for Up and Down") { Default = 5, Older = ["amount"] };

    public static readonly KindSpec<GestureAction> Spec = new("VolumeControl", "changes the computer's volume", """{ type = "VolumeControl", operation = "Up", step = 2 }""",
        [OperationParameter, ValueParameter, StepParameter], Read)
    {
        Main = OperationParameter,
        ReadMain = value => value.Choice(OperationParameter) is { } operation ? new VolumeControlAction(operation, null, 5) : null,
        NotBuilt = "The action 'VolumeControl' is not built yet",
    };

    public override ActionKind Kind => ActionKind.VolumeControl;

    private static VolumeControlAction? Read(ConfigTable table)
    {
        var (operation, value, step) = (table.ChoiceOrNull(OperationParameter), table.IntOrNull(ValueParameter), table.Int(StepParameter));
        return operation is { } what ? new VolumeControlAction(what, value, step) : null;
    }

    public override string Describe(in ActionTrace trace) => $"VolumeControl {OperationParameter.WordOf(Operation)}{(Value is { } value ? $" {value}" : "")}";
}
