using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config;

/// <summary>Files of earlier generations mean what they always meant: each older form beside today's way of writing the same.</summary>
public class OlderSpellingTests
{
    private const string Modes = "[[modes]]\nname = 'Play'\n[[modes]]\nname = 'Edit'\n[virtual_midi]\n";

    private static string Trigger(string trigger) => $"{Modes}[[global_mappings]]\ntrigger = {trigger}\naction = {{ Shell = 'x' }}\n";

    private static string Action(string action) => $"{Modes}[[global_mappings]]\ntrigger = {{ Note = 36 }}\naction = {action}\n";

    private static string Mapping(string mapping) => $"{Modes}[[global_mappings]]\n{mapping}\n";

    /// <summary>Equal but for the lines; the older one says so, and neither has an error.</summary>
    private static void Same(string older, string today)
    {
        var (was, now) = (Reading.Read(older), Reading.Read(today));
        Assert.True(was.IsValid, ProblemText.List(was.Problems));
        Assert.True(now.IsValid, ProblemText.List(now.Problems));
        Assert.Equal(Bare(now.Config!), Bare(was.Config!));
        Assert.Contains(was.Problems, problem => problem.Code is "older-spelling");
        Assert.DoesNotContain(now.Problems, problem => problem.Code is "older-spelling");
        Assert.All(was.Problems.Concat(now.Problems), problem => Assert.True(problem.Code is "older-spelling" or "not-built-yet" or "empty-mode", problem.Message));
    }

    private static List<MappingConfig> Bare(Core.Config.Config config) => [.. config.GlobalMappings.Select(mapping => mapping with { Line = 0 })];

    [Theory]
    [InlineData("{ type = 'MidiNote', note = 36 }", "{ type = 'Note', note = 36 }")]
    [InlineData("{ type = 'PadPressed', pad = 36 }", "{ type = 'Note', note = 36 }")]
    [InlineData("{ PadPressed = { pad = 36, velocity_min = 20 } }", "{ type = 'Note', note = 36, velocity_min = 20 }")]
    [InlineData("{ type = 'Note', number = 'C2' }", "{ type = 'Note', note = 36 }")]
    [InlineData("{ type = 'Note', note = 36, velocity_range = [20, 100] }", "{ type = 'Note', note = 36, velocity_min = 20, velocity_max = 100 }")]
    [InlineData("{ type = 'VelocityRange', note = 36, min_velocity = 20, max_velocity = 100 }", "{ type = 'VelocityRange', note = 36, velocity_min = 20, velocity_max = 100 }")]
    [InlineData("{ type = 'VelocityRange', note = 36, velocity_range = [20, 100] }", "{ type = 'VelocityRange', note = 36, velocity_min = 20, velocity_max = 100 }")]
    [InlineData("{ type = 'LongPress', note = 36, min_duration_ms = 800 }", "{ type = 'LongPress', note = 36, duration_ms = 800 }")]
    [InlineData("{ type = 'LongPress', note = 36, hold_duration_ms = 800 }", "{ type = 'LongPress', note = 36, duration_ms = 800 }")]
    [InlineData("{ type = 'DoubleTap', note = 36, max_interval_ms = 200 }", "{ type = 'DoubleTap', note = 36, timeout_ms = 200 }")]
    [InlineData("{ type = 'DoubleTap', note = 36, double_tap_timeout_ms = 200 }", "{ type = 'DoubleTap', note = 36, timeout_ms = 200 }")]
    [InlineData("{ type = 'NoteChord', notes = [36, 40], max_interval_ms = 200 }", "{ type = 'NoteChord', notes = [36, 40], timeout_ms = 200 }")]
    [InlineData("{ type = 'NoteChord', notes = [36, 40], chord_timeout_ms = 200 }", "{ type = 'NoteChord', notes = [36, 40], timeout_ms = 200 }")]
    [InlineData("{ type = 'EncoderTurn', encoder = 16, direction = 'CW' }", "{ type = 'EncoderTurn', cc = 16, direction = 'Clockwise' }")]
    [InlineData("{ type = 'EncoderTurn', encoder = 128, direction = 'Clockwise' }", "{ type = 'GamepadAnalogStick', axis = 'LeftX', direction = 'Clockwise' }")]
    [InlineData("{ type = 'EncoderTurn', encoder = 133 }", "{ type = 'GamepadAnalogStick', axis = 'RightTrigger' }")]
    [InlineData("{ type = 'CC', cc_number = 7 }", "{ type = 'CC', cc = 7 }")]
    [InlineData("{ type = 'CC', controller = 7 }", "{ type = 'CC', cc = 7 }")]
    [InlineData("{ type = 'MidiCC', controller = 7, value = 127 }", "{ type = 'CC', cc = 7, value_min = 127, value_max = 127 }")]
    [InlineData("{ type = 'Aftertouch', min_pressure = 20, max_pressure = 90 }", "{ type = 'Aftertouch', pressure_min = 20, pressure_max = 90 }")]
    [InlineData("{ type = 'PitchBend', min_value = 9000, max_value = 16383 }", "{ type = 'PitchBend', value_min = 9000, value_max = 16383 }")]
    [InlineData("{ type = 'GamepadButton', button = 'South', hold_ms = 500 }", "{ type = 'GamepadButtonHold', button = 128, duration_ms = 500 }")]
    [InlineData("{ type = 'GamepadButtonHold', button = 'South', min_duration_ms = 500 }", "{ type = 'GamepadButtonHold', button = 128, duration_ms = 500 }")]
    [InlineData("{ type = 'GamepadButtonCombo', buttons = ['L1', 'R1'], max_interval_ms = 80 }", "{ type = 'GamepadButtonChord', buttons = [136, 137], timeout_ms = 80 }")]
    [InlineData("{ type = 'GamepadAxis', axis = 'LeftY', threshold = 0.5 }", "{ type = 'GamepadAnalogStick', axis = 129, threshold = 64 }")]
    [InlineData("{ type = 'GamepadAxisTurn', axis = 129, threshold = -0.5 }", "{ type = 'GamepadAnalogStick', axis = 'LeftY', threshold = 64, direction = 'Negative' }")]
    [InlineData("{ GamepadAxis = { axis = 129, threshold = 255 } }", "{ type = 'GamepadAnalogStick', axis = 'LeftY', threshold = 127 }")]
    [InlineData("{ GamepadAxis = { axis = 129, threshold = 200 } }", "{ type = 'GamepadAnalogStick', axis = 'LeftY', threshold = 100 }")]
    [InlineData("{ type = 'GamepadTriggerHold', trigger = 132, threshold = 100 }", "{ type = 'GamepadTrigger', trigger = 'Left', threshold = 100 }")]
    public void A_trigger(string older, string today) => Same(Trigger(older), Trigger(today));

    [Theory]
    [InlineData("{ type = 'Keystroke', key = 'a' }", "{ type = 'Keystroke', keys = 'a' }")]
    [InlineData("{ type = 'LaunchApp', path = '/usr/bin/gimp' }", "{ type = 'Launch', app = '/usr/bin/gimp' }")]
    [InlineData("{ type = 'Launch', app_path = 'gimp', args = ['-n'] }", "{ type = 'Launch', app = 'gimp', args = ['-n'] }")]
    [InlineData("{ Launch = { application = 'gimp' } }", "{ type = 'Launch', app = 'gimp' }")]
    [InlineData("{ LaunchApp = { bundle_id = 'org.gimp' } }", "{ type = 'Launch', app = 'org.gimp' }")]
    [InlineData("{ LaunchApp = 'gimp' }", "{ Launch = 'gimp' }")]
    [InlineData("{ type = 'Delay', duration_ms = 50 }", "{ type = 'Delay', ms = 50 }")]
    [InlineData("{ type = 'MouseClick', click_type = 'double' }", "{ type = 'MouseClick', count = 2 }")]
    [InlineData("{ type = 'MouseClick', button = 'right', click_type = 'single' }", "{ type = 'MouseClick', button = 'right' }")]
    [InlineData("{ type = 'MouseClick', x = 1, y = 2, move_first = true }", "{ type = 'MouseClick', x = 1, y = 2 }")]
    [InlineData("{ type = 'MouseClick', x = 1, y = 2, move_first = false }", "{ type = 'MouseClick' }")]
    [InlineData("{ type = 'VolumeControl', action = 'Up', amount = 2 }", "{ type = 'VolumeControl', operation = 'Up', step = 2 }")]
    [InlineData("{ type = 'VolumeControl', direction = 'VolumeDown' }", "{ type = 'VolumeControl', operation = 'Down' }")]
    [InlineData("{ type = 'VolumeControl', operation = 'Set', volume = 40 }", "{ type = 'VolumeControl', operation = 'Set', value = 40 }")]
    [InlineData("{ VolumeControl = 'VolumeUp' }", "{ VolumeControl = 'Up' }")]
    [InlineData("{ VolumeControl = 'volume_mute' }", "{ VolumeControl = 'Mute' }")]
    [InlineData("'VolumeUp'", "{ VolumeControl = 'Up' }")]
    [InlineData("{ type = 'VolumeSet', value = 30 }", "{ type = 'VolumeControl', operation = 'Set', value = 30 }")]
    [InlineData("{ VolumeDown = {} }", "{ VolumeControl = 'Down' }")]
    [InlineData("{ type = 'ModeChange', relative = 1 }", "{ type = 'ModeChange', mode = 'next' }")]
    [InlineData("{ type = 'ModeChange', relative = -1 }", "{ type = 'ModeChange', mode = 'previous' }")]
    [InlineData("{ type = 'ModeChange', mode = -1, relative = true }", "{ type = 'ModeChange', mode = 'previous' }")]
    [InlineData("{ type = 'ModeChange', action = 'Next' }", "{ type = 'ModeChange', mode = 'next' }")]
    [InlineData("{ type = 'Repeat', action = { Shell = 'x' }, count = 3, delay_between_ms = 10 }", "{ type = 'Repeat', action = { Shell = 'x' }, count = 3, delay_ms = 10 }")]
    [InlineData("{ type = 'Conditional', condition = 'Always', then = { Shell = 'x' }, else = { Shell = 'y' } }", "{ type = 'Conditional', condition = 'Always', then_action = { Shell = 'x' }, else_action = { Shell = 'y' } }")]
    [InlineData("{ type = 'Conditional', condition = 'ActiveApp', value = 'Firefox', then_action = { Shell = 'x' } }",
        "{ type = 'Conditional', condition = { AppFrontmost = 'Firefox' }, then_action = { Shell = 'x' } }")]
    [InlineData("{ type = 'SendMIDI', note = 60, velocity = 'FromTrigger' }", "{ type = 'SendMidi', note = 60 }")]
    [InlineData("{ type = 'MIDIOut', note = 60 }", "{ type = 'SendMidi', note = 60 }")]
    [InlineData("{ type = 'MidiOutput', message_type = 'CC', cc = 7, cc_value = 9 }", "{ type = 'SendMidi', message_type = 'CC', controller = 7, value = 9 }")]
    [InlineData("{ type = 'SendMidi', message_type = 'CC', cc_number = 7, value_from_pressure = true }", "{ type = 'SendMidi', message_type = 'CC', controller = 7 }")]
    [InlineData("{ type = 'SendMidi', message_type = 'PitchBend', value_from_bend = true }", "{ type = 'SendMidi', message_type = 'PitchBend' }")]
    [InlineData("{ type = 'CC', controller = 7, value = 9 }", "{ type = 'SendMidi', message_type = 'CC', controller = 7, value = 9 }")]
    [InlineData("{ MidiCC = { cc = 7, value = 9 } }", "{ type = 'SendMidi', message_type = 'CC', controller = 7, value = 9 }")]
    [InlineData("{ type = 'SendMidi', port = 'Synth', message = { type = 'NoteOn', note = 60, velocity = 90, channel = 2 } }",
        "{ type = 'SendMidi', port = 'Synth', message_type = 'NoteOn', note = 60, velocity = 90, channel = 2 }")]
    [InlineData("{ type = 'SendMidi', message_type = { NoteOn = { note = 60, velocity = 90 } }, channel = 2 }", "{ type = 'SendMidi', message_type = 'NoteOn', note = 60, velocity = 90, channel = 2 }")]
    [InlineData("{ type = 'SendMidi', note = 60, velocity_curve = { type = 'Linear', output_min = 20, output_max = 110 } }",
        "{ type = 'SendMidi', note = 60, velocity_mapping = { type = 'Linear', min = 20, max = 110 } }")]
    [InlineData("{ type = 'SendMidi', message = { type = 'NoteOn', note = 60, velocity_curve = { type = 'Exponential', curve = 0.3 } } }",
        "{ type = 'SendMidi', note = 60, velocity_mapping = { Curve = { curve_type = 'Exponential', intensity = 0.3 } } }")]
    public void An_action(string older, string today) => Same(Action(older), Action(today));

    [Theory]
    [InlineData("{ TimeRange = { start_time = '9:00', end_time = '17:30' } }", "{ TimeRange = { start = '09:00', end = '17:30' } }")]
    [InlineData("{ ActiveApp = 'Firefox' }", "{ AppFrontmost = 'Firefox' }")]
    [InlineData("{ type = 'AppActive', bundle_id = 'org.mozilla' }", "{ type = 'AppFrontmost', bundle_id = 'org.mozilla' }")]
    [InlineData("{ type = 'AppRunning', value = 'Firefox' }", "{ type = 'AppRunning', app_name = 'Firefox' }")]
    [InlineData("{ ModeActive = 'Edit' }", "{ ModeIs = 1 }")]
    [InlineData("'ActiveApp'\nvalue = 'Firefox'", "{ AppFrontmost = 'Firefox' }")]
    public void A_condition(string older, string today) =>
        Same(Mapping("trigger = { Note = 36 }\naction = { Shell = 'x' }\ncondition = " + older), Mapping("trigger = { Note = 36 }\naction = { Shell = 'x' }\ncondition = " + today));

    [Theory]
    [InlineData("note = 36\naction = { Shell = 'x' }", "trigger = { Note = 36 }\naction = { Shell = 'x' }")]
    [InlineData("note = 'C2'\nvelocity = { range = [20, 90] }\nchannel = 3\naction = { Shell = 'x' }",
        "trigger = { type = 'Note', note = 36, velocity_min = 20, velocity_max = 90, channel = 3 }\naction = { Shell = 'x' }")]
    [InlineData("trigger = { Note = 36 }\nsoft = { Shell = 'a' }\nmedium = { Shell = 'b' }\nhard = { Shell = 'c' }",
        "trigger = { Note = 36 }\naction = { type = 'VelocityRange', soft_action = { Shell = 'a' }, medium_action = { Shell = 'b' }, hard_action = { Shell = 'c' } }")]
    public void A_mapping(string older, string today) => Same(Mapping(older), Mapping(today));

    [Fact]
    public void Ranges_are_a_mapping_each_with_their_own_action_or_else_the_mappings()
    {
        var read = Reading.Read(Mapping("""
            trigger = { type = "VelocityRange", note = 36, ranges = [{ min = 0, max = 40, action = { Shell = "soft" } }, { min = 41, max = 127 }] }
            action = { Shell = "else" }
            """));
        Assert.True(read.IsValid, ProblemText.List(read.Problems));
        Assert.Equal(
            [("soft", 1, 40), ("else", 41, 127)],
            read.Config!.GlobalMappings.Select(mapping => (((Actions.ShellAction)mapping.Action).Command, ((Triggers.VelocityRangeTrigger)mapping.Trigger).Velocity.Min, ((Triggers.VelocityRangeTrigger)mapping.Trigger).Velocity.Max)));
        Assert.Equal(1, read.Config.MappingsWritten);
    }

    [Fact]
    public void Ranges_with_an_action_each_need_no_other() =>
        Assert.True(Reading.Read(Mapping("trigger = { type = 'VelocityRange', note = 36, ranges = [{ min = 0, max = 40, action = { Shell = 'a' } }] }")).IsValid);

    [Fact]
    public void Ranges_without_any_action_miss_it() =>
        Assert.Contains(Reading.Read(Mapping("trigger = { type = 'VelocityRange', note = 36, ranges = [{ min = 0, max = 40 }] }")).Problems, problem => problem.Message.StartsWith("Missing 'action'", StringComparison.Ordinal));

    [Fact]
    public void Conditions_with_an_action_each_are_cases()
    {
        var read = Reading.Read(Action("{ type = 'Conditional', conditions = [{ ModeIs = 'Edit', action = { Shell = 'a' } }, { type = 'Always', action = { Shell = 'b' } }], else_action = { Shell = 'c' } }"));
        Assert.True(read.IsValid, ProblemText.List(read.Problems));
        var conditional = (Actions.ConditionalAction)read.Config!.GlobalMappings[0].Action;
        Assert.Equal(["ModeIs a", "Always b"], conditional.Cases.Select(one => $"{one.Condition.Kind} {((Actions.ShellAction)one.Action).Command}"));
        Assert.Equal("c", ((Actions.ShellAction)conditional.Else!).Command);
    }

    [Theory]
    [InlineData("And")]
    [InlineData("Or")]
    public void Conditions_with_one_action_are_joined(string joined)
    {
        var read = Reading.Read(Action($"{{ type = 'Conditional', conditions = [{{ ModeIs = 'Edit' }}, 'Always'], operator = '{joined}', then_action = {{ Shell = 'a' }} }}"));
        Assert.True(read.IsValid, ProblemText.List(read.Problems));
        Assert.Equal(joined, ((Actions.ConditionalAction)read.Config!.GlobalMappings[0].Action).Cases[0].Condition.Kind.ToString());
    }

    [Theory]
    [InlineData("{ type = 'Note', note = 36, number = 37 }", "2:39+6 error set-twice, global mapping 1: 'number' is an older spelling of 'note', which is set too; keep one of the two")]
    [InlineData("{ type = 'CC', cc = 1, controller = 2 }", "2:34+10 error set-twice, global mapping 1: 'controller' is an older spelling of 'cc', which is set too; keep one of the two")]
    public void Two_spellings_of_one_key_can_not_both_be_meant(string trigger, string expected) => Assert.Equal(expected, Reading.Problems(Reading.WithTrigger(trigger)));
}
