using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Actions;

/// <summary>
/// Turns the mouse wheel by detents; up and right are positive.
/// <code>{ type = "MouseScroll", y = -1 }</code>
/// </summary>
public sealed record MouseScrollAction(int X, int Y) : GestureAction
{
    private static readonly IntParameter YParameter = new("y", -127, 127, "detents up (down where negative); without y and x one detent, the way the trigger turns or bends, else up");
    private static readonly IntParameter XParameter = new("x", -127, 127, "detents to the right (left where negative)");

    public static readonly KindSpec<GestureAction> Spec = new("MouseScroll", "turns the mouse wheel",
        """{ type = "MouseScroll", y = -1 }""", [YParameter, XParameter], Read)
    {
        Main = YParameter,
        ReadMain = value => value.Int(YParameter) is { } y ? new MouseScrollAction(0, y) : null,
    };

    public override ActionKind Kind => ActionKind.MouseScroll;

    /// <summary>Neither was given: it scrolls one detent, the way an encoder or a bend goes.</summary>
    public bool FollowsTrigger { get; init; }

    private static MouseScrollAction Read(ConfigTable table)
    {
        var (x, y) = (table.IntOrNull(XParameter), table.IntOrNull(YParameter));
        var follows = !table.Has(XParameter) && !table.Has(YParameter);
        return new MouseScrollAction(x ?? 0, y ?? 0) { FollowsTrigger = follows };
    }

    internal override void Bind(PlanBuilder plan) => plan.NeedsMouse();

    internal override Outcome Step(ref Frame frame, ActionContext context)
    {
        context.Outputs.NeedMouse().Scroll(Vertical(context.Gesture), X);
        return Outcome.Done;
    }

    public override string Describe(in ActionTrace trace) => $"MouseScroll {X} {Vertical(trace.Gesture)}";

    private int Vertical(in Gesture gesture) => !FollowsTrigger ? Y : gesture.Kind switch
    {
        GestureKind.Turn or GestureKind.Axis => Math.Sign(gesture.Value),
        GestureKind.PitchBend => Math.Sign(gesture.Value - 8192),
        GestureKind.Release or GestureKind.Tap or GestureKind.DoubleTap or GestureKind.Press or GestureKind.LongPress or GestureKind.Chord or GestureKind.Control
            or GestureKind.ChannelPressure or GestureKind.PolyPressure or GestureKind.Program or GestureKind.Transport or GestureKind.SysEx or GestureKind.Hook => 1,
    };
}
