using Conductor.Core.Config;
using Conductor.Core.Mapping;

namespace Conductor.Core.Actions;

/// <summary>
/// Several actions in order, without hidden pauses.
/// <code>{ type = "Sequence", actions = [{ type = "Keystroke", keys = "cmd+c" }, { type = "Delay", ms = 50 }] }</code>
/// <c>stop_on_error</c>: what follows a failed action is left out.
/// </summary>
public sealed record SequenceAction(ValueList<GestureAction> Actions, bool StopOnError) : GestureAction
{
    private const int MaxItems = 256;

    private static readonly FormParameter ActionsParameter = new("actions", "a list of actions", "what to do, in order") { Required = true };
    private static readonly BoolParameter StopOnErrorParameter = new("stop_on_error", false, "leave out what follows an action that failed");

    public static readonly KindSpec<GestureAction> Spec = new("Sequence", "several actions in order",
        """{ type = "Sequence", actions = [{ type = "Keystroke", keys = "cmd+c" }, { type = "Delay", ms = 50 }] }""",
        [ActionsParameter, StopOnErrorParameter], Read)
    {
        Main = ActionsParameter,
        ReadMain = value => Read(value, false),
    };

    public override ActionKind Kind => ActionKind.Sequence;

    public override bool IsContainer => true;

    internal override long Steps => Actions.Sum(action => action.Steps);

    internal override int Nesting => 1 + Actions.Select(action => action.Nesting).DefaultIfEmpty().Max();

    private static SequenceAction? Read(ConfigTable table)
    {
        var actions = table.Get(ActionsParameter);
        var stop = table.Bool(StopOnErrorParameter);
        return actions is { } list ? Read(list, stop) : null;
    }

    /// <summary>Null where one of its actions has a problem or is off: half a sequence is nothing that anybody asked for.</summary>
    internal static SequenceAction? Read(ConfigValue list, bool stopOnError)
    {
        if (list.Count > MaxItems) list.Error("sequence-too-long", $"A sequence takes at most {MaxItems} actions, this one has {list.Count}; split it");
        var depth = list.Depth;
        if (depth > ActionRun.MaxDepth * 3)
        {
            list.Error("nested-too-deep", $"Actions nest at most {ActionRun.MaxDepth} deep");
            return null;
        }

        var actions = list.List("actions").Select(ActionCatalog.Read).ToList();
        return actions.Contains(null) ? null : new SequenceAction(new ValueList<GestureAction>([.. actions.OfType<GestureAction>()]), stopOnError);
    }

    internal override void Bind(PlanBuilder plan)
    {
        foreach (var action in Actions) action.Bind(plan);
    }

    internal override Outcome Step(ref Frame frame, ActionContext context)
    {
        if (frame.ChildFailed && StopOnError) return Outcome.Failed;
        frame.ChildFailed = false;
        return frame.Index < Actions.Count ? Outcome.Call(Actions[frame.Index++]) : Outcome.Done;
    }

    public override string Describe(in ActionTrace trace) => $"Sequence of {Actions.Count}";
}
