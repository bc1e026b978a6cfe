using Conductor.Core.Config;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>
/// A note is pressed twice: fires on the second press.
/// <code>trigger = { type = "DoubleTap", note = 36 }</code>
/// A third press starts anew; the second press does not also fire that note's Note mapping.
/// </summary>
public sealed record DoubleTapTrigger : Trigger
{
    internal static readonly IntParameter Timeout = new("timeout_ms", 0, 600_000, "longest time from press to press; left out: double_tap_timeout_ms")
    {
        Older = ["max_interval_ms", "double_tap_timeout_ms"],
        Called = "timeout",
    };

    public static readonly KindSpec<Trigger> Spec = new("DoubleTap", "a note is pressed twice", """{ type = "DoubleTap", note = 36, timeout_ms = 250 }""", [NoteSet.OrButtonParameter, Timeout],
        table => new DoubleTapTrigger { Notes = NoteSet.ReadWithButtons(table), TimeoutMs = table.IntOrNull(Timeout) }.WithCommon(table))
    {
        Main = NoteSet.OrButtonParameter,
        ReadMain = value => new DoubleTapTrigger { Notes = NoteSet.ReadWithButtons(value) },
    };

    public override TriggerKind Kind => TriggerKind.DoubleTap;

    public required NoteSet Notes { get; init; }

    /// <summary>Null = double_tap_timeout_ms.</summary>
    public int? TimeoutMs { get; init; }

    internal override void Bind(PlanBuilder plan, int mapping) => plan.AddDoubleTap(Notes, TimeoutMs, mapping, this);

    public override string Describe() => $"{Notes} double tap";
}
