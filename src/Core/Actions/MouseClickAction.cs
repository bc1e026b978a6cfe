using Conductor.Core.Config;
using Conductor.Core.Mapping;
using Conductor.Core.Ports;

namespace Conductor.Core.Actions;

/// <summary>Pixels from the upper left corner of the first screen.</summary>
public readonly record struct ScreenPoint(int X, int Y);

/// <summary>
/// Clicks where the pointer is, or at a place.
/// <code>{ type = "MouseClick", button = "right" }</code>
/// With <c>x</c> and <c>y</c> the pointer goes there first.
/// </summary>
public sealed record MouseClickAction(MouseButton Button, int Count, ScreenPoint? At = null) : GestureAction
{
    private static readonly ChoiceParameter<MouseButton> ButtonParameter = new("button", "which button",
        (MouseButton.Left, ["left"]), (MouseButton.Right, ["right"]), (MouseButton.Middle, ["middle"]))
    {
        Default = MouseButton.Left,
    };

    private static readonly IntParameter CountParameter = new("count", 1, 3, "how many clicks") { Default = 1 };
    private static readonly IntParameter X = new("x", -32_768, 32_767, "where to go first, in pixels; with y") { Called = "coordinate", IsLater = true };
    private static readonly IntParameter Y = new("y", -32_768, 32_767, "where to go first, in pixels; with x") { Called = "coordinate", IsLater = true };

    private static readonly ChoiceParameter<int> ClickType = new("click_type", "how many clicks", (1, ["single"]), (2, ["double"])) { Instead = "count = 1 or 2" };
    private static readonly BoolParameter MoveFirst = new("move_first", true, "whether the pointer goes to x and y") { Instead = "x and y alone, or neither" };

    public static readonly KindSpec<GestureAction> Spec = new("MouseClick", "clicks a mouse button",
        """{ type = "MouseClick", button = "right" }""", [ButtonParameter, CountParameter, X, Y, ClickType, MoveFirst], Read)
    {
        Main = ButtonParameter,
        ReadMain = value => value.Choice(ButtonParameter) is { } button ? new MouseClickAction(button, 1) : null,
    };

    public override ActionKind Kind => ActionKind.MouseClick;

    private static MouseClickAction Read(ConfigTable table) => new(table.Choice(ButtonParameter), ReadCount(table), ReadPlace(table));

    private static int ReadCount(ConfigTable table)
    {
        if (table.Has(CountParameter) || table.Find(ClickType) is not { } older) return table.Int(CountParameter);
        var count = older.Choice(ClickType) ?? 1;
        using var together = table.Scope.Trace?.Together();
        older.Rename(CountParameter.Name);
        older.Rewrite($"{count}");
        return count;
    }

    private static ScreenPoint? ReadPlace(ConfigTable table)
    {
        var moves = table.Find(MoveFirst) is not { } older || ReadMoves(older, table);
        var (x, y) = (table.IntOrNull(X), table.IntOrNull(Y));
        if (table.Has(X) != table.Has(Y)) (table.Find(X) ?? table.Find(Y))!.Value.Error("missing-key", "'x' and 'y' go together: give both or neither");
        if (!moves || x is not { } left || y is not { } top) return null;
        table.Find(X)!.Value.Off("not-built-yet", "Moving the pointer to a place is not built yet");
        return new ScreenPoint(left, top);
    }

    private static bool ReadMoves(ConfigValue older, ConfigTable table)
    {
        var moves = older.Bool(MoveFirst.Name) ?? true;
        using var together = table.Scope.Trace?.Together();
        older.Remove();
        if (!moves) table.Find(X)?.Remove();
        if (!moves) table.Find(Y)?.Remove();
        return moves;
    }

    internal override void Bind(PlanBuilder plan) => plan.NeedsMouse();

    internal override Outcome Step(ref Frame frame, ActionContext context)
    {
        for (var i = 0; i < Count; i++)
        {
            context.Outputs.Down(Button, default, context.Run);
            context.Outputs.Up(Button);
        }

        return Outcome.Done;
    }

    public override string Describe(in ActionTrace trace) => $"MouseClick {ButtonParameter.WordOf(Button)}";
}
