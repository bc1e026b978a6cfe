using Conductor.Core.Config;

namespace Conductor.Core.Actions;

/// <summary>
/// Switches to another layer of mappings, for good or while the note is held.
/// <code>{ type = "ModeChange", mode = "Edit" }</code>
/// <c>next</c> and <c>previous</c> count from the mode in force and go round. A change without <c>hold</c> ends every momentary layer.
/// </summary>
public sealed record ModeChangeAction(string? Mode, int Offset, bool Hold) : GestureAction
{
    private static readonly FormParameter ModeParameter = new("mode", "a mode's name, its index from 0, \"next\" or \"previous\"", "the mode to go to") { Required = true };
    private static readonly BoolParameter HoldParameter = new("hold", false, "only while the note is held");

    public static readonly KindSpec<GestureAction> Spec = new("ModeChange", "switches to another mode",
        """{ type = "ModeChange", mode = "next" }""", [ModeParameter, HoldParameter], Read)
    {
        Main = ModeParameter,
        ReadMain = value => ReadMode(value, hold: false),
    };

    public override ActionKind Kind => ActionKind.ModeChange;

    public override bool Holds => Hold;

    private static ModeChangeAction? Read(ConfigTable table)
    {
        var mode = table.Get(ModeParameter);
        var hold = table.Bool(HoldParameter);
        return mode is { } value ? ReadMode(value, hold) : null;
    }

    private static ModeChangeAction? ReadMode(ConfigValue value, bool hold)
    {
        var modes = value.Scope.Modes;
        if (value.IsNumber)
        {
            if (value.Integer >= 0 && value.Integer < modes.Count) return new ModeChangeAction(modes[(int)value.Integer], 0, hold);
            value.Error("unknown-mode", $"There is no mode {value.Integer}: the file has {modes.Count}, counted from 0");
            return null;
        }

        if (value.Text("mode") is not { } name) return null;
        if (modes.Contains(name)) return new ModeChangeAction(name, 0, hold);
        if (Names.Fold(name) is "next") return new ModeChangeAction(null, 1, hold);
        if (Names.Fold(name) is "previous" or "prev") return new ModeChangeAction(null, -1, hold);
        var near = Spelling.Nearest(name, modes);
        value.Error("unknown-mode", near is null ? $"Unknown mode '{name}' (the file has {string.Join(", ", modes.Select(m => $"'{m}'"))})" : $"Unknown mode '{name}': did you mean '{near}'?", near);
        return null;
    }

    internal override Outcome Step(ref Frame frame, ActionContext context)
    {
        var modes = context.Plan.ModeNames.Length;
        var target = Mode is null ? (context.Modes.Current + Offset + modes) % modes : context.Plan.IndexOfMode(Mode);
        if (target < 0) target = context.Modes.Current;   // a run that outlived the plan which had this mode
        if (!Hold) context.Modes.Set(target);
        else if (context.TriggerLasts) context.Modes.Push(context.Gesture.Hold, target);
        context.Detail = target;
        return Outcome.Done;
    }

    public override string Describe(in ActionTrace trace) => $"ModeChange {trace.Plan.ModeNames[trace.Detail]}";
}
