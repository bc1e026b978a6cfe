using Conductor.Core.Config;

namespace Conductor.Core.Actions;

/// <summary>Every kind of action, alphabetically. To add one: a member here, an arm below, a file of its own.</summary>
public enum ActionKind
{
    Delay,
    Keystroke,
    ModeChange,
    MouseClick,
    MouseScroll,
    SendMidi,
    Sequence,
    Shell,
}

public static class ActionCatalog
{
    /// <summary>Kinds of the language that this version reads and does not act on yet.</summary>
    private static readonly string[] NotBuiltYet =
    [
        "Conditional", "Control", "Cycle", "Launch", "LaunchApp", "Notification", "Plugin", "WasmPlugin", "Repeat", "Text", "VelocityRange", "VolumeControl", "CC", "MidiCC",
    ];

    private static readonly Lazy<KindReader<GestureAction>> Reader = new(() => new KindReader<GestureAction>("action", [.. All], [], NotBuiltYet));

    public static IEnumerable<KindSpec<GestureAction>> All => Enum.GetValues<ActionKind>().Select(Spec);

    public static KindSpec<GestureAction> Spec(ActionKind kind) => kind switch
    {
        ActionKind.Delay => DelayAction.Spec,
        ActionKind.Keystroke => KeystrokeAction.Spec,
        ActionKind.ModeChange => ModeChangeAction.Spec,
        ActionKind.MouseClick => MouseClickAction.Spec,
        ActionKind.MouseScroll => MouseScrollAction.Spec,
        ActionKind.SendMidi => SendMidiAction.Spec,
        ActionKind.Sequence => SequenceAction.Spec,
        ActionKind.Shell => ShellAction.Spec,
    };

    /// <summary>Reads an action; null where it has problems or is off.</summary>
    internal static GestureAction? Read(ConfigValue value)
    {
        var action = Reader.Value.Read(value);
        if (action is { Holds: true }) value.Scope.Holds.Add((value, action));
        return action;
    }
}
