using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>
/// The pitch wheel, or a touch strip, moves.
/// <code>trigger = { type = "PitchBend", value_min = 12000, on = "enter" }</code>
/// 0–16383 with the centre at 8192; within <c>center_deadzone</c> of the centre nothing fires.
/// </summary>
public sealed record PitchBendTrigger : Trigger
{
    /// <summary>Where the wheel rests.</summary>
    public const int Centre = 8192;

    private static readonly IntParameter ValueMin = new("value_min", 0, 16_383, "lowest bend that counts; 8192 is the centre") { Default = 0, Older = ["min_value"], Called = "bend" };
    private static readonly IntParameter ValueMax = new("value_max", 0, 16_383, "highest bend that counts") { Default = 16_383, Older = ["max_value"], Called = "bend" };
    private static readonly IntParameter Deadzone = new("center_deadzone", 0, 8_191, "within this distance of the centre nothing fires") { Default = 0, Called = "dead zone" };

    public static readonly KindSpec<Trigger> Spec = new("PitchBend", "the pitch wheel or a touch strip moves",
        """{ type = "PitchBend", value_min = 12000, on = "enter" }""", [ValueMin, ValueMax, Deadzone, ValueFollowing.On, ValueFollowing.Throttle], Read);

    public override TriggerKind Kind => TriggerKind.PitchBend;

    public required ValueRange Values { get; init; }
    public int CenterDeadzone { get; init; }
    public ValueEdge Edge { get; init; }

    public override bool HasRelease => false;

    private static PitchBendTrigger Read(ConfigTable table) => new PitchBendTrigger
    {
        Values = ValueRange.Read(table, ValueMin, ValueMax),
        CenterDeadzone = table.Int(Deadzone),
        Edge = table.Choice(ValueFollowing.On),
        ThrottleMs = table.Int(ValueFollowing.Throttle),
    }.WithCommon(table);

    internal override void Bind(PlanBuilder plan, int mapping) => plan.AddValue(GestureKind.PitchBend, 0, Values, Edge, mapping, this, CenterDeadzone);

    public override string Describe() => $"bend{Values.Unless(0, 16_383, " ")}";
}
