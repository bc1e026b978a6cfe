using Conductor.Core.Config;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>
/// A note is held: fires once, while it is still down, when the time has come.
/// <code>trigger = { type = "LongPress", note = 36, duration_ms = 500 }</code>
/// Let go at exactly <c>duration_ms</c> is too late to stop it. Several thresholds on one note each fire.
/// </summary>
public sealed record LongPressTrigger : Trigger
{
    internal static readonly IntParameter Duration = new("duration_ms", 0, 600_000, "how long it must be held; left out: hold_threshold_ms")
    {
        Older = ["min_duration_ms", "hold_duration_ms"],
        Called = "duration",
    };

    public static readonly KindSpec<Trigger> Spec = new("LongPress", "a note is held for a time; fires while it is still held",
        """{ type = "LongPress", note = 36, duration_ms = 500 }""", [NoteSet.OrButtonParameter, Duration], Read)
    {
        Main = NoteSet.OrButtonParameter,
        ReadMain = value => new LongPressTrigger { Notes = NoteSet.ReadWithButtons(value) },
    };

    public override TriggerKind Kind => TriggerKind.LongPress;

    public required NoteSet Notes { get; init; }

    /// <summary>Null = hold_threshold_ms.</summary>
    public int? DurationMs { get; init; }

    private static LongPressTrigger Read(ConfigTable table) =>
        new LongPressTrigger { Notes = NoteSet.ReadWithButtons(table), DurationMs = table.IntOrNull(Duration) }.WithCommon(table);

    internal override void Bind(PlanBuilder plan, int mapping) => plan.AddLongPress(Notes, DurationMs, mapping, this);

    public override string Describe() => $"{Notes} long press{(DurationMs is { } ms ? $" {ms} ms" : "")}";
}
