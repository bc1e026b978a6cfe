using Conductor.Core.Config;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>
/// Several buttons of a gamepad are pressed together.
/// <code>trigger = { type = "GamepadButtonChord", buttons = ["L1", "R1"] }</code>
/// As NoteChord.
/// </summary>
/// <param name="Buttons">128–255, ascending.</param>
/// <param name="TimeoutMs">Null = chord_timeout_ms.</param>
public sealed record GamepadButtonChordTrigger(ValueList<byte> Buttons, int? TimeoutMs) : Trigger
{
    private static readonly ValueForm Form = new("gamepadButtons", "a list of at least two different buttons", """{"type":"array","minItems":2}""") { Each = GamepadNames.ButtonForm };
    private static readonly FormParameter ButtonsParameter = new("buttons", Form, "the buttons of the chord") { Required = true };

    public static readonly KindSpec<Trigger> Spec = new("GamepadButtonChord", "several buttons of a gamepad are pressed together",
        """{ type = "GamepadButtonChord", buttons = ["L1", "R1"] }""", [ButtonsParameter, NoteChordTrigger.Timeout], Read)
    {
        Older = ["GamepadButtonCombo"],
        Main = ButtonsParameter,
        ReadMain = value => ReadButtons(value) is { } buttons ? new GamepadButtonChordTrigger(buttons, null) : null,
        NotTold = GamepadNames.NotTold,
    };

    public override TriggerKind Kind => TriggerKind.GamepadButtonChord;

    private static GamepadButtonChordTrigger? Read(ConfigTable table)
    {
        var buttons = table.Get(ButtonsParameter) is { } list ? ReadButtons(list) : null;
        var timeout = table.IntOrNull(NoteChordTrigger.Timeout);
        return buttons is { } read ? new GamepadButtonChordTrigger(read, timeout).WithCommon(table) : null;
    }

    private static ValueList<byte>? ReadButtons(ConfigValue list)
    {
        var buttons = new SortedSet<byte>();
        var readable = list.IsList;
        foreach (var element in list.List("buttons"))
        {
            if (GamepadNames.ReadButton(element) is not { } button) readable = false;
            else if (!buttons.Add(button)) element.Error("chord-note-twice", $"{GamepadNames.Button(button)} stands twice in the chord; name each button once");
        }

        if (readable && buttons.Count < 2) list.Error("chord-too-small", "A chord needs at least two different buttons");
        return readable ? new ValueList<byte>([.. buttons]) : null;
    }

    internal override void Bind(PlanBuilder plan, int mapping) 
    {
        var notes = default(NoteMask);
        foreach (var button in Buttons) notes = notes.With(button);
        plan.AddChord(notes, TimeoutMs, mapping, this);
    }

    public override string Describe() => $"{string.Join('+', Buttons.Select(button => GamepadNames.Button(button)))} chord";
}
