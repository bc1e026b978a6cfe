using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>
/// A knob, fader, pedal or controller button sends a value.
/// <code>trigger = { type = "CC", cc = 64, value_min = 64, on = "enter" }</code>
/// <c>enter</c> fires on coming into the range (a first value counts as coming from outside); <c>increase</c> and <c>decrease</c> need a value before.
/// </summary>
public sealed record CCTrigger : Trigger
{
    internal static readonly IntParameter Controller = new("cc", 0, 127, "controller number")
    {
        Required = true,
        Older = ["cc_number", "controller"],
        Called = "controller number",
    };

    private static readonly IntParameter ValueMin = new("value_min", 0, 127, "lowest value that counts") { Default = 0, Called = "value" };
    private static readonly IntParameter ValueMax = new("value_max", 0, 127, "highest value that counts") { Default = 127, Called = "value" };
    private static readonly IntParameter Exact = new("value", 0, 127, "the one value that counts") { Called = "value", Instead = "value_min and value_max" };

    public static readonly KindSpec<Trigger> Spec = new("CC", "a knob, fader or pedal sends a value",
        """{ type = "CC", cc = 64, value_min = 64, on = "enter" }""", [Controller, ValueMin, ValueMax, ValueFollowing.On, ValueFollowing.Throttle, Exact], Read)
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

    private static CCTrigger Read(ConfigTable table) => new CCTrigger
    {
        Controls = (byte)table.Int(Controller),
        Values = ReadExact(table) ?? ValueRange.Read(table, ValueMin, ValueMax),
        Edge = table.Choice(ValueFollowing.On),
        ThrottleMs = table.Int(ValueFollowing.Throttle),
    }.WithCommon(table);

    private static ValueRange? ReadExact(ConfigTable table)
    {
        if (table.Has(ValueMin) || table.Has(ValueMax) || table.Find(Exact) is not { } value || value.Int(Exact) is not { } exact) return null;
        using var together = table.Scope.Trace?.Together();
        value.Rename(ValueMin.Name);
        value.AddBehind(ValueMax.Name, $"{exact}");
        return new ValueRange(exact, exact);
    }

    internal override void Bind(PlanBuilder plan, int mapping) => plan.AddValue(GestureKind.Control, Controls, Values, Edge, mapping, this);

    public override string Describe() => $"CC {Controls}{Values.Unless(0, 127, " value ")}{(Edge == ValueEdge.Every ? "" : $" {Edge.ToString().ToLowerInvariant()}")}";
}
