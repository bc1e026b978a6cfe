using Conductor.Core.Config;

namespace Conductor.Core.Triggers;

/// <summary>Every kind of trigger, alphabetically. To add one: a member here, an arm below, a file of its own.</summary>
public enum TriggerKind
{
    Aftertouch,
    CC,
    DoubleTap,
    EncoderTurn,
    GamepadAnalogStick,
    GamepadButton,
    GamepadButtonChord,
    GamepadButtonDoubleTap,
    GamepadButtonHold,
    GamepadTrigger,
    LongPress,
    Note,
    NoteChord,
    PitchBend,
    ProgramChange,
    SysEx,
    Transport,
    VelocityRange,
}

public static class TriggerCatalog
{
    private const int MaxListed = 12;
    private const int MaxCompared = 200;   // a sentence must not cost more than the file

    private static readonly Lazy<KindReader<Trigger>> Reader = new(() => new KindReader<Trigger>("trigger", [.. All], Trigger.Common));

    public static IEnumerable<KindSpec<Trigger>> All => Enum.GetValues<TriggerKind>().Select(Spec);

    public static KindSpec<Trigger> Spec(TriggerKind kind) => kind switch
    {
        TriggerKind.Aftertouch => AftertouchTrigger.Spec,
        TriggerKind.CC => CCTrigger.Spec,
        TriggerKind.DoubleTap => DoubleTapTrigger.Spec,
        TriggerKind.EncoderTurn => EncoderTurnTrigger.Spec,
        TriggerKind.GamepadAnalogStick => GamepadAnalogStickTrigger.Spec,
        TriggerKind.GamepadButton => GamepadButtonTrigger.Spec,
        TriggerKind.GamepadButtonChord => GamepadButtonChordTrigger.Spec,
        TriggerKind.GamepadButtonDoubleTap => GamepadButtonDoubleTapTrigger.Spec,
        TriggerKind.GamepadButtonHold => GamepadButtonHoldTrigger.Spec,
        TriggerKind.GamepadTrigger => GamepadTriggerTrigger.Spec,
        TriggerKind.LongPress => LongPressTrigger.Spec,
        TriggerKind.Note => NoteTrigger.Spec,
        TriggerKind.NoteChord => NoteChordTrigger.Spec,
        TriggerKind.PitchBend => PitchBendTrigger.Spec,
        TriggerKind.ProgramChange => ProgramChangeTrigger.Spec,
        TriggerKind.SysEx => SysExTrigger.Spec,
        TriggerKind.Transport => TransportTrigger.Spec,
        TriggerKind.VelocityRange => VelocityRangeTrigger.Spec,
    };

    /// <summary>Reads a trigger; null only where it has an error.</summary>
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
        if (scope.Names.DeviceIds.Contains(id) || scope.Names.SingleDeviceId == id) return id;
        if (scope.Names.DeviceIds.Count == 0)
        {
            value.Warn("device-without-devices", $"There are no [[devices]], so '{id}' listens to any device");
            return null;
        }

        var near = Spelling.Nearest(id, scope.Names.DeviceIds.Take(MaxCompared));
        value.Error("unknown-device", near is null ? $"Unknown device '{id}' (the file has {string.Join(", ", scope.Names.DeviceIds.Take(MaxListed))}{(scope.Names.DeviceIds.Count > MaxListed ? " and more" : "")})" : $"Unknown device '{id}': did you mean '{near}'?", near);
        return null;
    }
}
