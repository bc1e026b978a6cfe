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
        Older = ["VolumeUp", "VolumeDown", "VolumeMute", "VolumeUnmute", "VolumeToggle", "VolumeSet"],
        ReadOlder = ReadOlder,
        ReadOlderWord = ReadOlderWord,
        Main = OperationParameter,
        ReadMain = value => value.Choice(OperationParameter) is { } operation ? new VolumeControlAction(operation, null, 5) : null,
        NotBuilt = "The action 'VolumeControl' is not built yet",
    };

    public override ActionKind Kind => ActionKind.VolumeControl;

    /// <summary><c>{ type = "VolumeUp" }</c></summary>
    private static VolumeControlAction? ReadOlder(ConfigTable table, string name)
    {
        using (table.Scope.Trace?.Together())
        {
            table.RenameKind(Spec.Name);
            if (!table.Has(OperationParameter)) table.AddEntry(OperationParameter.Name, $"\"{OperationParameter.WordOf(OperationOf(name))}\"");
        }

        return Read(table, OperationOf(name));
    }

    /// <summary><c>action = "VolumeUp"</c></summary>
    private static VolumeControlAction ReadOlderWord(ConfigValue value, string name)
    {
        value.Rewrite($"{{ type = \"{Spec.Name}\", {OperationParameter.Name} = \"{OperationParameter.WordOf(OperationOf(name))}\" }}");
        return new VolumeControlAction(OperationOf(name), null, StepParameter.Default!.Value);
    }

    private static VolumeOperation OperationOf(string older) => OperationParameter.ValueAt(OperationParameter.IndexOfOlder(older));

    private static VolumeControlAction? Read(ConfigTable table) => Read(table, null);

    private static VolumeControlAction? Read(ConfigTable table, VolumeOperation? implied)
    {
        var operation = implied is null || table.Has(OperationParameter) ? table.ChoiceOrNull(OperationParameter) : implied;
        var (value, step) = (table.IntOrNull(ValueParameter), table.Int(StepParameter));
        return operation is { } what ? new VolumeControlAction(what, value, step) : null;
    }

    public override string Describe(in ActionTrace trace) => $"VolumeControl {OperationParameter.WordOf(Operation)}{(Value is { } value ? $" {value}" : "")}";
}
