using Conductor.Core.Config;

namespace Conductor.Core.Actions;

public enum ControlCommand
{
    Pause,
    Resume,
    Panic,
    Reload,
}

/// <summary>
/// Does what <c>conductorctl</c> does.
/// <code>{ type = "Control", command = "panic" }</code>
/// <c>resume</c> works while paused.
/// </summary>
public sealed record ControlAction(ControlCommand Command) : GestureAction
{
    private static readonly ChoiceParameter<ControlCommand> CommandParameter = new("command", "what to do",
        (ControlCommand.Pause, ["pause"]), (ControlCommand.Resume, ["resume"]), (ControlCommand.Panic, ["panic"]), (ControlCommand.Reload, ["reload"]))
    {
        Required = true,
    };

    public static readonly KindSpec<GestureAction> Spec = new("Control", "controls Conductor itself", """{ type = "Control", command = "panic" }""", [CommandParameter],
        table => table.ChoiceOrNull(CommandParameter) is { } command ? new ControlAction(command) : null)
    {
        Main = CommandParameter,
        ReadMain = value => value.Choice(CommandParameter) is { } command ? new ControlAction(command) : null,
    };

    public override ActionKind Kind => ActionKind.Control;

    internal override Outcome Step(ref Frame frame, ActionContext context)
    {
        context.Control(Command);
        return Outcome.Done;
    }

    public override string Describe(in ActionTrace trace) => $"Control {CommandParameter.WordOf(Command)}";
}
