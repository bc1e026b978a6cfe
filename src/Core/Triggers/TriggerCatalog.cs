using Conductor.Core.Config;

namespace Conductor.Core.Triggers;

/// <summary>Every kind of trigger, alphabetically. To add one: a member here, an arm below, a file of its own.</summary>
public enum TriggerKind
{
    CC,
    LongPress,
    Note,
    NoteChord,
    VelocityRange,
}

public static class TriggerCatalog
{
    /// <summary>Kinds of the language that this version reads and does not act on yet.</summary>
    private static readonly string[] NotBuiltYet =
    [
        "Aftertouch", "DoubleTap", "EncoderTurn", "GamepadAnalogStick", "GamepadAxis", "GamepadAxisTurn", "GamepadButton", "GamepadButtonChord",
        "GamepadButtonCombo", "GamepadButtonDoubleTap", "GamepadButtonHold", "GamepadTrigger", "GamepadTriggerHold", "PitchBend", "ProgramChange", "SysEx", "Transport",
    ];

    private static readonly Lazy<KindReader<Trigger>> Reader = new(() => new KindReader<Trigger>("trigger", [.. All], Trigger.Common, NotBuiltYet));

    public static IEnumerable<KindSpec<Trigger>> All => Enum.GetValues<TriggerKind>().Select(Spec);

    public static KindSpec<Trigger> Spec(TriggerKind kind) => kind switch
    {
        TriggerKind.CC => CCTrigger.Spec,
        TriggerKind.LongPress => LongPressTrigger.Spec,
        TriggerKind.Note => NoteTrigger.Spec,
        TriggerKind.NoteChord => NoteChordTrigger.Spec,
        TriggerKind.VelocityRange => VelocityRangeTrigger.Spec,
    };

    /// <summary>Reads a trigger; null where it has problems or is off.</summary>
    internal static Trigger? Read(ConfigValue value) => Reader.Value.Read(value);

    /// <summary>Completes what a kind has read with what every trigger takes.</summary>
    internal static T WithCommon<T>(this T trigger, ConfigTable table)
        where T : Trigger
    {
        var device = table.Find(Trigger.DeviceParameter);
        return trigger with { Device = device is { } id ? DeviceId(id, table.Scope) : null, Channel = table.IntOrNull(Trigger.ChannelParameter) };
    }

    private static string? DeviceId(ConfigValue value, ConfigScope scope)
    {
        if (value.Text("device") is not { } id) return null;
        if (scope.DeviceIds.Contains(id)) return id;
        if (scope.DeviceIds.Count == 0)
        {
            value.Warn("device-without-devices", $"There are no [[devices]], so '{id}' listens to any device");
            return null;
        }

        var near = Spelling.Nearest(id, scope.DeviceIds);
        value.Error("unknown-device", near is null ? $"Unknown device '{id}' (the file has {string.Join(", ", scope.DeviceIds)})" : $"Unknown device '{id}': did you mean '{near}'?", near);
        return null;
    }
}
