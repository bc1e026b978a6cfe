using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>
/// A pad or key that is down is pressed harder or less hard.
/// <code>trigger = { type = "Aftertouch", pressure_min = 64, on = "enter" }</code>
/// With <c>note</c>: the pressure of that note (poly pressure); without: of the whole channel, and of any note.
/// </summary>
public sealed record AftertouchTrigger : Trigger
{
    private static readonly IntParameter PressureMin = new("pressure_min", 0, 127, "least pressure that counts") { Default = 1, Older = ["min_pressure"], Called = "pressure" };
    private static readonly IntParameter PressureMax = new("pressure_max", 0, 127, "greatest pressure that counts") { Default = 127, Older = ["max_pressure"], Called = "pressure" };
    private static readonly FormParameter Note = new("note", NoteSet.Form, "the note whose pressure counts; left out: channel pressure and any note") { Older = ["number"] };

    public static readonly KindSpec<Trigger> Spec = new("Aftertouch", "a note that is down is pressed harder or less",
        """{ type = "Aftertouch", pressure_min = 64, on = "enter" }""", [PressureMin, PressureMax, Note, ValueFollowing.On, ValueFollowing.Throttle], Read);

    public override TriggerKind Kind => TriggerKind.Aftertouch;

    public required ValueRange Pressure { get; init; }

    /// <summary>Null = channel pressure and any note.</summary>
    public NoteSet? Notes { get; init; }
    public ValueEdge Edge { get; init; }

    public override bool HasRelease => false;

    private static AftertouchTrigger Read(ConfigTable table) => new AftertouchTrigger
    {
        Pressure = ValueRange.Read(table, PressureMin, PressureMax),
        Notes = table.Find(Note) is { } note ? NoteSet.Read(note) : null,
        Edge = table.Choice(ValueFollowing.On),
        ThrottleMs = table.Int(ValueFollowing.Throttle),
    }.WithCommon(table);

    internal override void Bind(PlanBuilder plan, int mapping) 
    {
        if (Notes is null) plan.AddValue(GestureKind.ChannelPressure, 0, Pressure, Edge, mapping, this);
        var notes = Notes ?? NoteSet.Any;
        for (var note = (int)notes.First; note <= notes.Last; note++) plan.AddValue(GestureKind.PolyPressure, note, Pressure, Edge, mapping, this);
    }

    public override string Describe() => $"{(Notes is { } notes ? $"{notes} pressure" : "pressure")}{Pressure.Unless(1, 127, " ")}";
}
