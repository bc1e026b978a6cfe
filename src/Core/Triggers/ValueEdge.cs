using Conductor.Core.Config;

namespace Conductor.Core.Triggers;

/// <summary>Which of a knob's messages count.</summary>
public enum ValueEdge
{
    Every,
    Enter,
    Increase,
    Decrease,
}

/// <summary>What every trigger that follows a value takes: a knob, a fader, pressure, a bend.</summary>
internal static class ValueFollowing
{
    public static readonly ChoiceParameter<ValueEdge> On = new("on", "each message in range, only on entering it, or only when higher or lower than the last",
        (ValueEdge.Every, ["every"]), (ValueEdge.Enter, ["enter"]), (ValueEdge.Increase, ["increase"]), (ValueEdge.Decrease, ["decrease"]))
    {
        Default = ValueEdge.Every,
    };

    public static readonly IntParameter Throttle = new("throttle_ms", 0, 600_000, "fires at most once in this time, the last value at its end; 0 = off") { Default = 0, Called = "time" };
}
