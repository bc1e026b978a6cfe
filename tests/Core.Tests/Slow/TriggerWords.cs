using CsCheck;

namespace Conductor.Core.Tests.Slow;

/// <summary>Triggers as inline tables; of each kind a few that come into each other's way.</summary>
internal static class TriggerWords
{
    public static readonly Gen<string> Kinds = Gen.Frequency(
        (4, Gen.Const("Note")), (2, Gen.Const("VelocityRange")), (3, Gen.Const("LongPress")), (3, Gen.Const("DoubleTap")), (3, Gen.Const("NoteChord")),
        (3, Gen.Const("CC")), (2, Gen.Const("EncoderTurn")), (1, Gen.Const("Aftertouch")), (1, Gen.Const("PitchBend")), (1, Gen.Const("ProgramChange")), (1, Gen.Const("Transport")), (1, Gen.Const("SysEx")),
        (1, Gen.Const("GamepadButton")), (1, Gen.Const("GamepadButtonHold")), (1, Gen.Const("GamepadButtonDoubleTap")), (1, Gen.Const("GamepadButtonChord")), (1, Gen.Const("GamepadAnalogStick")), (1, Gen.Const("GamepadTrigger")));

    /// <summary>The lengths of windows and holds, in ms.</summary>
    public static readonly Gen<int> Ms = Gen.OneOf(0, 1, 2, 5, 5, 10, 10, 20);

    private static readonly Gen<string> Note = Gen.Frequency((8, Gen.OneOf("36", "37", "38")), (1, Gen.Const("\"36-37\"")), (1, Gen.Const("\"any\"")));
    private static readonly Gen<string> Velocity = Gen.Frequency((5, Gen.Const("")), (1, Gen.OneOf(", velocity_min = 64", ", velocity_max = 64", ", velocity_min = 41, velocity_max = 80")));
    private static readonly Gen<string> Chord = Gen.OneOf("[36, 37]", "[37, 36]", "[37, 38]", "[36, 38]", "[36, 37, 38]", "[36, 128]");
    private static readonly Gen<string> Edge = Gen.OneOf("", ", on = \"enter\"", ", on = \"increase\"", ", on = \"decrease\"");
    private static readonly Gen<string> Values = Gen.OneOf("", "", ", value_min = 64", ", value_max = 63", ", value_min = 1, value_max = 64");
    private static readonly Gen<string> Bends = Gen.OneOf("", ", value_min = 8192", ", value_max = 8192", ", center_deadzone = 100");
    private static readonly Gen<string> Levels = Gen.OneOf("", ", level = \"Soft\"", ", level = \"Medium\"", ", level = \"Hard\"", ", soft_max = 63, medium_max = 64", ", velocity_min = 64");

    private static readonly Gen<string> Throttle = Gen.Frequency((2, Gen.Const("")), (1, Ms.Select(ms => $", throttle_ms = {ms}")));

    /// <summary>Where a note may be a button.</summary>
    private static readonly Gen<string> NoteOrButton = Gen.Frequency((9, Note), (1, Gen.OneOf("128", "129")));

    private static readonly Gen<string> Button = Gen.OneOf("128", "128", "129", "\"West\"");

    private static Gen<string> Timed(string key) => Gen.Frequency((6, Ms.Select(ms => $", {key} = {ms}")), (1, Gen.Const("")));

    private static Gen<string> Own(string kind) => kind switch
    {
        "Note" => Gen.Select(Note, Velocity, Gen.OneOf("", "", "", ", on = \"release\"", ", on = \"tap\"", ", on = \"tap\""), (note, velocity, on) => $"note = {note}{velocity}{on}"),
        "VelocityRange" => Gen.Select(NoteOrButton, Levels, (note, level) => $"note = {note}{level}"),
        "LongPress" => Gen.Select(NoteOrButton, Timed("duration_ms"), (note, ms) => $"note = {note}{ms}"),
        "DoubleTap" => Gen.Select(NoteOrButton, Timed("timeout_ms"), (note, ms) => $"note = {note}{ms}"),
        "NoteChord" => Gen.Select(Chord, Timed("timeout_ms"), (notes, ms) => $"notes = {notes}{ms}"),
        "CC" => Gen.Select(Gen.OneOf(1, 1, 2, 123), Values, Edge, Throttle, (cc, values, edge, throttle) => $"cc = {cc}{values}{edge}{throttle}"),
        "EncoderTurn" => Gen.Select(Gen.OneOf("cc = 1, ", "cc = 1, ", "cc = 2, ", ""), Gen.OneOf("absolute", "twos_complement", "binary_offset", "sign_magnitude", "zero_max"),
            Gen.OneOf("", ", direction = \"CW\"", ", direction = \"CCW\""), Gen.OneOf("", "", ", steps = 2", ", steps = 3", ", steps = 7"), (cc, encoding, direction, steps) => $"{cc}encoding = \"{encoding}\"{direction}{steps}"),
        "Aftertouch" => Gen.Select(Gen.OneOf("pressure_min = 1", "pressure_min = 64", "pressure_max = 63", "pressure_min = 0"), Gen.OneOf("", "", ", note = 36", ", note = \"36-37\""), Edge, Throttle,
            (pressure, note, edge, throttle) => $"{pressure}{note}{edge}{throttle}"),
        "PitchBend" => Gen.Select(Bends, Edge, Throttle, (values, edge, throttle) => $"{values}{edge}{throttle}".TrimStart(',', ' ')),
        "ProgramChange" => Gen.OneOf("", "program = 1", "program = 2"),
        "SysEx" => Gen.OneOf("F0 .. F7", "F0 01 .. F7", "F0 .. 02 F7", "F0 ?? F7", "F0 01 ?? F7", "..", "F0 .. ?? 02 .. F7").Select(pattern => $"pattern = \"{pattern}\""),
        "GamepadButton" => Gen.Select(Button, Gen.OneOf("", "", ", velocity_min = 64", ", on = \"release\"", ", on = \"tap\""), (button, rest) => $"button = {button}{rest}"),
        "GamepadButtonHold" => Gen.Select(Button, Timed("duration_ms"), (button, ms) => $"button = {button}{ms}"),
        "GamepadButtonDoubleTap" => Gen.Select(Button, Timed("timeout_ms"), (button, ms) => $"button = {button}{ms}"),
        "GamepadButtonChord" => Gen.Select(Gen.OneOf("[128, 129]", "[129, 130]", "[128, 129, 130]"), Timed("timeout_ms"), (buttons, ms) => $"buttons = {buttons}{ms}"),
        "GamepadAnalogStick" => Gen.Select(Gen.OneOf("128", "128", "132"), Gen.OneOf("", "", ", direction = \"Up\"", ", direction = \"Left\""), Gen.OneOf("", ", threshold = 0", ", threshold = 63", ", threshold = 127"), (axis, direction, threshold) => $"axis = {axis}{direction}{threshold}"),
        "GamepadTrigger" => Gen.Select(Gen.OneOf("132", "132", "133"), Gen.OneOf("", ", threshold = 0", ", threshold = 63", ", threshold = 127"), Gen.Frequency((2, Gen.Const("")), (1, Ms.Select(ms => $", duration_ms = {ms}"))), (side, threshold, ms) => $"trigger = {side}{threshold}{ms}"),
        _ => Gen.OneOf("message = \"Start\"", "message = \"Stop\"", "message = \"Continue\""),
    };

    /// <summary>Of one of the style's kinds.</summary>
    public static Gen<string> Of(ScenarioStyle style) => Gen.OneOf(style.Kinds).SelectMany(kind => Gen.Select(Own(kind), Where(style), (own, where) => $"{{ type = \"{kind}\"{(own.Length == 0 ? "" : $", {own}")}{where} }}"));

    private static Gen<string> Where(ScenarioStyle style) => Gen.Frequency(
        (8, Gen.Const("")), (1, Gen.OneOf(", channel = 1", ", channel = 2")), (style.HasDevices ? 2 : 0, Gen.OneOf(", device = \"a\"", ", device = \"b\"")));
}
