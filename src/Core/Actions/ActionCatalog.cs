using Conductor.Core.Config;

namespace Conductor.Core.Actions;

/// <summary>Every kind of action, alphabetically. To add one: a member here, an arm below, a file of its own.</summary>
public enum ActionKind
{
    Conditional,
    Control,
    Cycle,
    Delay,
    Keystroke,
    Launch,
    ModeChange,
    MouseClick,
    MouseScroll,
    Notification,
    Plugin,
    Repeat,
    SendMidi,
    Sequence,
    Shell,
    Text,
    VelocityRange,
    VolumeControl,
}

public static class ActionCatalog
{
    private static readonly Lazy<KindReader<GestureAction>> Reader = new(() => new KindReader<GestureAction>("action", [.. All]));

    public static IEnumerable<KindSpec<GestureAction>> All => Enum.GetValues<ActionKind>().Select(Spec);

    public static KindSpec<GestureAction> Spec(ActionKind kind) => kind switch
    {
        ActionKind.Conditional => ConditionalAction.Spec,
        ActionKind.Control => ControlAction.Spec,
        ActionKind.Cycle => CycleAction.Spec,
        ActionKind.Delay => DelayAction.Spec,
        ActionKind.Keystroke => KeystrokeAction.Spec,
        ActionKind.Launch => LaunchAction.Spec,
        ActionKind.ModeChange => ModeChangeAction.Spec,
        ActionKind.MouseClick => MouseClickAction.Spec,
        ActionKind.MouseScroll => MouseScrollAction.Spec,
        ActionKind.Notification => NotificationAction.Spec,
        ActionKind.Plugin => PluginAction.Spec,
        ActionKind.Repeat => RepeatAction.Spec,
        ActionKind.SendMidi => SendMidiAction.Spec,
        ActionKind.Sequence => SequenceAction.Spec,
        ActionKind.Shell => ShellAction.Spec,
        ActionKind.Text => TextAction.Spec,
        ActionKind.VelocityRange => VelocityRangeAction.Spec,
        ActionKind.VolumeControl => VolumeControlAction.Spec,
    };

    /// <summary>Reads an action; null only where it has an error.</summary>
    internal static GestureAction? Read(ConfigValue value)
    {
        var action = Reader.Value.Read(value);
        if (action is { Holds: true }) value.Scope.Holds.Add((value, action));
        return action;
    }
}
