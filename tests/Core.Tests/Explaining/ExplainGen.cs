using CsCheck;

namespace Conductor.Core.Tests.Explaining;

/// <summary>A mapping as the file has it, without its action, which names its number.</summary>
/// <param name="Mode">0, 1; 2 = global.</param>
/// <param name="Resumes">Its action is Control resume.</param>
public sealed record SomeMapping(int Mode, string Trigger, string Beside, bool Resumes);

/// <summary>A few mappings that come into each other's way.</summary>
public sealed record SomePlan(SomeMapping[] Mappings)
{
    public static readonly string[] Modes = ["A", "B"];

    /// <summary>The mapping's number stands in its action: "MouseScroll 0 3".</summary>
    public string Toml(Func<int, bool> isThere)
    {
        string List(int mode) => string.Concat(Mappings.Select((mapping, i) => mapping.Mode == mode && isThere(i) ? $"  {{ trigger = {{ {mapping.Trigger} }}{mapping.Beside}, action = {{ {(mapping.Resumes ? "Control = 'resume'" : $"MouseScroll = {i + 1}")} }} }},\n" : ""));
        return $"""
            devices = [{ "{ id = 'a' }, { id = 'b' }" }]
            modes = [
            {string.Concat(Modes.Select((name, mode) => $"{{ name = '{name}', mappings = [\n{List(mode)}] }},\n"))}]
            global_mappings = [
            {List(2)}]
            """;
    }

    public string Whole => Toml(_ => true);

    public override string ToString() => Whole;
}

/// <summary>A message, so many ms after the one before, or a mode's name, or one of <see cref="ExplainGen.Pause"/> and <see cref="ExplainGen.Resume"/>.</summary>
public sealed record SomeStep(int Gap, string Words);

internal static class ExplainGen
{
    public const string Pause = "pause";
    public const string Resume = "resume";

    private static readonly Gen<string> Note = Gen.OneOf("36", "36", "36", "37", "'any'", "'C2-D2'");
    private static readonly Gen<string> Velocity = Gen.OneOf("", "", "", ", velocity_max = 60", ", velocity_min = 61");
    private static readonly Gen<string> Edge = Gen.OneOf("", "", ", on = 'enter'", ", on = 'increase'", ", on = 'decrease'");
    private static readonly Gen<string> Throttle = Gen.OneOf("", "", ", throttle_ms = 20");
    private static readonly Gen<string> Range = Gen.OneOf("", "", ", value_min = 64", ", value_max = 63");
    private static readonly Gen<int> Ms = Gen.OneOf(10, 20, 20, 50, 300);

    private static readonly Gen<string> Trigger = Gen.Frequency(
        (6, Gen.Select(Note, Velocity, Gen.OneOf("", "", ", on = 'release'", ", on = 'tap'", ", on = 'tap'"), (note, velocity, on) => $"type = 'Note', note = {note}{velocity}{on}")),
        (1, Gen.Select(Note, Gen.OneOf("Soft", "Medium", "Hard"), (note, level) => $"type = 'VelocityRange', note = {note}, level = '{level}'")),
        (3, Gen.Select(Note, Ms, (note, ms) => $"type = 'LongPress', note = {note}, duration_ms = {ms}")),
        (3, Gen.Select(Note, Ms, (note, ms) => $"type = 'DoubleTap', note = {note}, timeout_ms = {ms}")),
        (3, Gen.Select(Gen.OneOf("[36, 37]", "[36, 37]", "[36, 38]", "[36, 37, 38]"), Ms, (notes, ms) => $"type = 'NoteChord', notes = {notes}, timeout_ms = {ms}")),
        (4, Gen.Select(Range, Edge, Throttle, (range, edge, throttle) => $"type = 'CC', cc = 7{range}{edge}{throttle}")),
        (4, Gen.Select(Gen.OneOf("absolute", "twos_complement", "binary_offset", "sign_magnitude", "zero_max"), Gen.OneOf("", ", direction = 'CW'", ", direction = 'CCW'"), Gen.OneOf("", ", steps = 2", ", steps = 5"),
            (encoding, direction, steps) => $"type = 'EncoderTurn', cc = 7, encoding = '{encoding}'{direction}{steps}")),
        (2, Gen.Select(Gen.OneOf("", ", note = 36"), Edge, Throttle, (note, edge, throttle) => $"type = 'Aftertouch', pressure_min = 64{note}{edge}{throttle}")),
        (2, Gen.Select(Gen.OneOf("", ", value_min = 8192", ", center_deadzone = 100"), Edge, Throttle, (range, edge, throttle) => $"type = 'PitchBend'{range}{edge}{throttle}")),
        (1, Gen.OneOf("type = 'ProgramChange'", "type = 'ProgramChange', program = 1")),
        (1, Gen.OneOf("type = 'Transport', message = 'Start'", "type = 'Transport', message = 'Stop'")),
        (1, Gen.OneOf("type = 'SysEx', pattern = 'F0 .. F7'", "type = 'SysEx', pattern = 'F0 01 F7'")),
        (2, Gen.Select(Gen.OneOf("", ", direction = 'Left'", ", direction = 'Right'"), Gen.OneOf(0, 64, 100), (direction, threshold) => $"type = 'GamepadAnalogStick', axis = 'LeftX'{direction}, threshold = {threshold}")),
        (1, Gen.OneOf("", ", duration_ms = 20").Select(hold => $"type = 'GamepadTrigger', trigger = 'Left'{hold}")));

    private static readonly Gen<string> Source = Gen.OneOf("", "", "", "", ", channel = 1", ", channel = 2", ", device = 'a'", ", device = 'b'");
    private static readonly Gen<string> Beside = Gen.OneOf("", "", "", "", "", "", ", enabled = false", ", condition = { ModeIs = 'A' }", ", condition = { VelocityLevel = 'Hard' }", ", condition = { AppRunning = 'x' }", ", condition = 'Never'");

    private static Gen<SomePlan> Plans(Gen<bool> resumes) => Gen.Select(Gen.OneOf(0, 0, 1, 2), Trigger, Source, Beside, resumes, (mode, trigger, source, beside, resume) => new SomeMapping(mode, trigger + source, beside, resume)).Array[1, 14].Select(mappings => new SomePlan(mappings));

    /// <summary>Every mapping can be told by its action.</summary>
    public static readonly Gen<SomePlan> Plan = Plans(Gen.Const(false));

    public static readonly Gen<SomePlan> PlanThatResumes = Plans(Gen.OneOf(false, false, false, true));

    /// <summary>A message, on one of two channels of one of two devices.</summary>
    public static readonly Gen<string> Words = Gen.Select(Gen.Frequency(
        (8, Gen.Select(Gen.OneOf(36, 36, 37, 38), Gen.OneOf(1, 60, 61, 100), (note, velocity) => $"note-on {note} {velocity}")),
        (5, Gen.OneOf(36, 36, 37, 38).Select(note => $"note-off {note}")),
        (6, Gen.OneOf(0, 1, 2, 60, 63, 64, 65, 66, 127).Select(value => $"cc 7 {value}")),
        (1, Gen.OneOf("cc 120 0", "cc 123 0")),
        (2, Gen.Select(Gen.OneOf("channel-pressure", "poly-pressure 36"), Gen.OneOf(0, 64, 90), (kind, value) => $"{kind} {value}")),
        (2, Gen.OneOf(0, 8191, 8192, 8250, 8300, 16383).Select(value => $"pitch-bend {value}")),
        (2, Gen.OneOf("program 1", "program 2", "start", "start", "stop", "sysex F0 01 F7", "sysex F0 02 03 F7")),
        (2, Gen.Select(Gen.OneOf("LeftX", "LeftTrigger"), Gen.OneOf(-127, -64, 0, 1, 64, 110), (axis, value) => $"axis {axis} {value}"))),
        Gen.OneOf("", "", "", " ch=2"), Gen.OneOf("", "", "", " device=b"), (message, channel, device) => message + channel + device);

    public static readonly Gen<SomeStep[]> Steps = Gen.Select(Gen.OneOf(0, 0, 1, 5, 10, 10, 19, 20, 21, 60, 400), Gen.Frequency((12, Words), (1, Gen.OneOf(SomePlan.Modes)), (1, Gen.OneOf(Pause, Resume))), (gap, words) => new SomeStep(gap, words)).Array[1, 30];
}
