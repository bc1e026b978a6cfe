using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>
/// A gamepad's trigger is pulled over a threshold.
/// <code>trigger = { type = "GamepadTrigger", trigger = "Left", threshold = 0.5 }</code>
/// </summary>
/// <param name="Side">132 = left, 133 = right.</param>
/// <param name="Threshold">0–127.</param>
/// <param name="DurationMs">How long it must be held there (older files); null = not at all.</param>
public sealed record GamepadTriggerTrigger(byte Side, int Threshold, int? DurationMs) : Trigger
{
    private static readonly FormParameter SideParameter = new("trigger", GamepadNames.TriggerForm, "which of the two") { Required = true };
    private static readonly IntParameter Duration = new("duration_ms", 0, 600_000, "how long it must be held") { Called = "duration", Instead = "GamepadTrigger without it" };

    public static readonly KindSpec<Trigger> Spec = new("GamepadTrigger", "a gamepad's trigger is pulled over a threshold", """{ type = "GamepadTrigger", trigger = "Left", threshold = 0.5 }""",
        [SideParameter, GamepadThreshold.Parameter, Duration], Read)
    {
        Older = ["GamepadTriggerHold"],
        Main = SideParameter,
        ReadMain = value => GamepadNames.ReadTrigger(value) is { } side ? new GamepadTriggerTrigger(side, 64, null) : null,
        NotTold = GamepadNames.NotTold,
    };

    public override TriggerKind Kind => TriggerKind.GamepadTrigger;

    public override bool HasRelease => false;

    private static GamepadTriggerTrigger? Read(ConfigTable table)
    {
        var side = table.Get(SideParameter) is { } value ? GamepadNames.ReadTrigger(value) : null;
        var threshold = GamepadThreshold.Read(table);
        if (threshold.IsNegative) table.Find(GamepadThreshold.Parameter)!.Value.Error("threshold-out-of-range", "A trigger is only pulled: the threshold must not be negative");
        var duration = table.Has(Duration) ? table.IntOrNull(Duration) : null;
        return side is { } number ? new GamepadTriggerTrigger(number, threshold.Value, duration).WithCommon(table) : null;
    }

    internal override void Bind(PlanBuilder plan, int mapping) => plan.Add(GestureKind.Axis, Side - GamepadNames.First, mapping, this);

    public override string Describe() => $"{(Side == 132 ? "left" : "right")} trigger over {Threshold}";
}
