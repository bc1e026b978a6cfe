using CsCheck;
using Conductor.Core.Actions;
using Conductor.Core.Config;
using Conductor.Core.Triggers;

namespace Conductor.Core.Tests.Config.Generated;

/// <summary>Triggers of every kind.</summary>
internal static class TriggerGen
{
    private static readonly Gen<Part?> Device = Values.Sometimes(Gen.Int[0, 99].Select(device => (Part?)new Part(style =>
        style.Names.Devices.Count == 0 ? [] : [("device", style.Text(style.Names.Devices[device % style.Names.Devices.Count]))])));

    private static readonly Gen<Part?> Channel = Values.Sometimes(Values.Part(Trigger.Common.Single(parameter => parameter.Name == "channel")));

    private static readonly Gen<Part?> NoteOrButton = Gen.Frequency((3, Values.Part(NoteSet.Parameter)), (1, Gen.Int[128, 255].Select(button => (Part?)Part.Of(NoteSet.Parameter, style => style.Int(button)))));

    private static Gen<Spelled> Of(TriggerKind kind, string without, params Gen<Part?>[] instead) => Kinds.But(TriggerCatalog.Spec(kind), without, [.. instead, Device, Channel]);

    private static Gen<Part?> Ends(TriggerKind kind, string min, string max, Func<Style, int, int, (string, Toml)?>? older = null) =>
        Kinds.Range(TriggerCatalog.Spec(kind).Parameter(min), TriggerCatalog.Spec(kind).Parameter(max), older ?? ((_, _, _) => null));

    private static (string, Toml)? Pair(Style style, int low, int high) => ("velocity_range", new TomlList([style.Int(low), style.Int(high)]));

    /// <summary>No <c>_</c>: a new kind is generated from its list, and gets a line here where its parameters depend on each other.</summary>
    private static Gen<Spelled> Of(TriggerKind kind) => kind switch
    {
        TriggerKind.Aftertouch => Of(kind, "pressure_min pressure_max", Ends(kind, "pressure_min", "pressure_max")),
        TriggerKind.CC => Of(kind, "value_min value_max", Ends(kind, "value_min", "value_max", (style, low, high) => low == high ? ("value", style.Int(low)) : null)),
        TriggerKind.PitchBend => Of(kind, "value_min value_max", Ends(kind, "value_min", "value_max")),
        TriggerKind.Note => Of(kind, "velocity_min velocity_max", Ends(kind, "velocity_min", "velocity_max", Pair)),
        TriggerKind.DoubleTap or TriggerKind.LongPress => Of(kind, "note", NoteOrButton),
        TriggerKind.VelocityRange => Of(kind, "note velocity_min velocity_max level soft_max medium_max", NoteOrButton, VelocityRange),
        TriggerKind.GamepadAnalogStick => Gen.OneOf(Of(kind, ""), Stick),
        TriggerKind.GamepadButtonHold => Gen.OneOf(Of(kind, ""), ButtonHold),
        TriggerKind.GamepadTrigger => Of(kind, "", Values.Sometimes(Values.Part(TriggerCatalog.Spec(kind).Parameter("duration_ms")))),
        TriggerKind.EncoderTurn or TriggerKind.GamepadButton or TriggerKind.GamepadButtonChord or TriggerKind.GamepadButtonDoubleTap or TriggerKind.NoteChord
            or TriggerKind.ProgramChange or TriggerKind.SysEx or TriggerKind.Transport => Of(kind, ""),
    };

    /// <summary>A range by its ends, by a level, by levels of its own, or several.</summary>
    private static Gen<Part?> VelocityRange
    {
        get
        {
            var spec = VelocityRangeTrigger.Spec;
            var levels = Gen.Select(Gen.Int[1, 125], Gen.Int[1, 125]).Select((a, b) => (Part?)new Part(style => [("soft_max", style.Int(Math.Min(a, b))), ("medium_max", style.Int(Math.Max(a, b) + 1))]));
            var levelled = Gen.Select(Values.Part(spec.Parameter("level")), Values.Sometimes(levels), (level, own) => (Part?)new Part(style => Part.Table(style, own is null ? [level!] : [level!, own]).Entries));
            var range = Gen.Select(Gen.Int[0, 127], Gen.Int[1, 127], Values.Sometimes(ActionGen.Plain.Select(action => (Part?)new Part(style => [("action", action(style))]))), (a, b, action) => (Spelled)(style => new TomlTable(
            [
                (style.Pick("min", "velocity_min"), style.Int(Math.Min(a, b))), (style.Pick("max", "velocity_max"), style.Int(Math.Max(a, b))), .. action?.Write(style) ?? [],
            ])));
            var ranges = Values.ListOf(range, 1).Select(list => (Part?)new Part(style => [("ranges", list(style))]));
            return Gen.OneOf(Ends(TriggerKind.VelocityRange, "velocity_min", "velocity_max", Pair), levels, levelled, ranges);
        }
    }

    /// <summary>What a negative threshold, and an EncoderTurn on a gamepad's axis, were in older files.</summary>
    private static Gen<Spelled> Stick => Gen.Select(Gen.Int[128, 133], Gen.Int[1, 127], Gen.Bool).Select((axis, threshold, isNegative) => (Spelled)(style =>
    {
        var isOlder = style.Chance(50);
        List<(string, Toml)> entries = [("type", style.Text(style.Free(isOlder ? "EncoderTurn" : "GamepadAnalogStick"))), (isOlder ? "encoder" : "axis", style.Int(axis))];
        if (isNegative && style.Chance(50)) return new TomlTable([.. entries, ("threshold", Forms.Threshold(style, threshold, -1))]);
        if (isNegative) entries.Add(("direction", style.Text("Negative")));
        return new TomlTable([.. entries, ("threshold", Forms.Threshold(style, threshold))]);
    }));

    private static Gen<Spelled> ButtonHold => Gen.Select(Gen.Int[128, 255], Gen.Int[0, 600_000]).Select((button, ms) => (Spelled)(style =>
        style.Chance(50)
            ? new TomlTable([("type", style.Text(style.Free("GamepadButton"))), ("button", style.Int(button)), ("hold_ms", style.Int(ms))])
            : new TomlTable([("type", style.Text(style.Free("GamepadButtonHold"))), ("button", style.Int(button)), ("duration_ms", style.Int(ms))])));

    public static readonly Gen<Spelled> Any = Gen.OneOf(Enum.GetValues<TriggerKind>().Select(Of).ToArray());

    /// <summary>A press of a note as entries of a mapping: in the trigger's table, or, in older files, beside it.</summary>
    public static readonly Gen<Part?> PressInMapping = Gen.Select(Forms.Of(NoteSet.Form), Gen.Int[0, 3], Gen.Int[0, 127], Gen.Int[0, 127], Gen.Int[0, 16]).Select((note, which, a, b, channel) => (Part?)new Part(style =>
    {
        var (low, high) = (Math.Min(a, b), Math.Max(a, b));
        List<(string, Toml)> entries = [("note", note(style))];
        if (channel > 0) entries.Add(("channel", style.Int(channel)));
        if (style.Chance(40))
        {
            if (which > 1) entries.Add(("velocity", new TomlTable([("range", new TomlList([style.Int(low), style.Int(high)]))])));
            return entries;
        }

        if (which > 1) entries.AddRange([("velocity_min", style.Int(low)), ("velocity_max", style.Int(high))]);
        return [("trigger", new TomlTable([("type", style.Text("Note")), .. entries]))];
    }));
}
