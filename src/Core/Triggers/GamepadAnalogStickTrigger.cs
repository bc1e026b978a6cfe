using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

public enum StickDirection
{
    Clockwise,
    CounterClockwise,
    Positive,
    Negative,
    Up,
    Down,
    Left,
    Right,
    Both,
}

/// <summary>
/// A gamepad's stick is moved over a threshold.
/// <code>trigger = { type = "GamepadAnalogStick", axis = "LeftX", direction = "Right" }</code>
/// </summary>
/// <param name="Axis">128–133.</param>
/// <param name="Direction">Which way counts.</param>
/// <param name="Threshold">0–127.</param>
public sealed record GamepadAnalogStickTrigger(byte Axis, StickDirection Direction, int Threshold) : Trigger
{
    private static readonly FormParameter AxisParameter = new("axis", GamepadNames.AxisForm, "the axis") { Required = true, Older = ["encoder"] };

    private static readonly ChoiceParameter<StickDirection> DirectionParameter = new("direction", "which way it is moved",
        (StickDirection.Clockwise, ["Clockwise", "CW"]), (StickDirection.CounterClockwise, ["CounterClockwise", "CCW"]), (StickDirection.Positive, ["Positive"]),
        (StickDirection.Negative, ["Negative"]), (StickDirection.Up, ["Up"]), (StickDirection.Down, ["Down"]), (StickDirection.Left, ["Left"]), (StickDirection.Right, ["Right"]),
        (StickDirection.Both, ["both"]))
    {
        Default = StickDirection.Both,
    };

    public static readonly KindSpec<Trigger> Spec = new("GamepadAnalogStick", "a gamepad's stick is moved over a threshold",
        """{ type = "GamepadAnalogStick", axis = "LeftX", direction = "Right" }""", [AxisParameter, DirectionParameter, GamepadThreshold.Parameter], Read)
    {
        Older = ["GamepadAxis", "GamepadAxisTurn"],
        Main = AxisParameter,
        ReadMain = value => GamepadNames.ReadAxis(value) is { } axis ? new GamepadAnalogStickTrigger(axis, StickDirection.Both, 64) : null,
        NotTold = GamepadNames.NotTold,
    };

    public override TriggerKind Kind => TriggerKind.GamepadAnalogStick;

    public override bool HasRelease => false;

    /// <summary>Up, right and clockwise count.</summary>
    public bool IsPositive => Direction is StickDirection.Clockwise or StickDirection.Positive or StickDirection.Up or StickDirection.Right or StickDirection.Both;

    /// <summary>Down, left and counter-clockwise count.</summary>
    public bool IsNegative => Direction is StickDirection.CounterClockwise or StickDirection.Negative or StickDirection.Down or StickDirection.Left or StickDirection.Both;

    private static GamepadAnalogStickTrigger? Read(ConfigTable table)
    {
        var axis = table.Get(AxisParameter) is { } value ? GamepadNames.ReadAxis(value) : null;
        var direction = table.Choice(DirectionParameter);
        var threshold = GamepadThreshold.Read(table);
        if (threshold.IsNegative) direction = StickDirection.Negative;
        return axis is { } number ? new GamepadAnalogStickTrigger(number, direction, threshold.Value).WithCommon(table) : null;
    }

    /// <summary>What an EncoderTurn on 128–133 means in older files.</summary>
    internal static GamepadAnalogStickTrigger? OfEncoder(ConfigTable table, ConfigValue axis)
    {
        axis.MarkAsked();
        axis.WarnKey("older-spelling", "EncoderTurn of 128-133 is an older form: write type = \"GamepadAnalogStick\" and axis", "type = \"GamepadAnalogStick\"");
        axis.WarnOnce("not-built-yet", GamepadNames.NotTold);
        using (table.Scope.Trace?.Together())
        {
            axis.Rename(AxisParameter.Name);
            table.RenameKind(Spec.Name);
        }

        return Read(table);
    }

    internal override void Bind(PlanBuilder plan, int mapping) => plan.Add(GestureKind.Axis, Axis - GamepadNames.First, mapping, this);

    public override string Describe() => $"{GamepadNames.Axis(Axis)}{(Direction == StickDirection.Both ? "" : $" {DirectionParameter.WordOf(Direction)}")} over {Threshold}";
}
