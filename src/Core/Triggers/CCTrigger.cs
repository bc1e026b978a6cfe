using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>Which of a knob's messages count.</summary>
public enum ValueEdge
{
    Every,
    Enter,
    Increase,
    Decrease,
}

/// <summary>
/// A knob, fader, pedal or controller button sends a value.
/// <code>trigger = { type = "CC", cc = 64, value_min = 64, on = "enter" }</code>
/// <c>enter</c> fires on coming into the range (a first value counts as coming from outside); <c>increase</c> and <c>decrease</c> need a value before.
/// </summary>
public sealed record CCTrigger : Trigger
{
    private static readonly IntParameter Controller = new("cc", 0, 127, "controller number")
    {
        Required = true,
        Older = ["cc_number", "controller"],
        Called = "controller number",
    };

    private static readonly IntParameter ValueMin = new("value_min", 0, 127, "lowest value that counts") { Default = 0, Called = "value" };
    private static readonly IntParameter ValueMax = new("value_max", 0, 127, "highest value that counts") { Default = 127, Called = "value" };

    private static readonly IntParameter Exact = new("value", 0, 127, "the one value that counts (older files)") { Called = "value" };
    private static readonly IntParameter Throttle = new("throttle_ms", 0, 600_000, "fires at most once in this time (not built yet)") { Default = 0, Called = "time" };

    private static readonly ChoiceParameter<ValueEdge> On = new("on", "each message in range, only on entering it, or only when higher or lower than the last",
        (ValueEdge.Every, ["every"]), (ValueEdge.Enter, ["enter"]), (ValueEdge.Increase, ["increase"]), (ValueEdge.Decrease, ["decrease"]))
    {
        Default = ValueEdge.Every,
    };

    public static readonly KindSpec<Trigger> Spec = new("CC", "a knob, fader or pedal sends a value",
        """{ type = "CC", cc = 64, value_min = 64, on = "enter" }""", [Controller, ValueMin, ValueMax, Exact, On, Throttle], Read)
    {
        Older = ["MidiCC"],
        Main = Controller,
        ReadMain = value => value.Int(Controller) is { } cc ? new CCTrigger { Controls = (byte)cc, Values = new ValueRange(0, 127) } : null,
    };

    public override TriggerKind Kind => TriggerKind.CC;

    public required byte Controls { get; init; }
    public required ValueRange Values { get; init; }
    public ValueEdge Edge { get; init; }

    public override bool HasRelease => false;

    private static CCTrigger Read(ConfigTable table)
    {
        if (table.Int(Throttle) > 0) table.Find(Throttle)!.Value.WarnKey("not-built-yet", "'throttle_ms' is known, but this version does not act on it yet");
        var values = ValueRange.Read(table, ValueMin, ValueMax);
        return new CCTrigger
        {
            Controls = (byte)table.Int(Controller),
            Values = table.IntOrNull(Exact) is { } exact ? new ValueRange(exact, exact) : values,
            Edge = table.Choice(On),
        }.WithCommon(table);
    }

    internal override void Bind(PlanBuilder plan, int mapping) => plan.AddControl(Controls, Values, Edge, mapping, this);

    public override string Describe() => $"CC {Controls}{Values.Unless(0, 127, " value ")}{(Edge == ValueEdge.Every ? "" : $" {Edge.ToString().ToLowerInvariant()}")}";
}
