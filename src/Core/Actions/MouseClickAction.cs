using Conductor.Core.Config;
using Conductor.Core.Mapping;
using Conductor.Core.Ports;

namespace Conductor.Core.Actions;

/// <summary>
/// Clicks where the pointer is.
/// <code>{ type = "MouseClick", button = "right" }</code>
/// </summary>
public sealed record MouseClickAction(MouseButton Button, int Count) : GestureAction
{
    private static readonly ChoiceParameter<MouseButton> ButtonParameter = new("button", "which button",
        (MouseButton.Left, ["left"]), (MouseButton.Right, ["right"]), (MouseButton.Middle, ["middle"]))
    {
        Default = MouseButton.Left,
    };

    private static readonly IntParameter CountParameter = new("count", 1, 3, "how many clicks") { Default = 1 };
    private static readonly IntParameter X = new("x", -32_768, 32_767, "where to go first, in pixels (not built yet)");
    private static readonly IntParameter Y = new("y", -32_768, 32_767, "where to go first, in pixels (not built yet)");

    public static readonly KindSpec<GestureAction> Spec = new("MouseClick", "clicks a mouse button",
        """{ type = "MouseClick", button = "right" }""", [ButtonParameter, CountParameter, X, Y], Read)
    {
        Main = ButtonParameter,
        ReadMain = value => value.Choice(ButtonParameter) is { } button ? new MouseClickAction(button, 1) : null,
    };

    public override ActionKind Kind => ActionKind.MouseClick;

    private static MouseClickAction? Read(ConfigTable table)
    {
        var action = new MouseClickAction(table.Choice(ButtonParameter), table.Int(CountParameter));
        var (x, y) = (table.Find(X), table.Find(Y));
        if ((x ?? y) is not { } place) return action;
        place.Warn("not-built-yet", "Moving the pointer to a place is not built yet; the mapping is off");
        return null;
    }

    internal override void Bind(PlanBuilder plan) => plan.NeedsMouse();

    internal override Outcome Step(ref Frame frame, ActionContext context)
    {
        for (var i = 0; i < Count; i++)
        {
            context.Outputs.Down(Button, default, context.Run.Mapping);
            context.Outputs.Up(Button);
        }

        return Outcome.Done;
    }

    public override string Describe(in ActionTrace trace) => $"MouseClick {ButtonParameter.WordOf(Button)}";
}
