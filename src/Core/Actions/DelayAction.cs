using Conductor.Core.Config;

namespace Conductor.Core.Actions;

/// <summary>
/// Waits, and holds up nothing but its own mapping.
/// <code>{ type = "Delay", ms = 200 }</code>
/// </summary>
public sealed record DelayAction(int Ms) : GestureAction
{
    private static readonly IntParameter MsParameter = new("ms", 1, 60_000, "how long to wait, in milliseconds") { Required = true, Older = ["duration_ms"], Called = "delay" };

    public static readonly KindSpec<GestureAction> Spec = new("Delay", "waits, without holding up anything else",
        """{ type = "Delay", ms = 200 }""", [MsParameter], table => new DelayAction(table.Int(MsParameter)))
    {
        Main = MsParameter,
        ReadMain = value => value.Int(MsParameter) is { } ms ? new DelayAction(ms) : null,
    };

    public override ActionKind Kind => ActionKind.Delay;

    internal override Outcome Step(ref Frame frame, ActionContext context) =>
        frame.Index++ == 0 ? Outcome.Until(context.Now + (Ms * 1000L)) : Outcome.Done;

    public override string Describe(in ActionTrace trace) => $"Delay {Ms}";
}
