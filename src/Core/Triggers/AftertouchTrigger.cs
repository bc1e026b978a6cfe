using Conductor.Core.Config;

namespace Conductor.Core.Triggers;

/// <summary>
/// A pad or key that is down is pressed harder or less hard.
/// <code>trigger = { type = "Aftertouch", pressure_min = 64, on = "enter" }</code>
/// With <c>note</c>: the pressure of that note (poly pressure); without: of the whole channel, and of any note.
/// </summary>
public sealed record AftertouchTrigger : UnbuiltTrigger
{
    private static readonly IntParameter PressureMin = new("pressure_min", 0, 127, "least pressure that counts") { Default = 1, Older = ["min_pressure"], Called = "pressure" };
    private static readonly IntParameter PressureMax = new("pressure_max", 0, 127, "greatest pressure that counts") { Default = 127, Older = ["max_pressure"], Called = "pressure" };
    private static readonly FormParameter Note = new("note", NoteSet.Form, "the note whose pressure counts; left out: channel pressure and any note") { Older = ["number"] };

    public static readonly KindSpec<Trigger> Spec = new("Aftertouch", "a note that is down is pressed harder or less",
        """{ type = "Aftertouch", pressure_min = 64, on = "enter" }""", [PressureMin, PressureMax, Note, ValueFollowing.On, ValueFollowing.Throttle], Read)
    {
        NotBuilt = "The trigger 'Aftertouch' is not built yet",
    };

    public override TriggerKind Kind => TriggerKind.Aftertouch;

    public required ValueRange Pressure { get; init; }

    /// <summary>Null = channel pressure and any note.</summary>
    public NoteSet? Notes { get; init; }
    public ValueEdge Edge { get; init; }

    /// <summary>0 = off.</summary>
    public int ThrottleMs { get; init; }

    public override bool HasRelease => false;

    private static AftertouchTrigger Read(ConfigTable table) => new AftertouchTrigger
    {
        Pressure = ValueRange.Read(table, PressureMin, PressureMax),
        Notes = table.Find(Note) is { } note ? NoteSet.Read(note) : null,
        Edge = table.Choice(ValueFollowing.On),
        ThrottleMs = table.Int(ValueFollowing.Throttle),
    }.WithCommon(table);

    public override string Describe() => $"{(Notes is { } notes ? $"{notes} pressure" : "pressure")}{Pressure.Unless(1, 127, " ")}";
}
