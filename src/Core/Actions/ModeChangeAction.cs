using Conductor.Core.Config;
using Conductor.Core.Mapping;

namespace Conductor.Core.Actions;

/// <summary>
/// Switches to another layer of mappings, for good or while the note is held.
/// <code>{ type = "ModeChange", mode = "Edit" }</code>
/// <c>next</c> and <c>previous</c> count from the mode in force and go round. A change without <c>hold</c> ends every momentary layer.
/// </summary>
public sealed record ModeChangeAction(string? Mode, int Offset, bool Hold) : GestureAction
{
    private enum Transition
    {
        None,
        Sweep,
        Flash,
        FadeOut,
        Spiral,
    }

    private static readonly ValueForm Form = new("modeTarget", "a mode's name, its index from 0, \"next\" or \"previous\"", ModeName.Form.Schema) { Words = ["next", "previous"] };
    private static readonly ValueForm RelativeForm = new("olderRelative", "1 or -1", "{}");

    private static readonly FormParameter ModeParameter = new("mode", Form, "the mode to go to") { Required = true, Older = ["action"] };
    private static readonly BoolParameter HoldParameter = new("hold", false, "only while the note is held");

    private static readonly ChoiceParameter<Transition> TransitionParameter = new("transition_effect", "how the controller's lights show it",
        (Transition.None, ["None"]), (Transition.Sweep, ["Sweep"]), (Transition.Flash, ["Flash"]), (Transition.FadeOut, ["FadeOut"]), (Transition.Spiral, ["Spiral"]))
    {
        IsLater = true,
    };

    private static readonly FormParameter Relative = new("relative", RelativeForm, "one mode on or back") { Instead = "mode = \"next\" or \"previous\"" };

    public static readonly KindSpec<GestureAction> Spec = new("ModeChange", "switches to another mode",
        """{ type = "ModeChange", mode = "next" }""", [ModeParameter, HoldParameter, TransitionParameter, Relative], Read)
    {
        Main = ModeParameter,
        ReadMain = value => ReadMode(value, hold: false),
    };

    public override ActionKind Kind => ActionKind.ModeChange;

    public override bool Holds => Hold;

    private static ModeChangeAction? Read(ConfigTable table)
    {
        var hold = table.Bool(HoldParameter);
        if (table.Find(TransitionParameter) is { } transition && transition.Choice(TransitionParameter) is not (null or Transition.None)) table.TellLater(TransitionParameter);
        if (table.Has(Relative) && table.Find(Relative) is { } relative)
        {
            if (relative.IsNumber || relative.Bool(Relative.Name) == true) return ReadRelative(table, relative, hold);
            relative.Remove();
        }

        return table.Get(ModeParameter) is { } value ? ReadMode(value, hold) : null;
    }

    /// <summary>Older files: <c>relative = 1</c>, or <c>relative = true</c> with the step in <c>mode</c>.</summary>
    private static ModeChangeAction? ReadRelative(ConfigTable table, ConfigValue relative, bool hold)
    {
        var isStep = relative.IsNumber;
        if ((isStep ? relative : table.Get(ModeParameter)) is not { } step) return null;
        if (step.IsNumber && step.Integer is 1 or -1)
        {
            using var together = table.Scope.Trace?.Together();
            step.Rewrite(step.Integer == 1 ? "\"next\"" : "\"previous\"");
            if (isStep) relative.Rename(ModeParameter.Name);
            if (isStep && table.Has(ModeParameter)) table.Scope.Trace?.Add(relative.Node, ChangeKind.Impossible, "");
            if (!isStep) relative.Remove();
            return new ModeChangeAction(null, (int)step.Integer, hold);
        }

        step.Error("relative-out-of-range", $"A relative change is by {RelativeForm.Takes}, not {step.InWords()}; write mode = \"next\" or \"previous\"");
        return null;
    }

    private static ModeChangeAction? ReadMode(ConfigValue value, bool hold)
    {
        if (value.TextOrNothing is { } text && !value.Scope.Names.Modes.Contains(text) && Step(text) is { } step)
        {
            if (text is not ("next" or "previous")) value.Rewrite(step > 0 ? "\"next\"" : "\"previous\"");
            return new ModeChangeAction(null, step, hold);
        }

        return ModeName.Read(value) is { } name ? new ModeChangeAction(name, 0, hold) : null;
    }

    private static int? Step(string word) => Names.Fold(word) switch
    {
        "next" => 1,
        "previous" or "prev" => -1,
        _ => null,
    };

    internal override Outcome Step(ref Frame frame, ActionContext context)
    {
        var target = TargetFrom(context.Modes.Current, context.Plan);
        if (Hold && !context.TriggerLasts) return Outcome.Skipped;
        if (Hold) context.Modes.Push(context.Gesture.Hold, target);
        else context.Modes.Set(target);
        context.Detail = target;
        return Outcome.Done;
    }

    /// <summary>The mode that it reaches from another one; both are the plan's.</summary>
    internal int TargetFrom(int current, Plan plan)
    {
        var modes = plan.ModeNames.Length;
        var target = Mode is null ? (current + Offset + modes) % modes : plan.IndexOfMode(Mode);
        return target < 0 ? current : target;   // a run that outlived the plan which had this mode
    }

    public override string Describe(in ActionTrace trace) => $"ModeChange {trace.Plan.ModeNames[trace.Detail]}";
}
