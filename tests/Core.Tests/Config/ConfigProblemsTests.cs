namespace Conductor.Core.Tests.Config;

/// <summary>Every problem the reader can report: its exact sentence and its exact place.</summary>
public class ConfigProblemsTests
{
    private const string Triggers = "Aftertouch, CC, DoubleTap, EncoderTurn, GamepadAnalogStick, GamepadButton, GamepadButtonChord, GamepadButtonDoubleTap, GamepadButtonHold, GamepadTrigger, LongPress, Note, NoteChord, PitchBend, ProgramChange, SysEx, Transport, VelocityRange";
    private const string Actions = "Conditional, Control, Cycle, Delay, Keystroke, Launch, ModeChange, MouseClick, MouseScroll, Notification, Plugin, Repeat, SendMidi, Sequence, Shell, Text, VelocityRange, VolumeControl";

    private static void Check(string toml, string expected) => Assert.Equal(expected, Reading.Problems(toml));

    [Theory]
    [InlineData("{ type = \"Note\", note = 128 }", "2:35+3 error note-out-of-range, global mapping 1: Invalid note number: 128 (must be 0-127)")]
    [InlineData("{ type = \"Note\", note = -1 }", "2:35+2 error note-out-of-range, global mapping 1: Invalid note number: -1 (must be 0-127)")]
    [InlineData("{ type = \"Note\", note = \"G#9\" }", "2:35+5 error note-out-of-range, global mapping 1: Invalid note number: 128 (must be 0-127)")]
    [InlineData("{ type = \"Note\", note = \"C2-C20\" }", "2:35+8 error note-out-of-range, global mapping 1: Invalid note number: 252 (must be 0-127)")]
    [InlineData("{ type = \"Note\", note = \"H2\" }", "2:35+4 error not-a-note, global mapping 1: 'H2' is no note (must be 0-127, a name such as \"C4\", a range such as \"C2-B2\", or \"any\")")]
    [InlineData("{ type = \"Note\", note = \"B2-C2\" }", "2:35+7 error note-range-reversed, global mapping 1: The range 'B2-C2' goes down; write 'C2-B2'")]
    [InlineData("{ type = \"Note\", note = 1.5 }",
        "2:35+3 error wrong-type, global mapping 1: 'note' must be 0-127, a name such as \"C4\", a range such as \"C2-B2\", or \"any\", not a number with a fraction")]
    [InlineData("{ type = \"Note\" }",
        "2:11+17 error missing-key, global mapping 1: Missing 'note' (0-127, a name such as \"C4\", a range such as \"C2-B2\", or \"any\"): the note to listen to")]
    [InlineData("{ type = \"Note\", note = 36, velocity_min = 128 }", "2:54+3 error velocity-min-out-of-range, global mapping 1: Invalid velocity: 128 (must be 0-127)")]
    [InlineData("{ type = \"Note\", note = 36, velocity_max = -1 }", "2:54+2 error velocity-max-out-of-range, global mapping 1: Invalid velocity: -1 (must be 0-127)")]
    [InlineData("{ type = \"Note\", note = 36, velocity_min = 100, velocity_max = 50 }",
        "2:54+3 error min-above-max, global mapping 1: 'velocity_min' (100) is above 'velocity_max' (50); exchange them")]
    [InlineData("{ type = \"Note\", note = 36, velocity_min = \"hard\" }",
        "2:54+6 error wrong-type, global mapping 1: 'velocity_min' must be a whole number (0-127), not the text \"hard\"")]
    [InlineData("{ type = \"Note\", note = 36, channel = 17 }", "2:49+2 error channel-out-of-range, global mapping 1: Invalid channel: 17 (must be 1-16)")]
    [InlineData("{ type = \"Note\", note = 36, channel = 0 }", "2:49+1 error channel-out-of-range, global mapping 1: Invalid channel: 0 (must be 1-16)")]
    [InlineData("{ type = \"Note\", note = 36, on = \"relese\" }", "2:44+8 error unknown-on, global mapping 1: 'on' can't be 'relese' (must be press, release, tap)")]
    [InlineData("{ type = \"Note\", note = 36, on = true }", "2:44+4 error wrong-type, global mapping 1: 'on' must be one of press, release, tap, not true")]
    [InlineData("{ type = \"Note\", note = 36, device = \"pads\" }", "2:48+6 warning device-without-devices, global mapping 1: There are no [[devices]], so 'pads' listens to any device")]
    [InlineData("{ type = \"Note\", note = 36, velocty_min = 5 }", "2:39+11 warning unknown-key, global mapping 1: Unknown key 'velocty_min': did you mean 'velocity_min'?")]
    [InlineData("{ type = \"Note\", note = 36, zzz = 5 }", "2:39+3 warning unknown-key, global mapping 1: Unknown key 'zzz'")]
    [InlineData("{ type = \"Note\", number = 36 }", "2:28+6 warning older-spelling, global mapping 1: 'number' is an older spelling of 'note'")]
    [InlineData("{ type = \"MidiNote\", note = 36 }", "2:20+10 warning older-spelling, global mapping 1: 'MidiNote' is an older spelling of 'Note'")]
    [InlineData("{ type = \"Nota\", note = 36 }", "2:20+6 error unknown-trigger, global mapping 1: Unknown trigger 'Nota': did you mean 'Note'?")]
    [InlineData("{ type = \"Blow\", note = 36 }",
        "2:20+6 error unknown-trigger, global mapping 1: Unknown trigger 'Blow' (known are " + Triggers + ")")]
    [InlineData("{ type = 5 }", "2:20+1 error wrong-type, global mapping 1: 'type' must be text in quotes, not the number 5")]
    [InlineData("{ velocity = 36 }", "2:11+17 error missing-key, global mapping 1: The trigger has no 'type' (one of " + Triggers + ")")]
    [InlineData("{ note = 36 }", "")]   // the one-key form of Note
    [InlineData("{ note = 36, velocity_min = 5 }", "2:11+31 error missing-key, global mapping 1: The trigger has no 'type' (one of " + Triggers + ")")]
    [InlineData("{ }", "2:11+3 error missing-key, global mapping 1: The trigger has no 'type' (one of " + Triggers + ")")]
    [InlineData("36", "2:11+2 error wrong-type, global mapping 1: 'trigger' must be a table { … }, not the number 36")]
    [InlineData("[36]", "2:11+4 error wrong-type, global mapping 1: 'trigger' must be a table { … }, not a list")]
    [InlineData("\"Note\"", "2:11+6 error wrong-type, global mapping 1: 'Note' takes a table, such as { type = \"Note\", note = \"C2\", velocity_min = 40 }")]
    [InlineData("{ VelocityRange = 36 }",
        "2:29+2 error wrong-type, global mapping 1: 'VelocityRange' takes a table, such as { type = \"VelocityRange\", note = 36, level = \"Hard\" }")]
    [InlineData("{ GamepadButton = { button = 128 } }", "2:13+13 warning not-built-yet, global mapping 1: Gamepad input is not built yet: until it is, only gesture scripts play this")]
    [InlineData("{ type = \"gamepad_button\", button = 128 }", "2:20+16 warning not-built-yet, global mapping 1: Gamepad input is not built yet: until it is, only gesture scripts play this")]
    [InlineData("{ type = \"LongPress\", note = 36, duration_ms = 600001 }", "2:58+6 error duration-ms-out-of-range, global mapping 1: Invalid duration: 600001 (must be 0-600000)")]
    [InlineData("{ type = \"LongPress\", note = 36, min_duration_ms = 5 }",
        "2:44+15 warning older-spelling, global mapping 1: 'min_duration_ms' is an older spelling of 'duration_ms'")]
    [InlineData("{ type = \"NoteChord\", notes = [36] }", "2:41+4 error chord-too-small, global mapping 1: A chord needs at least two different notes")]
    [InlineData("{ type = \"NoteChord\", notes = [] }", "2:41+2 error chord-too-small, global mapping 1: A chord needs at least two different notes")]
    [InlineData("{ type = \"NoteChord\", notes = [36, 40, 36] }", "2:50+2 error chord-note-twice, global mapping 1: C2 stands twice in the chord; name each note once")]
    [InlineData("{ type = \"NoteChord\", notes = 36 }", "2:41+2 error wrong-type, global mapping 1: 'notes' must be a list [ … ], not the number 36")]
    [InlineData("{ type = \"NoteChord\", notes = [36, 200, -5] }",
        "2:46+3 warning not-built-yet, global mapping 1: Gamepad input is not built yet: until it is, only gesture scripts play this\n2:51+2 error note-out-of-range, global mapping 1: Invalid note number: -5 (must be 0-127)")]
    [InlineData("{ type = \"CC\" }", "2:11+15 error missing-key, global mapping 1: Missing 'cc' (0-127): controller number")]
    [InlineData("{ type = \"CC\", cc = 128 }", "2:31+3 error cc-out-of-range, global mapping 1: Invalid controller number: 128 (must be 0-127)")]
    [InlineData("{ type = \"CC\", cc = 1, value_min = 9, value_max = 3 }", "2:46+1 error min-above-max, global mapping 1: 'value_min' (9) is above 'value_max' (3); exchange them")]
    [InlineData("{ CC = 128 }", "2:18+3 error cc-out-of-range, global mapping 1: Invalid controller number: 128 (must be 0-127)")]
    [InlineData("{ type = \"VelocityRange\", note = 36, level = \"Loud\" }", "2:56+6 error unknown-level, global mapping 1: 'level' can't be 'Loud' (must be Soft, Medium, Hard)")]
    [InlineData("{ type = \"VelocityRange\", note = 36, velocity_min = 90, velocity_max = 80 }",
        "2:63+2 error min-above-max, global mapping 1: No velocity lies from 90 to 80; the lower end must come first")]
    public void Of_a_trigger(string trigger, string expected) => Check(Reading.WithTrigger(trigger), expected);

    [Theory]
    [InlineData("{ type = \"Shel\", command = \"ls\" }", "3:19+6 error unknown-action, global mapping 1: Unknown action 'Shel': did you mean 'Shell'?")]
    [InlineData("{ type = \"Explode\" }",
        "3:19+9 error unknown-action, global mapping 1: Unknown action 'Explode' (known are " + Actions + ")")]
    [InlineData("{ type = \"Text\", text = \"hello\" }", "3:19+6 warning not-built-yet, global mapping 1: The action 'Text' is not built yet; the mapping is off")]
    [InlineData("{ Launch = \"Firefox\" }", "3:12+6 warning not-built-yet, global mapping 1: The action 'Launch' is not built yet; the mapping is off")]
    [InlineData("{ type = \"Shell\" }", "3:10+18 error missing-key, global mapping 1: Missing 'command' (text): the command, for /bin/sh -c")]
    [InlineData("{ type = \"Shell\", command = 5 }", "3:38+1 error wrong-type, global mapping 1: 'command' must be text in quotes, not the number 5")]
    [InlineData("{ type = \"Shell\", command = \"ls\", timeout_ms = 0 }", "3:57+1 error timeout-ms-out-of-range, global mapping 1: Invalid timeout: 0 (must be 1-86400000)")]
    [InlineData("{ Delay = 0 }", "3:20+1 error ms-out-of-range, global mapping 1: Invalid delay: 0 (must be 1-60000)")]
    [InlineData("{ type = \"Delay\", ms = 60001 }", "3:33+5 error ms-out-of-range, global mapping 1: Invalid delay: 60001 (must be 1-60000)")]
    [InlineData("{ type = \"Keystroke\", keys = \"cmd+qq\" }", "3:39+8 error unknown-key-name, global mapping 1: Unknown key 'qq': did you mean 'q'?")]
    [InlineData("{ type = \"Keystroke\", keys = \"spcae\" }", "3:39+7 error unknown-key-name, global mapping 1: Unknown key 'spcae': did you mean 'space'?")]
    [InlineData("{ type = \"Keystroke\", keys = [] }", "3:39+2 error no-keys, global mapping 1: 'keys' is empty: name at least one key")]
    [InlineData("{ type = \"Keystroke\", keys = 12 }", "3:39+2 error wrong-type, global mapping 1: 'keys' must be a list [ … ], not the number 12")]
    [InlineData("{ type = \"Keystroke\", keys = \"a+b\" }",
        "3:39+5 error not-a-modifier, global mapping 1: 'a' is no modifier: only cmd, ctrl, alt, shift and fn stand before a '+'; write a list to type several keys")]
    [InlineData("{ type = \"Keystroke\", keys = \"a\", modifiers = [\"cmnd\"] }",
        "3:57+6 error unknown-modifier, global mapping 1: Unknown modifier 'cmnd' (must be cmd, ctrl, alt, shift or fn)")]
    [InlineData("{ type = \"Keystroke\", keys = \"a\", modifiers = 5 }", "3:56+1 error wrong-type, global mapping 1: 'modifiers' must be a list [ … ], not the number 5")]
    [InlineData("{ type = \"Keystroke\", keys = \"a\", hold = \"yes\" }", "3:51+5 error wrong-type, global mapping 1: 'hold' must be true or false, not the text \"yes\"")]
    [InlineData("{ type = \"Keystroke\" }",
        "3:10+22 error missing-key, global mapping 1: Missing 'keys' (a key such as \"a\" or \"cmd+space\", or a list of keys): what to press")]
    [InlineData("{ type = \"Keystroke\", key = \"a\" }", "3:32+3 warning older-spelling, global mapping 1: 'key' is an older spelling of 'keys'")]
    [InlineData("{ type = \"ModeChange\", mode = 3 }", "3:40+1 error unknown-mode, global mapping 1: There is no mode 3: the file has 0, counted from 0")]
    [InlineData("{ type = \"ModeChange\" }",
        "3:10+23 error missing-key, global mapping 1: Missing 'mode' (a mode's name, its index from 0, \"next\" or \"previous\"): the mode to go to")]
    [InlineData("{ type = \"MouseClick\", button = \"lfet\" }", "3:42+6 error unknown-button, global mapping 1: 'button' can't be 'lfet' (must be left, right, middle)")]
    [InlineData("{ type = \"MouseClick\", count = 4 }", "3:41+1 error count-out-of-range, global mapping 1: Invalid count: 4 (must be 1-3)")]
    [InlineData("{ type = \"MouseClick\", x = 5, y = 6 }", "3:37+1 warning not-built-yet, global mapping 1: Moving the pointer to a place is not built yet; the mapping is off")]
    [InlineData("{ type = \"MouseScroll\" }", "")]
    [InlineData("{ type = \"MouseScroll\", y = 128 }", "3:38+3 error y-out-of-range, global mapping 1: Invalid y: 128 (must be -127 to 127)")]
    [InlineData("{ type = \"SendMidi\", note = 60 }", "3:10+32 error missing-key, global mapping 1: Missing 'port': say where to send, or add a [virtual_midi] table")]
    [InlineData("{ type = \"SendMidi\", port = \"S\" }",
        "3:10+33 error missing-key, global mapping 1: Missing 'message_type' (NoteOn, NoteOff, CC, ProgramChange, PitchBend, Aftertouch, PolyAftertouch, SysEx), or 'note' for a note-on")]
    [InlineData("{ type = \"SendMidi\", port = \"S\", message_type = \"Nte\" }",
        "3:58+5 error unknown-message-type, global mapping 1: 'message_type' can't be 'Nte' (must be NoteOn, NoteOff, CC, ProgramChange, PitchBend, Aftertouch, PolyAftertouch, SysEx)")]
    [InlineData("{ type = \"SendMidi\", port = \"S\", note = 60, channel = 16 }", "3:64+2 error channel-out-of-range, global mapping 1: Invalid channel: 16 (must be 0-15)")]
    [InlineData("{ type = \"SendMidi\", port = \"S\", message_type = \"pb\", pitch = 8192 }", "3:72+4 error pitch-out-of-range, global mapping 1: Invalid pitch: 8192 (must be -8192 to 8191)")]
    [InlineData("{ type = \"SendMidi\", port = \"S\", note = 60, velocity = 128 }", "3:65+3 error velocity-out-of-range, global mapping 1: Invalid velocity: 128 (must be 0-127)")]
    [InlineData("{ type = \"SendMidi\", port = \"S\", message_type = \"CC\" }", "")]   // the trigger's controller, else 0
    [InlineData("{ type = \"Sequence\" }", "3:10+21 error missing-key, global mapping 1: Missing 'actions' (a list of actions): what to do, in order")]
    [InlineData("{ type = \"Sequence\", actions = 5 }", "3:41+1 error wrong-type, global mapping 1: 'actions' must be a list [ … ], not the number 5")]
    [InlineData("{ Sequence = [{ Delay = 1 }, { Dely = 5 }, { Shell = 5 }] }",
        "3:41+4 error unknown-action, global mapping 1: Unknown action 'Dely': did you mean 'Delay'?\n"
        + "3:63+1 error wrong-type, global mapping 1: 'command' must be text in quotes, not the number 5")]
    [InlineData("\"Shell\"", "3:10+7 error wrong-type, global mapping 1: 'Shell' takes a table, such as { type = \"Shell\", command = \"playerctl play-pause\" }")]
    public void Of_an_action(string action, string expected) => Check(Reading.WithAction(action), expected);

    /// <summary>A gamepad's button asked for as a note is the one out-of-range number that has a better place.</summary>
    [Fact]
    public void A_note_of_128_and_above_names_the_gamepad_button()
    {
        Assert.Equal("GamepadButton", Assert.Single(Reading.Read(Reading.WithTrigger("{ type = \"Note\", note = 128 }")).Problems).Suggestion);
        Assert.Null(Assert.Single(Reading.Read(Reading.WithTrigger("{ type = \"Note\", note = 256 }")).Problems).Suggestion);
    }

    [Fact]
    public void A_key_this_platform_lacks_is_a_warning_and_the_mapping_is_off()
    {
        var toml = Reading.WithAction("{ type = \"Keystroke\", keys = [\"a\", \"cmd+fn\"] }");
        var result = Reading.Read(toml, key => key != Core.Actions.Key.Fn);
        Assert.Equal("3:39+15 warning key-not-here, global mapping 1: This platform has no key 'fn'; the mapping is off here", Reading.Problems(toml, key => key != Core.Actions.Key.Fn));
        Assert.False(Assert.Single(result.Config!.GlobalMappings).IsOn);
        Assert.Equal(1, result.Config.MappingsWritten);
    }

    [Theory]
    [InlineData("trigger = { Note = 1 }", "1:1+19 error missing-key, global mapping 1: Missing 'action' (a table with a type): what happens")]
    [InlineData("action = { Shell = \"ls\" }", "1:1+19 error missing-key, global mapping 1: Missing 'trigger' (a table with a type): what the player does")]
    [InlineData("trigger = { Note = 1 }\naction = { Shell = \"ls\" }\ndescription = 5", "4:15+1 error wrong-type, global mapping 1: 'description' must be text in quotes, not the number 5")]
    [InlineData("trigger = { Note = 1 }\naction = { Shell = \"ls\" }\nenabled = 1", "4:11+1 error wrong-type, global mapping 1: 'enabled' must be true or false, not the number 1")]
    [InlineData("trigger = { Note = 1 }\naction = { Shell = \"ls\" }\ncondition = \"Always\"", "")]
    [InlineData("trigger = { Note = 1 }\naction = { Shell = \"ls\" }\ncondition = { DayOfWeek = [1] }", "")]
    [InlineData("trigger = { Note = 1 }\naction = { Shell = \"ls\" }\ncondition = { And = [{ AppRunning = \"OBS\" }, { AppRunning = \"Gimp\" }] }", "4:24+10 warning not-built-yet, global mapping 1: The condition 'AppRunning' is not built yet: it counts as false")]
    [InlineData("trigger = { Note = 1 }\naction = { Shell = \"ls\" }\nrepeat_ms = 50\nwhen_running = \"stop\"\nvelocity_mapping = { Fixed = { velocity = 1 } }", "")]
    [InlineData("trigger = { Note = 1 }\naction = { Shell = \"ls\" }\nled = {}", "4:1+3 warning not-built-yet, global mapping 1: 'led' is known, but this version does not act on it yet")]
    [InlineData("trigger = { Note = 1 }\naction = { Shell = \"ls\" }\ndescrption = \"x\"", "4:1+10 warning unknown-key, global mapping 1: Unknown key 'descrption': did you mean 'description'?")]
    [InlineData("trigger = { CC = 1 }\naction = { Keystroke = { keys = \"a\", hold = true } }",
        "3:10+43 warning hold-without-release, global mapping 1: 'CC 1' has no later release: 'hold' acts as a click")]
    [InlineData("trigger = { CC = 1 }\nactions = [{ Keystroke = { keys = \"a\", hold = true } }]",
        "3:12+43 warning hold-without-release, global mapping 1: 'CC 1' has no later release: 'hold' acts as a click")]
    public void Of_a_mapping(string mapping, string expected) => Check("[[global_mappings]]\n" + mapping, expected);

    [Fact]
    public void A_layer_that_would_never_end_is_off()
    {
        var result = Reading.Read("""
            modes = [{ name = "A", mappings = [{ trigger = { Note = { note = 1, on = "tap" } }, action = { ModeChange = { mode = "A", hold = true } } }] }]
            """);
        Assert.Equal("'C#-1 tap' has no later release: this mode would never end; the mapping is off", Assert.Single(result.Problems).Message);
        Assert.False(Assert.Single(result.Config!.Modes[0].Mappings).IsOn);
    }

    [Theory]
    [InlineData("[[modes]]\ncolor = \"blue\"\n[[modes.mappings]]\ntrigger = { Note = 1 }\naction = { Shell = \"ls\" }", "1:1+9 error missing-key, mode 1: Missing 'name' (text): what the mode is called")]
    [InlineData("[[modes]]\nname = \"Edit\"", "1:1+9 warning empty-mode, mode 'Edit': Mode 'Edit' has no mappings")]
    [InlineData("[[modes]]\nname = \"Edit\"\nmappings = 5", "3:12+1 error wrong-type, mode 'Edit': 'mappings' must be a list [ … ], not the number 5")]
    [InlineData("[modes]\nname = \"Edit\"", "1:1+7 error wrong-brackets: 'modes' is a list: write [[modes]] with two brackets")]
    [InlineData("[modes]\nname = \"Edit\"\n[[modes.mappings]]\ntrigger = { Note = 1 }", "1:1+7 error wrong-brackets: 'modes' is a list: write [[modes]] with two brackets")]
    [InlineData("[[modes]]\nname = \"Edit\"\n[modes.mappings]\ntrigger = { Note = 1 }", "3:1+16 error wrong-brackets, mode 'Edit': 'mappings' is a list: write [[modes.mappings]] with two brackets")]
    [InlineData("[devices]\nid = \"x\"", "1:1+9 error wrong-brackets: 'devices' is a list: write [[devices]] with two brackets")]
    [InlineData("[[advanced_settings]]", "1:3+17 error wrong-brackets: There is one table 'advanced_settings': write [advanced_settings] with one bracket")]
    [InlineData("[[mapping]]\ntrigger = { Note = 1 }", "1:3+7 warning mappings-without-mode: Mappings stand in a mode: write [[modes.mappings]] under a [[modes]], or [[global_mappings]]")]
    [InlineData("[virtual_midi]\nenabled = false\n[[global_mappings]]\ntrigger = { Note = 1 }\naction = { type = \"SendMidi\", note = 1 }", "5:10+31 error missing-key, global mapping 1: Missing 'port': say where to send, since [virtual_midi] is switched off")]
    [InlineData("[virtual_midi]\n[midi_output]", "2:2+11 error set-twice: [midi_output] is the same table as [virtual_midi], which is there too; keep one of the two")]
    [InlineData("modes = 5", "1:9+1 error wrong-type: 'modes' must be a list [ … ], not the number 5")]
    [InlineData("modes = [5]", "1:10+1 error wrong-type: 'modes' must be a table { … }, not the number 5")]
    [InlineData("\n[[modes.mappings]]\ntrigger = { Note = 1 }\naction = { Shell = \"ls\" }", "2:9+8 error mappings-without-mode: There is no mode for these mappings: add [[modes]] above line 2")]
    [InlineData("[[mappings]]\ntrigger = { Note = 1 }", "1:3+8 warning mappings-without-mode: Mappings stand in a mode: write [[modes.mappings]] under a [[modes]], or [[global_mappings]]")]
    [InlineData("global_mappings = 5", "1:19+1 error wrong-type: 'global_mappings' must be a list [ … ], not the number 5")]
    [InlineData("global_mappings = [5]", "1:20+1 error wrong-type: 'global_mappings' must be a table { … }, not the number 5")]
    [InlineData("[global_mappings]", "1:1+17 error wrong-brackets: 'global_mappings' is a list: write [[global_mappings]] with two brackets")]
    [InlineData("[advanced_setings]", "1:2+16 warning unknown-table: Unknown table 'advanced_setings': did you mean 'advanced_settings'?")]
    [InlineData("[zzz]", "1:2+3 warning unknown-table: Unknown table 'zzz'")]
    [InlineData("[wasm]\nanything = { a = 1 }", "1:2+4 warning not-built-yet: 'wasm' is known, but this version does not act on it yet")]
    [InlineData("include = [\"more.toml\"]", "1:12+11 error missing-include: 'more.toml' can't be read: there are no other files here")]
    [InlineData("[[plugins]]\nx = 1\n[[plugins]]\nx = 2", "1:3+7 warning not-built-yet: 'plugins' is known, but this version does not act on it yet")]
    [InlineData("[advanced_settings]\nchord_timeout_ms = 0", "2:20+1 error chord-timeout-ms-out-of-range: Invalid timeout: 0 (must be 1-600000)")]
    [InlineData("[advanced_settings]\nhold_threshold_ms = 600001", "2:21+6 error hold-threshold-ms-out-of-range: Invalid threshold: 600001 (must be 1-600000)")]
    [InlineData("[advanced_settings]\ndouble_tap_timeout_ms = 1.5", "2:25+3 error wrong-type: 'double_tap_timeout_ms' must be a whole number (1-600000), not a number with a fraction")]
    [InlineData("[advanced_settings]\nhot_reload_debounce_ms = 2026-01-01", "2:26+10 error wrong-type: 'hot_reload_debounce_ms' must be a whole number (1-600000), not a date or time")]
    [InlineData("[advanced_settings]\nchord_timeout = 5", "2:1+13 warning unknown-key: Unknown key 'chord_timeout': did you mean 'chord_timeout_ms'?")]
    [InlineData("[advanced_settings]\nvolume = 5", "2:1+6 warning not-built-yet: 'volume' is known, but this version does not act on it yet")]
    [InlineData("advanced_settings = 5", "1:21+1 error wrong-type: 'advanced_settings' must be a table { … }, not the number 5")]
    [InlineData("[daemon]\nipc_socket = \"c.sock\"", "2:14+8 error socket-not-absolute: 'ipc_socket' must be a whole path, from '/' on, not 'c.sock'")]
    [InlineData("[daemon]\nipc_socket = 5", "2:14+1 error wrong-type: 'ipc_socket' must be text in quotes, not the number 5")]
    [InlineData("[logging]\nlevel = \"loud\"", "2:9+6 error unknown-level: 'level' can't be 'loud' (must be off, error, warn, info, debug, trace)")]
    [InlineData("[logging]\nfile = \"/tmp/x\"", "2:1+4 warning not-built-yet: 'file' is known, but this version does not act on it yet")]
    [InlineData("[settings]\nshow_menu_bar = true", "2:1+13 warning not-built-yet: 'show_menu_bar' is known, but this version does not act on it yet")]
    [InlineData("[virtual_midi]\nchannel = 16", "2:11+2 error channel-out-of-range: Invalid channel: 16 (must be 0-15)")]
    [InlineData("[virtual_midi]\nport = \"x\"", "2:1+4 warning unknown-key: Unknown key 'port'")]
    [InlineData("[midi_output]\nport_name = 5", "2:13+1 error wrong-type: 'port_name' must be text in quotes, not the number 5")]
    [InlineData("[[devices]]\nname = \"x\"", "1:1+11 error missing-key, device 1: Missing 'id': every entry of [[devices]] needs one")]
    [InlineData("[[devices]]\nid = \"x\"\nnth = 0", "3:7+1 error nth-out-of-range, device 1: Invalid nth: 0 (must be 1-256)")]
    [InlineData("[[devices]]\nid = \"x\"\nauto_connect = \"no\"", "3:16+4 error wrong-type, device 1: 'auto_connect' must be true or false, not the text \"no\"")]
    [InlineData("[[devices]]\nalias = \"x\"", "2:1+5 warning older-spelling, device 1: 'alias' is an older spelling of 'id'")]
    [InlineData("[[devices]]\nid = \"x\"\ninput_mode = \"gamepad\"", "3:14+9 warning not-built-yet, device 1: Gamepad input is not built yet; the device is off")]
    [InlineData("[[devices]]\nid = \"x\"\nmidi_port_pattern = \"^A\"", "3:21+4 warning not-built-yet, device 1: 'midi_port_pattern' is not built yet; use 'name' (until then the device is off)")]
    [InlineData("[[devices]]\nid = \"x\"\non_connect = { Shell = \"ls\" }", "")]
    [InlineData("[device]\nnmae = \"x\"", "2:1+4 warning unknown-key: Unknown key 'nmae': did you mean 'name'?")]
    [InlineData("device = \"Launchpad\"", "1:10+11 error wrong-type: 'device' must be a table { … }, not the text \"Launchpad\"")]
    [InlineData("[[modes]]\nname = \"A\"\non_enter = { Shell = \"ls\" }\nmappings = [{ trigger = { Note = 1 }, action = { Shell = \"ls\" } }]", "")]
    public void Of_a_table(string toml, string expected) => Check(toml, expected);

    [Theory]
    [InlineData("\"Edti\"", "Unknown mode 'Edti': did you mean 'Edit'?")]
    [InlineData("\"Somewhere\"", "Unknown mode 'Somewhere' (the file has 'Play', 'Edit')")]
    [InlineData("2", "There is no mode 2: the file has 2, counted from 0")]
    [InlineData("-1", "There is no mode -1: the file has 2, counted from 0")]
    [InlineData("true", "'mode' must be text in quotes, not true")]
    public void A_mode_nobody_knows_is_an_error(string mode, string expected)
    {
        var result = Reading.Read($$"""
            [[modes]]
            name = "Play"
            mappings = [{ trigger = { Note = 1 }, action = { ModeChange = {{mode}} } }]
            [[modes]]
            name = "Edit"
            mappings = [{ trigger = { Note = 1 }, action = { Shell = "ls" } }]
            """);
        Assert.Equal(expected, Assert.Single(result.Problems).Message);
        Assert.False(result.IsValid);
    }

    [Theory]
    [InlineData("pad", "Unknown device 'pad': did you mean 'pads'?")]
    [InlineData("keyboard", "Unknown device 'keyboard' (the file has pads, knobs)")]
    public void A_device_nobody_knows_is_an_error_where_there_are_devices(string device, string expected)
    {
        var problem = Assert.Single(Reading.Read($"devices = [{{ id = \"pads\" }}, {{ id = \"knobs\" }}]\n" + Reading.WithTrigger($"{{ type = \"Note\", note = 1, device = \"{device}\" }}")).Problems);
        Assert.Equal((expected, "unknown-device", true), (problem.Message, problem.Code, problem.IsError));
    }

    [Fact]
    public void A_single_devices_own_id_may_be_named() =>
        Assert.Equal("pads", Assert.Single(Reading.Read("device = { id = \"pads\", name = \"Launchpad\" }\n" + Reading.WithTrigger("{ type = \"Note\", note = 1, device = \"pads\" }")).Config!.GlobalMappings).Trigger.Device);

    [Theory]
    [InlineData(15, true)]
    [InlineData(16, false)]
    public void Conditions_nest_sixteen_deep_and_no_deeper(int nots, bool isValid)
    {
        var condition = string.Concat(Enumerable.Repeat("{ Not = ", nots)) + "\"Always\"" + string.Concat(Enumerable.Repeat(" }", nots));
        var result = Reading.Read($"[[global_mappings]]\ntrigger = {{ Note = 1 }}\naction = {{ Shell = \"x\" }}\ncondition = {condition}\n");
        Assert.Equal(isValid, result.IsValid);
        if (!isValid) Assert.Equal("Conditions nest at most 16 deep", Assert.Single(result.Problems, problem => problem.IsError).Message);
    }

    [Fact]
    public void Three_mistakes_are_all_told_in_the_order_of_the_file()
    {
        Check("""
            [[modes]]
            name = "Default"

            [[modes.mappings]]
            trigger = { type = "Note", note = 128 }
            action = { type = "Keystroke", keys = "spcae" }

            [[modes.mappings]]
            trigger = { type = "Note", note = 36 }
            action = { type = "ModeChange", mode = "Defualt" }
            """, """
            5:35+3 error note-out-of-range, mode 'Default', mapping 1: Invalid note number: 128 (must be 0-127)
            6:39+7 error unknown-key-name, mode 'Default', mapping 1: Unknown key 'spcae': did you mean 'space'?
            10:40+9 error unknown-mode, mode 'Default', mapping 2: Unknown mode 'Defualt': did you mean 'Default'?
            """);
    }

    [Fact]
    public void One_mistake_is_told_once()
    {
        Check(Reading.WithTrigger("{ type = \"VelocityRange\", note = 300, velocity_min = 300, level = \"Loud\" }"), """
            2:44+3 error note-out-of-range, global mapping 1: Invalid note number: 300 (must be 0-127)
            2:64+3 error velocity-min-out-of-range, global mapping 1: Invalid velocity: 300 (must be 0-127)
            2:77+6 error unknown-level, global mapping 1: 'level' can't be 'Loud' (must be Soft, Medium, Hard)
            """);
        Check(Reading.WithTrigger("{ type = \"Note\", note = 1, velocity_min = 300, velocity_max = 0 }"), "2:53+3 error velocity-min-out-of-range, global mapping 1: Invalid velocity: 300 (must be 0-127)");
        Check(Reading.WithTrigger("{ type = \"Note\", note = 1, velocity_min = 50, velocity_max = 300 }"), "2:72+3 error velocity-max-out-of-range, global mapping 1: Invalid velocity: 300 (must be 0-127)");
    }

    [Fact]
    public void A_warning_lets_the_file_through_and_an_error_does_not()
    {
        var warned = Reading.Read(Reading.WithTrigger("{ type = \"Note\", note = 36, zzz = 5 }"));
        Assert.True(warned.IsValid);
        Assert.Equal((0, 1), (warned.Errors, warned.Warnings));
        var refused = Reading.Read(Reading.WithTrigger("{ type = \"Note\", note = 128, zzz = 5 }"));
        Assert.False(refused.IsValid);
        Assert.Equal((1, 1), (refused.Errors, refused.Warnings));
    }

    [Fact]
    public void The_path_of_a_problem_counts_from_0_and_its_words_from_1()
    {
        var problem = Assert.Single(Reading.Read("""
            [[modes]]
            name = "A"
            mappings = [{ trigger = { Note = 1 }, action = { Shell = "ls" } }]
            [[modes]]
            name = "B"
            [[modes.mappings]]
            trigger = { Note = 1 }
            action = { Shell = "ls" }
            [[modes.mappings]]
            trigger = { Note = 1 }
            actions = [{ Delay = 5 }, { Sequence = { actions = [{ Delay = 0 }] } }]
            """).Problems);
        Assert.Equal(("modes[1].mappings[1].actions[1].Sequence.actions[0].Delay", "mode 'B', mapping 2"), (problem.Path, problem.Context));
        Assert.Equal("actions = [{ Delay = 5 }, { Sequence = { actions = [{ Delay = 0 }] } }]", problem.Excerpt);
    }

    [Fact]
    public void Actions_nest_sixteen_deep_and_no_deeper()
    {
        static string Nested(int depth) => Reading.WithAction(string.Concat(Enumerable.Repeat("{ Sequence = [", depth - 1)) + "{ Delay = 1 }" + string.Concat(Enumerable.Repeat("] }", depth - 1)));
        Assert.Empty(Reading.Read(Nested(16)).Problems);
        Assert.Equal("Actions nest at most 16 deep, these 17", Assert.Single(Reading.Read(Nested(17)).Problems).Message);
        Assert.Contains("deep", Assert.Single(Reading.Read(Nested(400)).Problems).Message);
    }

    [Fact]
    public void A_sequence_takes_256_actions_and_no_more()
    {
        static string Of(int count) => Reading.WithAction($"{{ Sequence = [{string.Concat(Enumerable.Repeat("{ Delay = 1 }, ", count))}] }}");
        Assert.Empty(Reading.Read(Of(256)).Problems);
        Assert.Equal("A sequence takes at most 256 actions, this one has 257; split it", Assert.Single(Reading.Read(Of(257)).Problems).Message);
    }

    /// <summary>config.md, "Limits": 100,000 steps in one action after unrolling.</summary>
    [Fact]
    public void An_action_has_a_hundred_thousand_steps_and_no_more()
    {
        var steps = string.Concat(Enumerable.Repeat("{ Delay = 1 }, ", 256));
        var sequence = $"{{ Sequence = [{steps}] }}, ";
        static string Of(string inside, int count) => Reading.WithAction($"{{ Sequence = [{string.Concat(Enumerable.Repeat(inside, count))}] }}");
        Assert.Empty(Reading.Read(Of(sequence, 256)).Problems);
        var twice = $"{{ Sequence = [{string.Concat(Enumerable.Repeat(sequence, 196))}] }}, ";
        Assert.Single(Reading.Read(Of(twice, 2)).Problems, problem => problem.IsError);
    }

    [Fact]
    public void A_hundred_thousand_mappings_are_read_and_no_more()
    {
        static string Of(int count) => $"global_mappings=[{string.Concat(Enumerable.Repeat("{trigger={CC=1},action={Delay=1}},", count))}]";
        Assert.Equal(100_000, Reading.Read(Of(100_000)).Config!.MappingsWritten);
        Assert.Equal("The file has 100001 mappings; at most 100000 are read", Assert.Single(Reading.Read(Of(100_001)).Problems, problem => problem.IsError).Message);
    }

    [Fact]
    public void A_file_of_4_MiB_is_read_and_a_greater_one_is_not()
    {
        Assert.True(Reading.Read("#" + new string('x', (4 * 1024 * 1024) - 1)).IsValid);
        var problem = Assert.Single(Reading.Read("#" + new string('x', 4 * 1024 * 1024)).Problems);
        Assert.Equal(("file-too-large", "The file has 4194305 bytes; at most 4194304 (4 MiB) are read. Split it with 'include'"), (problem.Code, problem.Message));
    }

    [Fact]
    public void What_is_no_text_is_said_with_its_line()
    {
        var problem = Assert.Single(Core.Config.ConfigReader.Read("x", [.. "a = 1\nb = \""u8, 0xFF, .. "\""u8]).Problems);
        Assert.Equal(("not-utf8", 2, "The file is not UTF-8 here: save it as UTF-8"), (problem.Code, problem.Line, problem.Message));
        problem = Assert.Single(Core.Config.ConfigReader.Read("x", "a = 1\nb = 2\n\0"u8).Problems);
        Assert.Equal(("nul-byte", 3, "There is a NUL byte here: save the file as plain text, in UTF-8"), (problem.Code, problem.Line, problem.Message));
    }

    [Theory]
    [InlineData("""{ type = "Conditional", condition = "Always", operator = "Or", then_action = { Shell = "ls" } }""", "operator")]
    [InlineData("""{ type = "Conditional", condition = "Always", conditions = [], then = { Shell = "ls" } }""", "conditions")]
    public void A_known_key_that_another_one_makes_idle_is_told_as_such(string action, string key)
    {
        var problem = Assert.Single(Reading.Read(Reading.WithAction(action)).Problems, problem => problem.Code is "unused-key" or "unknown-key");
        Assert.Equal(("unused-key", $"'{key}' has no effect beside the other keys here", (string?)null), (problem.Code, problem.Message, problem.Suggestion));
    }
}
