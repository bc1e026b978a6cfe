using Conductor.Core.Config;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>
/// Several notes are pressed together, in any order, and all still down when the last one comes.
/// <code>trigger = { type = "NoteChord", notes = [36, 40] }</code>
/// The notes' own presses fire as usual; the chord cancels their tap and their pending long press.
/// </summary>
public sealed record NoteChordTrigger : Trigger
{
    private static readonly ValueForm Form = new("notes", "a list of at least two different notes", """{"type":"array","minItems":2}""") { Each = NoteSet.OneOrButtonForm };
    private static readonly FormParameter NotesParameter = new("notes", Form, "the notes of the chord") { Required = true };

    internal static readonly IntParameter Timeout = new("timeout_ms", 0, 600_000, "longest time from the first to the last press; left out: chord_timeout_ms")
    {
        Older = ["max_interval_ms", "chord_timeout_ms"],
        Called = "timeout",
    };

    public static readonly KindSpec<Trigger> Spec = new("NoteChord", "several notes are pressed together",
        """{ type = "NoteChord", notes = [36, 40] }""", [NotesParameter, Timeout], Read)
    {
        Main = NotesParameter,
        ReadMain = value => ReadNotes(value, null),
    };

    public override TriggerKind Kind => TriggerKind.NoteChord;

    /// <summary>With a gamepad's buttons among them, 128–255, if the file names some.</summary>
    public required NoteMask Notes { get; init; }

    /// <summary>Null = chord_timeout_ms.</summary>
    public int? TimeoutMs { get; init; }

    private static NoteChordTrigger? Read(ConfigTable table)
    {
        var timeout = table.IntOrNull(Timeout);
        return table.Get(NotesParameter) is { } notes ? ReadNotes(notes, timeout).WithCommon(table) : null;
    }

    private static NoteChordTrigger ReadNotes(ConfigValue list, int? timeout)
    {
        var mask = default(NoteMask);
        var readable = true;
        foreach (var element in list.List("notes"))
        {
            if (NoteSet.OneOrButton(element) is not { } note) readable = false;
            else if (mask.Has(note))
            {
                readable = false;
                element.Error("chord-note-twice", $"{NoteSet.NameOf(note)} stands twice in the chord; name each {(note < GamepadNames.First ? "note" : "button")} once");
            }
            else mask = mask.With(note);
        }

        if (readable && list.IsList && mask.Count < 2) list.Error("chord-too-small", "A chord needs at least two different notes");
        return new NoteChordTrigger { Notes = mask, TimeoutMs = timeout };
    }

    internal override void Bind(PlanBuilder plan, int mapping) => plan.AddChord(Notes, TimeoutMs, mapping, this);

    public override string Describe() => $"{string.Join('+', Notes.Select(NoteSet.NameOf))} chord";
}
