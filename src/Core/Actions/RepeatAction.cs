using Conductor.Core.Config;

namespace Conductor.Core.Actions;

/// <summary>
/// Does an action several times.
/// <code>{ type = "Repeat", count = 3, action = { type = "Keystroke", keys = "tab" }, delay_ms = 50 }</code>
/// <c>stop_on_error</c>: no further time after one that failed.
/// </summary>
public sealed record RepeatAction(GestureAction Action, int Count, int DelayMs, bool StopOnError) : ContainerAction
{
    private static readonly FormParameter ActionParameter = new("action", ValueForm.Action, "what to do") { Required = true };
    private static readonly IntParameter CountParameter = new("count", 1, 1000, "how many times") { Required = true };
    private static readonly IntParameter DelayParameter = new("delay_ms", 0, 60_000, "pause between two times, in milliseconds") { Default = 0, Older = ["delay_between_ms"], Called = "delay" };
    private static readonly BoolParameter StopOnErrorParameter = new("stop_on_error", false, "no further time after one that failed");

    public static readonly KindSpec<GestureAction> Spec = new("Repeat", "does an action several times",
        """{ type = "Repeat", count = 3, action = { type = "Keystroke", keys = "tab" }, delay_ms = 50 }""", [ActionParameter, CountParameter, DelayParameter, StopOnErrorParameter], Read);

    public override ActionKind Kind => ActionKind.Repeat;

    internal override IEnumerable<GestureAction> Children => [Action];

    internal override long Steps => Math.Min(Action.Steps, int.MaxValue) * Count;

    private static RepeatAction? Read(ConfigTable table)
    {
        var action = ActionList.ReadOne(table, ActionParameter);
        var (count, delay, stop) = (table.IntOrNull(CountParameter), table.Int(DelayParameter), table.Bool(StopOnErrorParameter));
        return action is not null && count is { } times ? new RepeatAction(action, times, delay, stop) : null;
    }

    /// <summary>Even steps run the action, odd ones are the pauses between.</summary>
    internal override Outcome Step(ref Frame frame, ActionContext context)
    {
        if (frame.ChildFailed && StopOnError) return Outcome.Failed;
        frame.ChildFailed = false;
        var step = frame.Index++;
        if (step >= (2 * Count) - 1) return Outcome.Done;
        if (step % 2 == 0) return Outcome.Call(Action);
        if (DelayMs > 0) return Outcome.Until(context.Now + (DelayMs * 1000L));
        frame.Index++;
        return Outcome.Call(Action);
    }

    public override string Describe(in ActionTrace trace) => $"Repeat {Count} times";
}
