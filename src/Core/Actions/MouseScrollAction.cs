using Conductor.Core.Config;
using Conductor.Core.Mapping;

namespace Conductor.Core.Actions;

/// <summary>
/// Turns the mouse wheel by detents; up and right are positive.
/// <code>{ type = "MouseScroll", y = -1 }</code>
/// </summary>
public sealed record MouseScrollAction(int X, int Y) : GestureAction
{
    private static readonly IntParameter YParameter = new("y", -127, 127, "detents up (down where negative); without y and x it follows the trigger");
    private static readonly IntParameter XParameter = new("x", -127, 127, "detents to the right (left where negative)");

    public static readonly KindSpec<GestureAction> Spec = new("MouseScroll", "turns the mouse wheel",
        """{ type = "MouseScroll", y = -1 }""", [YParameter, XParameter], Read)
    {
        Main = YParameter,
        ReadMain = value => value.Int(YParameter) is { } y ? new MouseScrollAction(0, y) : null,
    };

    public override ActionKind Kind => ActionKind.MouseScroll;

    /// <summary>Neither was given: it scrolls by what an encoder or a bend sends.</summary>
    public bool FollowsTrigger { get; init; }

    private static MouseScrollAction Read(ConfigTable table)
    {
        var (x, y) = (table.IntOrNull(XParameter), table.IntOrNull(YParameter));
        var follows = !table.Has(XParameter) && !table.Has(YParameter);
        if (follows) (table.Find("type") ?? table.AsValue).Off("not-built-yet", "Scrolling by how far something was turned is not built yet; give 'x' or 'y'");
        return new MouseScrollAction(x ?? 0, y ?? 0) { FollowsTrigger = follows };
    }

    internal override void Bind(PlanBuilder plan) => plan.NeedsMouse();

    internal override Outcome Step(ref Frame frame, ActionContext context)
    {
        context.Outputs.NeedMouse().Scroll(Y, X);
        return Outcome.Done;
    }

    public override string Describe(in ActionTrace trace) => $"MouseScroll {X} {Y}";
}
