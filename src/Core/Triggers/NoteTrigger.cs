using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>When a note trigger fires.</summary>
public enum NoteEdge
{
    Press,
    Release,
    Tap,
}

/// <summary>
/// A pad or key is pressed, let go, or tapped (let go before anything longer claimed the press).
/// <code>trigger = { type = "Note", note = "C2", velocity_min = 81 }</code>
/// What a release or tap does is decided by the press: by its velocity, and by the mode it was played in.
/// </summary>
public sealed record NoteTrigger : Trigger
{
    internal static readonly IntParameter VelocityMin = new("velocity_min", 0, 127, "softest press that counts") { Default = 1, Called = "velocity" };
    internal static readonly IntParameter VelocityMax = new("velocity_max", 0, 127, "hardest press that counts") { Default = 127, Called = "velocity" };

    internal static readonly ChoiceParameter<NoteEdge> On = new("on", "when it fires: at once, when let go, or when let go before it was held or played in a chord",
        (NoteEdge.Press, ["press"]), (NoteEdge.Release, ["release"]), (NoteEdge.Tap, ["tap"]))
    {
        Default = NoteEdge.Press,
    };

    public static readonly KindSpec<Trigger> Spec = new("Note", "a note is pressed, released or tapped",
        """{ type = "Note", note = "C2", velocity_min = 40 }""", [NoteSet.Parameter, VelocityMin, VelocityMax, On, ValueRange.PairParameter], Read)
    {
        Older = ["MidiNote", "PadPressed"],
        Main = NoteSet.Parameter,
        ReadMain = value => new NoteTrigger { Notes = NoteSet.Read(value), Velocity = new ValueRange(1, 127) },
    };

    public override TriggerKind Kind => TriggerKind.Note;

    public required NoteSet Notes { get; init; }
    public required ValueRange Velocity { get; init; }
    public NoteEdge Edge { get; init; }

    public override bool HasRelease => Edge == NoteEdge.Press;

    private static NoteTrigger Read(ConfigTable table) => new NoteTrigger
    {
        Notes = NoteSet.Read(table),
        Velocity = ReadVelocity(table),
        Edge = table.Choice(On),
    }.WithCommon(table);

    private static ValueRange ReadVelocity(ConfigTable table) =>
        table.Has(VelocityMin) || table.Has(VelocityMax) ? ValueRange.Read(table, VelocityMin, VelocityMax) : ValueRange.ReadPair(table, VelocityMin, VelocityMax) ?? new ValueRange(1, 127);

    internal override void Bind(PlanBuilder plan, int mapping) => plan.Add(GestureOf(Edge), Notes, Velocity, mapping, this);

    internal static GestureKind GestureOf(NoteEdge edge) => edge switch
    {
        NoteEdge.Press => GestureKind.Press,
        NoteEdge.Release => GestureKind.Release,
        NoteEdge.Tap => GestureKind.Tap,
    };

    public override string Describe() => $"{Notes} {Edge.ToString().ToLowerInvariant()}{Velocity.Unless(1, 127, " velocity ")}";
}
