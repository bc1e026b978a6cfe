using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

public enum TurnDirection
{
    Clockwise,
    CounterClockwise,
    Both,
}

/// <summary>How an encoder says which way and how far it was turned.</summary>
public enum EncoderEncoding
{
    /// <summary>It sends where it stands, 0–127.</summary>
    Absolute,

    /// <summary>1–63 clockwise, 64–127 counter-clockwise (128 − v).</summary>
    TwosComplement,

    /// <summary>v − 64.</summary>
    BinaryOffset,

    /// <summary>Bit 6 = counter-clockwise, the rest the amount.</summary>
    SignMagnitude,

    /// <summary>127 = one clockwise, 0 = one counter-clockwise.</summary>
    ZeroMax,
}

/// <summary>
/// An endless knob is turned: fires once for each <c>steps</c> detents, at most 16 times a message.
/// <code>trigger = { type = "EncoderTurn", cc = 16, direction = "Clockwise", encoding = "twos_complement" }</code>
/// A division that is half done is dropped when the direction turns.
/// </summary>
public sealed record EncoderTurnTrigger : Trigger
{
    private const int FirstAxis = 128, LastAxis = 133;

    private static readonly IntParameter Controller = new("cc", 0, 127, "controller number; left out: any") { Older = ["encoder"], Called = "controller number" };

    internal static readonly ChoiceParameter<TurnDirection> DirectionParameter = new("direction", "which way it is turned",
        (TurnDirection.Clockwise, ["Clockwise", "CW"]), (TurnDirection.CounterClockwise, ["CounterClockwise", "CCW"]), (TurnDirection.Both, ["both"]))
    {
        Default = TurnDirection.Both,
    };

    private static readonly ChoiceParameter<EncoderEncoding> EncodingParameter = new("encoding", "how the device says which way it was turned",
        (EncoderEncoding.Absolute, ["absolute"]), (EncoderEncoding.TwosComplement, ["twos_complement"]), (EncoderEncoding.BinaryOffset, ["binary_offset"]),
        (EncoderEncoding.SignMagnitude, ["sign_magnitude"]), (EncoderEncoding.ZeroMax, ["zero_max"]))
    {
        Default = EncoderEncoding.Absolute,
    };

    private static readonly IntParameter StepsParameter = new("steps", 1, 127, "detents that make one") { Default = 1 };

    public static readonly KindSpec<Trigger> Spec = new("EncoderTurn", "an endless knob is turned",
        """{ type = "EncoderTurn", cc = 16, direction = "Clockwise", encoding = "twos_complement" }""", [Controller, DirectionParameter, EncodingParameter, StepsParameter], Read)
    {
        Main = Controller,
        ReadMain = value => value.Int(Controller) is { } cc ? new EncoderTurnTrigger { Controls = (byte)cc } : null,
        AlsoReads = $$"""{"properties":{"encoder":{"type":"integer","minimum":{{FirstAxis}},"maximum":{{LastAxis}} } },"required":["encoder"]}""",
    };

    public override TriggerKind Kind => TriggerKind.EncoderTurn;

    /// <summary>Null = any.</summary>
    public byte? Controls { get; init; }
    public TurnDirection Direction { get; init; } = TurnDirection.Both;
    public EncoderEncoding Encoding { get; init; }
    public int Steps { get; init; } = 1;

    public override bool HasRelease => false;

    /// <summary>Its encoding as the file writes it.</summary>
    internal string EncodingWord => EncodingParameter.WordOf(Encoding);

    /// <summary>Whether it takes a turn by so many detents, clockwise positive.</summary>
    internal bool IsTowards(int detents) => Direction switch
    {
        TurnDirection.Clockwise => detents > 0,
        TurnDirection.CounterClockwise => detents < 0,
        TurnDirection.Both => detents != 0,
    };

    /// <summary>Whether it takes every turn that the other takes.</summary>
    internal bool Covers(EncoderTurnTrigger other) => Encoding == other.Encoding && (Direction == TurnDirection.Both || Direction == other.Direction);

    private static Trigger? Read(ConfigTable table)
    {
        if ((table.Peek("encoder") ?? table.Peek("cc")) is { Integer: >= FirstAxis and <= LastAxis } axis) return GamepadAnalogStickTrigger.OfEncoder(table, axis);
        return new EncoderTurnTrigger
        {
            Controls = (byte?)table.IntOrNull(Controller),
            Direction = table.Choice(DirectionParameter),
            Encoding = table.Choice(EncodingParameter),
            Steps = table.Int(StepsParameter),
        }.WithCommon(table);
    }

    internal override void Bind(PlanBuilder plan, int mapping) 
    {
        for (int controller = Controls ?? 0; controller <= (Controls ?? 127); controller++) plan.Add(GestureKind.Turn, controller, mapping, this);
    }

    public override string Describe() => $"encoder {(Controls is { } cc ? $"{cc}" : "any")}{(Direction == TurnDirection.Both ? "" : $" {DirectionParameter.WordOf(Direction)}")}";
}
