using Conductor.Core.Explaining;
using Conductor.Core.Midi;
using Conductor.TestKit;

namespace Conductor.Core.Tests.Explaining;

/// <summary>What a message can become, which mapping each of it fires, and why not the others.</summary>
public class ExplainTests
{
    private static EngineRig Rig(params string[] mappings) => new("global_mappings = [\n" + string.Concat(mappings.Select(mapping => $"{mapping},\n")) + "]");

    /// <summary>Line 2 is the first.</summary>
    private static string Mapping(string trigger, string command, string more = "") => $"{{ trigger = {{ {trigger} }}, action = {{ Shell = '{command}' }}{(more.Length == 0 ? "" : $", {more}")} }}";

    internal static Explanation Explain(EngineRig rig, double ms, string words, string? mode = null)
    {
        Assert.True(MidiWords.TryParse(words, out var message, out var sysEx, out var device, out var error), error);
        return rig.Engine.Explain(message.From(rig.SlotOf(device)).At((long)(ms * 1000)), sysEx, mode)!;
    }

    /// <summary>A line for each gesture, and an indented one for each mapping that doesn't fire.</summary>
    private static string Text(Explanation explanation) => string.Concat(explanation.Gestures.Select(gesture =>
        $"{gesture.Name} ({gesture.When}): {gesture.Action ?? "-"}\n" + string.Concat(gesture.Others.Select(other => $"  {other.Action}: {other.Why}\n"))));

    private static void Says(string expected, EngineRig rig, double ms, string words, string? mode = null) =>
        Assert.Equal(expected.ReplaceLineEndings("\n").TrimEnd('\n') + "\n", Text(Explain(rig, ms, words, mode)));

    [Fact]
    public void A_press_is_told_with_all_that_it_can_become() => Says("""
        C2 press 100 (at once): Shell press
          Shell soft: velocity 100 is not in 1–40
          Shell later: shadowed: the mapping at line 3 wins
        C2+E2 chord (if E2 is pressed within 50 ms): Shell chord
        C2 double tap (if pressed again within 300 ms): Shell double
        C2 long press 500 ms (if it stays down for 500 ms): Shell half
        C2 long press 2000 ms (if it stays down for 2000 ms): Shell long
        C2 release (on release): Shell up
        C2 tap (on release; waits for the double tap window of 300 ms): Shell tap

        """, Rig(
            Mapping("type = 'VelocityRange', note = 36, level = 'Soft'", "soft"), Mapping("Note = 36", "press"), Mapping("Note = 'any'", "later"), Mapping("LongPress = 36", "long"),
            Mapping("type = 'LongPress', note = 36, duration_ms = 500", "half"), Mapping("DoubleTap = 36", "double"), Mapping("NoteChord = [36, 40]", "chord"),
            Mapping("type = 'Note', note = 36, on = 'release'", "up"), Mapping("type = 'Note', note = 36, on = 'tap'", "tap"), Mapping("Note = 37", "other")), 0, "note-on 36 100");

    [Fact]
    public void Where_nothing_is_about_it_only_the_gesture_is_told() => Says("C2 press 1 (at once): -", Rig(Mapping("Note = 37", "other")), 0, "note-on 36 1");

    [Fact]
    public void Each_reason_has_its_sentence()
    {
        var rig = new EngineRig("""
            devices = [{ id = "pads" }, { id = "keys" }]
            global_mappings = [
              { trigger = { Note = 36 }, enabled = false, action = { Shell = "disabled" } },
              { trigger = { Note = 36 }, condition = "Never", action = { Shell = "never" } },
              { trigger = { Note = { note = 36, device = "keys" } }, action = { Shell = "device" } },
              { trigger = { Note = { note = 36, channel = 3 } }, action = { Shell = "channel" } },
              { trigger = { Note = 36 }, condition = { And = [{ TimeRange = { start = "00:00", end = "12:00" } }, { ModeIs = "Edit" }] }, action = { Shell = "condition" } },
              { trigger = { Note = 36 }, condition = { AppRunning = "Live" }, action = { Shell = "hidden" } },
            ]
            modes = [{ name = "Default" }, { name = "Edit", mappings = [{ trigger = { Note = 36 }, action = { Shell = "edit" } }] }]
            """);
        Says("""
            C2 press 9 (at once): -
              Shell edit: another mode ('Edit')
              Shell disabled: off: enabled = false
              Shell never: off: its condition is never true
              Shell device: device 'keys' only
              Shell channel: channel 3 only
              Shell condition: its condition is false: ModeIs Edit
              Shell hidden: its condition is false: AppRunning Live, which nothing tells of here

            """, rig, 0, "note-on 36 9");
        Says("""
            C2 press 9 (at once): Shell edit
              Shell disabled: off: enabled = false
              Shell never: off: its condition is never true
              Shell device: device 'keys' only
              Shell channel: channel 3 only
              Shell condition: shadowed: the mapping at line 10 wins
              Shell hidden: its condition is false: AppRunning Live, which nothing tells of here

            """, rig, 0, "note-on 36 9", "Edit");
        Assert.Null(rig.Engine.Explain(new MidiMessage(MidiStatus.NoteOn, 0, 36, 1), [], "Mix"));
    }

    [Fact]
    public void A_second_press_may_be_a_double_tap()
    {
        var rig = Rig(Mapping("DoubleTap = 36", "double"), Mapping("type = 'DoubleTap', note = 36, timeout_ms = 400", "slow"), Mapping("Note = 36", "press"), Mapping("type = 'Note', note = 36, on = 'tap'", "tap"));
        rig.Play(0, "note-on 36 1");
        Says("""
            C2 release (at once): -
            C2 tap (at once): -
              Shell tap: the double tap takes the press
            C2 double tap (at once: the second press comes 120 ms after the first): Shell double
              Shell slow: shadowed: the mapping at line 2 wins
            C2 press 9 (not now): -
              Shell press: the double tap takes this press
            C2 tap (on release; waits for the double tap window of 400 ms): -
              Shell tap: the double tap takes this press

            """, rig, 120, "note-on 36 9");
        rig.Play(130, "note-off 36");
        Says("""
            C2 press 9 (at once): Shell press
            C2 double tap (if pressed again within 300 ms): Shell double
              Shell slow: shadowed: the mapping at line 2 wins
            C2 double tap (if pressed again after more than 300 ms, and within 400 ms): Shell slow
              Shell double: its window is 300 ms, and 400 ms lie between the presses
            C2 tap (on release; waits for the double tap window of 400 ms): Shell tap

            """, rig, 500, "note-on 36 9");
    }

    [Fact]
    public void A_chord_needs_what_is_not_down_yet()
    {
        var rig = Rig(Mapping("NoteChord = [36, 40, 43]", "three"), Mapping("NoteChord = [36, 40]", "two"), Mapping("LongPress = 36", "long"));
        rig.Play(0, "note-on 40 1");
        Says("""
            C2 press 9 (at once): -
            C2+E2 chord (at once): Shell two
            C2+E2+G2 chord (if G2 is pressed within 30 ms): Shell three
            C2 long press 2000 ms (if it stays down for 2000 ms): -
              Shell long: the chord takes this press

            """, rig, 20, "note-on 36 9");
        Says("""
            C2 press 9 (at once): -
            C2+E2+G2 chord (if E2 and G2 are pressed anew within 50 ms): Shell three
            C2+E2 chord (not now): -
              Shell two: its window is 50 ms, and 60 ms lie between the presses
            C2 long press 2000 ms (if it stays down for 2000 ms): Shell long

            """, rig, 60, "note-on 36 9");
    }

    [Fact]
    public void What_was_pressed_while_paused_becomes_nothing()
    {
        var rig = Rig(Mapping("DoubleTap = 36", "double"), Mapping("NoteChord = [36, 40]", "chord"), Mapping("Note = 36", "press")).Pause(0);
        Says("""
            C2 press 9 (at once): -
              Shell press: paused: only Control resume runs
            C2+E2 chord (if E2 is pressed within 50 ms): -
              Shell chord: paused: only Control resume runs
            C2 double tap (if pressed again within 300 ms): -
              Shell double: paused: only Control resume runs

            """, rig, 0, "note-on 36 9");
        rig.Play(0, "note-on 36 1").Play(1, "note-off 36").Play(2, "note-on 40 1").Resume(3);
        Says("""
            C2 double tap (not now): -
              Shell double: a press of it was made while paused
            C2 press 9 (at once): Shell press
            C2+E2 chord (not now): -
              Shell chord: a press of it was made while paused
            C2 double tap (if pressed again within 300 ms): Shell double

            """, rig, 10, "note-on 36 9");
    }

    [Fact]
    public void A_release_was_decided_by_its_press()
    {
        var rig = Rig(Mapping("type = 'Note', note = 36, on = 'release', velocity_max = 40", "soft"), Mapping("type = 'Note', note = 36, on = 'release'", "hard"), Mapping("type = 'Note', note = 36, on = 'tap'", "tap"), Mapping("DoubleTap = 36", "double"));
        Says("""
            C2 release (not now): -
              Shell soft: C2 is not down
              Shell hard: C2 is not down
            C2 tap (not now): -
              Shell tap: C2 is not down

            """, rig, 0, "note-off 36");
        rig.Play(0, "note-on 36 90");
        Says("""
            C2 release (at once): Shell hard
              Shell soft: the press that is down has decided otherwise
            C2 tap (in 200 ms, unless pressed again): Shell tap

            """, rig, 100, "note-off 36");
    }

    [Fact]
    public void A_knob_is_told_with_what_was_before()
    {
        var rig = Rig(
            Mapping("type = 'CC', cc = 7, value_min = 64, on = 'enter'", "enter"), Mapping("type = 'CC', cc = 7, on = 'increase'", "up"), Mapping("type = 'CC', cc = 7, throttle_ms = 100", "slow"),
            Mapping("CC = 7", "every"), Mapping("type = 'EncoderTurn', cc = 7, steps = 4", "turn"), Mapping("type = 'EncoderTurn', cc = 7, encoding = 'zero_max', direction = 'CW'", "zero"));
        Says("""
            CC 7 90 (at once): Shell enter
              Shell up: there is no value before
              Shell slow: shadowed: the mapping at line 2 wins
              Shell every: shadowed: the mapping at line 2 wins
            encoder 7 (not now): -
              Shell turn: the first value only tells where the knob stands
              Shell zero: 90 is no turn as zero_max

            """, rig, 0, "cc 7 90");
        rig.Play(0, "cc 7 90").Play(10, "cc 7 88");
        Says("""
            CC 7 85 (at once): -
              Shell enter: it was in 64–127 already (88 before)
              Shell up: it did not rise (88 before)
              Shell slow: throttled for 80 ms more; the last value fires then
              Shell every: shadowed: the mapping at line 4 wins
            encoder 7 counter-clockwise (at once): Shell turn
              Shell zero: 85 is no turn as zero_max

            """, rig, 30, "cc 7 85");
        Says("""
            CC 7 87 (at once): -
              Shell enter: it was in 64–127 already (88 before)
              Shell up: it did not rise (88 before)
              Shell slow: throttled for 80 ms more; the last value fires then
              Shell every: shadowed: the mapping at line 4 wins
            encoder 7 counter-clockwise (not yet): -
              Shell turn: 3 of the 4 detents that make one
              Shell zero: 87 is no turn as zero_max

            """, rig, 30, "cc 7 87");
    }

    [Theory]
    [InlineData("pitch-bend 8200", "bend 8200 (at once): -\n  Shell b: bend 8200 lies within 100 of the centre")]
    [InlineData("pitch-bend 16383", "bend 16383 (at once): Shell b")]
    [InlineData("channel-pressure 3", "pressure 3 (at once): -\n  Shell p: pressure 3 is not in 64–127")]
    [InlineData("program 5", "program 5 (at once): Shell five\n  Shell any: shadowed: the mapping at line 4 wins")]
    [InlineData("start", "transport start (at once): Shell go")]
    [InlineData("sysex F0 01 F7", "SysEx (at once): -\n  Shell sys: the message does not fit F0 02 .. F7")]
    [InlineData("axis LeftX -90", "LeftX -90 (at once): -\n  Shell stick: -90 is not over 64 on the positive side")]
    [InlineData("axis LeftX 64", "LeftX 64 (at once): Shell stick")]
    [InlineData("axis LeftTrigger 64", "LeftTrigger 64 (if it stays there for 500 ms): Shell pull")]
    [InlineData("button West down", "West press 127 (at once): Shell west")]
    public void Other_messages_are_told_as_well(string words, string expected) => Says(expected, Rig(
        Mapping("type = 'PitchBend', center_deadzone = 100", "b"), Mapping("type = 'Aftertouch', pressure_min = 64", "p"), Mapping("ProgramChange = 5", "five"), Mapping("type = 'ProgramChange'", "any"),
        Mapping("Transport = 'Start'", "go"), Mapping("SysEx = 'F0 02 .. F7'", "sys"), Mapping("type = 'GamepadAnalogStick', axis = 'LeftX', direction = 'Right'", "stick"),
        Mapping("type = 'GamepadTrigger', trigger = 'Left', duration_ms = 500", "pull"), Mapping("GamepadButton = 'West'", "west")), 0, words);

    [Fact]
    public void An_action_is_told_as_it_would_run() => Says("""
        C2 press 9 (at once): ModeChange Mix
          Sequence of 2: shadowed: the mapping at line 1 wins

        """, new EngineRig("global_mappings = [{ trigger = { Note = 36 }, action = { ModeChange = 'previous' } }, { trigger = { Note = 36 }, actions = [{ Delay = 1 }, { Shell = 'x' }] }]\nmodes = [{ name = 'Default' }, { name = 'Mix' }]"), 0, "note-on 36 9");

    [Theory]
    [InlineData("ignore", "C2 press 9 (at once): -\n  Sequence of 2: its action still runs, and when_running is ignore")]
    [InlineData("stop", "C2 press 9 (at once): -\n  Sequence of 2: its action still runs, and when_running is stop: this ends it")]
    [InlineData("restart", "C2 press 9 (at once): Sequence of 2")]
    public void An_action_that_still_runs_may_keep_it_from_firing(string whenRunning, string expected)
    {
        var rig = Rig($"{{ trigger = {{ Note = 36 }}, actions = [{{ Delay = 100 }}, {{ Shell = 'x' }}], when_running = '{whenRunning}' }}");
        rig.Play(0, "note-on 36 1").Play(0, "note-off 36");
        Says(expected, rig, 50, "note-on 36 9");
        Says("C2 press 9 (at once): Sequence of 2", rig.Wait(100), 100, "note-on 36 9");
    }

    [Fact]
    public void A_press_that_finds_sixteen_waiting_is_dropped()
    {
        var rig = Rig("{ trigger = { Note = 36 }, actions = [{ Delay = 100 }, { Shell = 'x' }] }");
        for (var i = 0; i < 16; i++) rig.Play(0, "note-on 36 1");
        Says("C2 press 9 (at once): Sequence of 2", rig.Play(0, "note-off 36"), 50, "note-on 36 9");
        rig.Play(0, "note-on 36 1").Play(0, "note-off 36");
        Says("C2 press 9 (at once): -\n  Sequence of 2: its action still runs, and 16 presses wait already", rig, 50, "note-on 36 9");
    }

    [Fact]
    public void A_mapping_that_hears_what_it_sends_is_held_back()
    {
        var rig = Rig("{ trigger = { CC = 1 }, action = { SendMidi = { port = 'Out', create = true, message_type = 'CC', controller = 2 } } }");
        for (var i = 0; i < 101; i++) rig.Play(i, $"cc 1 {i}").Play(i, $"cc 2 {i}");
        Says("CC 1 5 (at once): -\n  SendMidi CC 2 5 ch=1: it hears what it sends: held back for 800 ms more", rig, 300, "cc 1 5");
    }

    [Fact]
    public void Nothing_is_changed_by_explaining()
    {
        var rig = Rig(Mapping("type = 'CC', cc = 7, on = 'increase'", "up"), Mapping("DoubleTap = 36", "double"));
        rig.Play(0, "cc 7 5").Play(0, "note-on 36 1");
        Explain(rig, 1, "cc 7 1");
        Explain(rig, 2, "note-on 36 1");
        rig.Play(3, "cc 7 6").Play(4, "note-on 36 1");
        Assert.Equal(["3 Shell up", "4 Shell double"], rig.TakeRan());
    }
}
