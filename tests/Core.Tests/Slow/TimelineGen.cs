using CsCheck;

namespace Conductor.Core.Tests.Slow;

/// <summary>What happens: messages that the scenario's triggers listen to, and now and then something else.</summary>
internal static class TimelineGen
{
    /// <summary>Nothing, next to nothing, a window's length, one microsecond off, and back.</summary>
    private static readonly Gen<int> Gaps = Gen.Frequency(
        (6, Gen.Const(0)), (2, Gen.OneOf(1, 100, 999)), (8, Gen.OneOf(1000, 2000, 5000, 10_000)), (4, Gen.OneOf(1001, 1999, 2001, 4999, 5001, 9999, 10_001)), (2, Gen.OneOf(19_999, 20_000, 20_001, 30_000)), (1, Gen.OneOf(-1, -2000)));

    private static readonly Gen<int> Channels = Gen.Frequency((8, Gen.Const(1)), (1, Gen.Const(2)));
    private static readonly Gen<int> Notes = Gen.OneOf(36, 36, 37, 38);
    private static readonly Gen<int> Strengths = Gen.OneOf(0, 1, 40, 41, 63, 64, 80, 81, 100, 100, 127);
    private static readonly Gen<int> Levels = Gen.OneOf(0, 1, 2, 5, 62, 63, 64, 65, 66, 126, 127);
    private static readonly Gen<int> Bends = Gen.OneOf(0, 8091, 8092, 8191, 8192, 8193, 8292, 8293, 16_383);

    public static Gen<(Happening[] Timeline, ScenarioStyle Style)> Of(ScenarioStyle style) =>
        Gen.Select(Gaps, Gen.OneOf(style.Kinds).SelectMany(kind => One(style, kind)), Channels, Gen.OneOf("a", "a", "b"), (gap, what, channel, device) => (gap, what with { Channel = what.What is What.ButtonDown or What.ButtonUp or What.Axis or What.Start or What.Stop or What.Continue or What.SysEx ? 1 : channel, Device = style.HasDevices ? device : null })).Array[5, 60]
            .Select(parts => (Times(parts), style));

    private static Happening[] Times((int Gap, Happening What)[] parts)
    {
        var now = 0L;
        return Array.ConvertAll(parts, part => part.What with { Micros = now = Math.Max(0, now + part.Gap) });
    }

    private static Gen<Happening> One(ScenarioStyle style, string kind) => Gen.Frequency(
        (20, MessageOf(kind)),
        (style.Modes > 0 ? 1 : 0, Gen.Int[0, Math.Max(0, style.Modes - 1)].Select(mode => new Happening(0, What.Mode, mode))),
        (style.Reloads ? 1 : 0, Gen.Int[0, 9].Select(config => new Happening(0, What.Reload, config))),
        (1, Gen.Const(new Happening(0, What.Disconnect))),
        (1, Gen.Const(new Happening(0, What.Wait))),
        (1, Gen.OneOf(120, 121, 123).Select(cc => new Happening(0, What.CC, cc))),
        (style.AnswersAtOnce ? 0 : 5, Gen.Frequency((3, Gen.Const(new Happening(0, What.Answer))), (1, Gen.Const(new Happening(0, What.AnswerFailed))))));

    private static Gen<Happening> MessageOf(string kind) => kind switch
    {
        "CC" or "EncoderTurn" => Gen.Select(Gen.OneOf(1, 1, 1, 2), Levels, (cc, value) => new Happening(0, What.CC, cc, value)),
        "Aftertouch" => Gen.Select(Gen.OneOf(What.ChannelPressure, What.PolyPressure), Notes, Levels, (what, note, value) => new Happening(0, what, note, value)),
        "PitchBend" => Bends.Select(value => new Happening(0, What.PitchBend, 0, value)),
        "ProgramChange" => Gen.Int[0, 2].Select(program => new Happening(0, What.Program, program)),
        "Transport" => Gen.OneOf(What.Start, What.Stop, What.Continue).Select(what => new Happening(0, what)),
        "SysEx" => Gen.Int[0, Happening.SysExCount - 1].Select(bytes => new Happening(0, What.SysEx, bytes)),
        "GamepadButton" or "GamepadButtonHold" or "GamepadButtonDoubleTap" or "GamepadButtonChord" => Gen.Select(Gen.OneOf(128, 128, 129, 130), Gen.OneOf(127, 127, 64, 63), Gen.Int[0, 4], (button, strength, kind) => kind < 3 ? new Happening(0, What.ButtonDown, button, strength) : new Happening(0, What.ButtonUp, button)),
        "GamepadAnalogStick" or "GamepadTrigger" => Gen.Select(Gen.OneOf(128, 132, 132), Gen.OneOf(0, 1, 62, 63, 64, 126, 127, -1, -62, -63, -64, -127), (axis, value) => new Happening(0, What.Axis, axis, value)),
        "NoteChord" or "LongPress" or "DoubleTap" or "VelocityRange" => Gen.Frequency((5, NoteOnOrOff), (1, MessageOf("GamepadButton"))),
        _ => NoteOnOrOff,
    };

    private static Gen<Happening> NoteOnOrOff => Gen.Frequency(
            (3, Gen.Select(Notes, Strengths, (note, velocity) => new Happening(0, What.NoteOn, note, velocity))),
            (2, Notes.Select(note => new Happening(0, What.NoteOff, note))));
}
