using Conductor.Core.Config;

namespace Conductor.Core.Actions;

/// <summary>
/// Each time the next of several actions, then from the first again; a toggle is a cycle of two.
/// <code>{ type = "Cycle", actions = [{ Shell = "start-recording" }, { Shell = "stop-recording" }] }</code>
/// After <c>reset_ms</c> without a press it begins anew.
/// </summary>
public sealed record CycleAction(ValueList<GestureAction> Actions, int? ResetMs) : ContainerAction
{
    private static readonly FormParameter ActionsParameter = new("actions", ValueForm.Actions, "what to do, one each time") { Required = true };
    private static readonly IntParameter ResetParameter = new("reset_ms", 1, 600_000, "begin anew after this time without a press") { Called = "time" };

    public static readonly KindSpec<GestureAction> Spec = new("Cycle", "each time the next of several actions",
        """{ type = "Cycle", actions = [{ type = "Shell", command = "start-recording" }, { type = "Shell", command = "stop-recording" }] }""", [ActionsParameter, ResetParameter], Read)
    {
        Main = ActionsParameter,
        ReadMain = value => Of(value, null),
    };

    public override ActionKind Kind => ActionKind.Cycle;

    internal override IEnumerable<GestureAction> Children => Actions;

    private static CycleAction? Read(ConfigTable table)
    {
        var reset = table.IntOrNull(ResetParameter);
        return table.Get(ActionsParameter) is { } list ? Of(list, reset) : null;
    }

    private static CycleAction? Of(ConfigValue list, int? reset)
    {
        if (ActionList.Read(list) is not { } actions) return null;
        if (actions.Count > 0) return new CycleAction(actions, reset);
        list.Error("empty-cycle", "A cycle needs at least one action");
        return null;
    }

    internal override Outcome Step(ref Frame frame, ActionContext context)
    {
        if (frame.Index++ > 0) return Outcome.EndOf(frame);
        ref var state = ref context.StateOf(this);
        if (ResetMs is { } ms && context.Now - state.LastRun > ms * 1000L) state.Next = 0;
        var action = Actions[state.Next];
        state.Next = (state.Next + 1) % Actions.Count;
        state.LastRun = context.Now;
        return Outcome.Call(action);
    }

    public override string Describe(in ActionTrace trace) => $"Cycle of {Actions.Count}";
}
