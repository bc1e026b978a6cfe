using Conductor.Core.Config;

namespace Conductor.Core.Actions;

/// <summary>
/// Several actions in order, without hidden pauses.
/// <code>{ type = "Sequence", actions = [{ type = "Keystroke", keys = "cmd+c" }, { type = "Delay", ms = 50 }] }</code>
/// <c>stop_on_error</c>: what follows a failed action is left out.
/// </summary>
public sealed record SequenceAction(ValueList<GestureAction> Actions, bool StopOnError) : ContainerAction
{
    private static readonly FormParameter ActionsParameter = new("actions", ValueForm.Actions, "what to do, in order") { Required = true };
    private static readonly BoolParameter StopOnErrorParameter = new("stop_on_error", false, "leave out what follows an action that failed");

    public static readonly KindSpec<GestureAction> Spec = new("Sequence", "several actions in order",
        """{ type = "Sequence", actions = [{ type = "Keystroke", keys = "cmd+c" }, { type = "Delay", ms = 50 }] }""",
        [ActionsParameter, StopOnErrorParameter], Read)
    {
        Main = ActionsParameter,
        ReadMain = value => Read(value, false),
    };

    public override ActionKind Kind => ActionKind.Sequence;

    internal override IEnumerable<GestureAction> Children => Actions;

    private static SequenceAction? Read(ConfigTable table)
    {
        var actions = table.Get(ActionsParameter);
        var stop = table.Bool(StopOnErrorParameter);
        return actions is { } list ? Read(list, stop) : null;
    }

    internal static SequenceAction? Read(ConfigValue list, bool stopOnError) => ActionList.Read(list) is { } actions ? new SequenceAction(actions, stopOnError) : null;

    internal override Outcome Step(ref Frame frame, ActionContext context)
    {
        if (frame.ChildFailed && StopOnError) return Outcome.Failed;
        frame.ChildFailed = false;
        return frame.Index < Actions.Count ? Outcome.Call(Actions[frame.Index++]) : Outcome.Done;
    }

    public override string Describe(in ActionTrace trace) => $"Sequence of {Actions.Count}";
}
