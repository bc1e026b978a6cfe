using System.Reflection;
using System.Runtime.CompilerServices;
using Conductor.Core.Actions;
using Conductor.Core.Config;
using Conductor.Core.Midi;
using Conductor.Core.Ports;
using Conductor.Core.Triggers;

namespace Conductor.Core.Tests.Config;

/// <summary>What a good file means, in all the ways TOML lets one write it.</summary>
public class ConfigReaderTests
{
    private static Core.Config.Config Good(string toml)
    {
        var result = Reading.Read(toml);
        Assert.True(result.Problems.Count == 0, ProblemText.List(result.Problems));
        return result.Config!;
    }

    private static MappingConfig Mapping(string toml) => Assert.Single(Good(toml).GlobalMappings);

    private static Trigger TriggerOf(string trigger) => Mapping(Reading.WithTrigger(trigger)).Trigger;

    private static GestureAction ActionOf(string action) => Mapping(Reading.WithAction(action)).Action;

    private static NoteTrigger Note(int first, int last = -1) => new() { Notes = new NoteSet((byte)first, (byte)(last < 0 ? first : last)), Velocity = new ValueRange(1, 127) };

    private static KeystrokeAction Keys(params Key[][] strokes) => new(new ValueList<ValueList<Key>>([.. strokes.Select(stroke => new ValueList<Key>(stroke))]), false);

    [Fact]
    public void A_whole_file_means_exactly_what_it_says()
    {
        var config = Good("""
            # Everything at once.
            [[devices]]
            id = "pads"
            name = "Launchpad"
            nth = 2
            [[devices]]
            id = "knobs"
            port = 3
            auto_connect = false
            auto_reconnect = false
            enabled = false
            input_mode = "MIDI"

            [advanced_settings]
            chord_timeout_ms = 60
            double_tap_timeout_ms = 250
            hold_threshold_ms = 1500
            hot_reload_debounce_ms = 100

            [daemon]
            ipc_socket = "/run/user/1000/c.sock"

            [logging]
            level = "DEBUG"

            [virtual_midi]
            port_name = "Out"
            auto_create = false

            [[modes]]
            name = "Play"
            color = "#FF8800"
            description = "on stage"

            [[modes.mappings]]
            description = "quit"
            trigger = { type = "LongPress", note = 36, duration_ms = 500, device = "pads", channel = 10 }
            action = { type = "Shell", command = "quit", timeout_ms = 5000 }

            [[modes.mappings]]
            enabled = false
            trigger = { type = "Note", note = 37 }
            action = { type = "Shell", command = "off" }

            [[modes]]
            name = "Edit"
            color = [1, 2, 3]
            [[modes.mappings]]
            trigger = { type = "NoteChord", notes = ["C2", 40], timeout_ms = 20 }
            action = { type = "ModeChange", mode = 0, hold = true }

            [[global_mappings]]
            trigger = { type = "CC", cc = 7, value_min = 10, value_max = 20, on = "increase" }
            action = { type = "SendMidi", message_type = "CC", controller = 11, channel = 2 }
            """);
        Assert.Equal("config.toml", config.File);
        Assert.Equal(
            [
                new DeviceConfig { Id = "pads", Name = "Launchpad", Nth = 2 },
                new DeviceConfig { Id = "knobs", Port = 3, AutoConnect = false, AutoReconnect = false, Enabled = false },
            ], config.Devices);
        Assert.Equal(new TimingConfig { ChordTimeoutMs = 60, DoubleTapTimeoutMs = 250, HoldThresholdMs = 1500, HotReloadDebounceMs = 100 }, config.Timing);
        Assert.Equal(("/run/user/1000/c.sock", LogLevelName.Debug), (config.Socket, config.LogLevel));
        Assert.Equal((4, 1), (config.MappingsWritten, config.GlobalMappingsWritten));
        Assert.Equal(["Play", "Edit"], config.ModeNames);
        Assert.Equal(
            new MappingConfig
            {
                Trigger = new LongPressTrigger { Notes = new NoteSet(36, 36), DurationMs = 500, Device = "pads", Channel = 10 },
                Action = new ShellAction("quit", 5000),
                Description = "quit",
                File = "config.toml",
                Line = 35,
            }, config.Modes[0].Mappings[0]);
        Assert.Equal((2, false), (config.Modes[0].Mappings.Length, config.Modes[0].Mappings[1].IsOn));
        var edit = Assert.Single(config.Modes[1].Mappings);
        Assert.True(new NoteChordTrigger { Notes = default(NoteMask).With(36).With(40), TimeoutMs = 20 }.Equals(edit.Trigger));
        Assert.Equal(new ModeChangeAction("Play", 0, true), edit.Action);
        Assert.Equal(48, edit.Line);
        var global = Assert.Single(config.GlobalMappings);
        Assert.Equal(new CCTrigger { Controls = 7, Values = new ValueRange(10, 20), Edge = ValueEdge.Increase }, global.Trigger);
        Assert.Equal(new SendMidiAction { Port = new MidiPortRef("Out", false), Type = SendMidiType.CC, Channel = 2, Number = 11 }, global.Action);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# nothing but a comment")]
    [InlineData("\uFEFF")]
    [InlineData("\r\n# nothing\r\n")]
    public void An_empty_file_has_every_default(string toml)
    {
        var config = Good(toml);
        Assert.Equal(new TimingConfig { ChordTimeoutMs = 50, DoubleTapTimeoutMs = 300, HoldThresholdMs = 2000, HotReloadDebounceMs = 500 }, config.Timing);
        Assert.Equal((0, 0, 0, 0), (config.Devices.Length, config.Modes.Length, config.GlobalMappings.Length, config.MappingsWritten));
        Assert.Equal((null, null), (config.Socket, config.LogLevel));
    }

    [Fact]
    public void One_device_may_be_a_table_of_its_own() =>
        Assert.Equal("Launchpad", Assert.Single(Good("[device]\nname = \"Launchpad\"\nauto_connect = true").Devices).Name);

    [Fact]
    public void A_virtual_port_that_is_off_is_none() =>
        Assert.Equal("missing-key", Assert.Single(Reading.Read("[virtual_midi]\nenabled = false\n" + Reading.WithAction("{ type = \"SendMidi\", note = 1 }")).Problems).Code);

    [Fact]
    public void The_virtual_port_serves_what_a_device_does_on_connecting_too() =>
        Assert.DoesNotContain(Reading.Read("[device]\non_connect = { type = \"SendMidi\", note = 1 }\n[virtual_midi]\n").Problems, problem => problem.IsError);

    [Fact]
    public void The_virtual_port_has_a_name_where_the_file_gives_none()
    {
        var config = Good("[midi_output]\n" + Reading.WithAction("{ type = \"SendMidi\", note = 1 }"));
        Assert.Equal(new MidiPortRef("Conductor", true), ((SendMidiAction)config.GlobalMappings[0].Action).Port);
    }

    [Fact]
    public void A_mapping_above_a_mode_may_name_it() =>
        Assert.Equal(new ModeChangeAction("Late", 0, false), Good("""
            global_mappings = [{ trigger = { Note = 1 }, action = { ModeChange = "Late" } }]
            [[modes]]
            name = "Late"
            mappings = [{ trigger = { Note = 1 }, action = { Shell = "ls" } }]
            """).GlobalMappings[0].Action);

    [Fact]
    public void A_mode_may_be_called_next_and_is_then_meant() =>
        Assert.Equal(new ModeChangeAction("next", 0, false), Good("""
            modes = [{ name = "next", mappings = [{ trigger = { Note = 1 }, action = { ModeChange = "next" } }] }]
            """).Modes[0].Mappings[0].Action);

    private static readonly Dictionary<string, Trigger> Triggers = new()
    {
        { "{ type = \"Note\", note = 36 }", Note(36) },
        { "{ type = \"Note\", note = \"C2\" }", Note(36) },
        { "{ type = \"note\", note = \"36\" }", Note(36) },
        { "{ Note = { note = 36 } }", Note(36) },
        { "{ Note = 36 }", Note(36) },
        { "{ Note = \"C2-B2\" }", Note(36, 47) },
        { "{ Note = \"36-51\" }", Note(36, 51) },
        { "{ Note = \"C-1-C2\" }", Note(0, 36) },
        { "{ Note = \"Bb-1 - 20\" }", Note(10, 20) },
        { "{ Note = \"any\" }", Note(0, 127) },
        { "{ Note = \"ANY\" }", Note(0, 127) },
        { "{ type = \"Note\", note = 0x24, velocity_min = 0, velocity_max = 64, on = \"Release\" }", new NoteTrigger { Notes = new NoteSet(36, 36), Velocity = new ValueRange(0, 64), Edge = NoteEdge.Release } },
        { "{ type = \"Note\", note = 1, on = \"tap\", channel = 16 }", new NoteTrigger { Notes = new NoteSet(1, 1), Velocity = new ValueRange(1, 127), Edge = NoteEdge.Tap, Channel = 16 } },
        { "{ LongPress = 36 }", new LongPressTrigger { Notes = new NoteSet(36, 36) } },
        { "{ type = \"long-press\", note = \"any\", duration_ms = 0 }", new LongPressTrigger { Notes = NoteSet.Any, DurationMs = 0 } },
        { "{ NoteChord = [1, \"D-1\"] }", new NoteChordTrigger { Notes = default(NoteMask).With(1).With(2) } },
        { "{ CC = 1 }", new CCTrigger { Controls = 1, Values = new ValueRange(0, 127) } },
        { "{ type = \"cc\", cc = 1, on = \"enter\", value_min = 64 }", new CCTrigger { Controls = 1, Values = new ValueRange(64, 127), Edge = ValueEdge.Enter } },
        { "{ type = \"VelocityRange\", note = 1 }", new VelocityRangeTrigger { Notes = new NoteSet(1, 1), Velocity = new ValueRange(1, 127) } },
        { "{ type = \"VelocityRange\", note = 1, level = \"soft\" }", new VelocityRangeTrigger { Notes = new NoteSet(1, 1), Velocity = new ValueRange(1, 40) } },
        { "{ type = \"VelocityRange\", note = 1, level = \"MEDIUM\" }", new VelocityRangeTrigger { Notes = new NoteSet(1, 1), Velocity = new ValueRange(41, 80) } },
        { "{ type = \"VelocityRange\", note = 1, level = \"Hard\", medium_max = 100 }", new VelocityRangeTrigger { Notes = new NoteSet(1, 1), Velocity = new ValueRange(101, 127), Levels = new VelocityLevels(40, 100) } },
        { "{ type = \"VelocityRange\", note = 1, velocity_max = 50 }", new VelocityRangeTrigger { Notes = new NoteSet(1, 1), Velocity = new ValueRange(1, 50) } },
    };

    public static TheoryData<string> TriggerTexts => [.. Triggers.Keys];

    [Theory]
    [MemberData(nameof(TriggerTexts))]
    public void A_trigger_means(string toml) => Assert.True(Triggers[toml].Equals(TriggerOf(toml)), TriggerOf(toml).Describe());

    private static readonly Dictionary<string, GestureAction> Actions = new()
    {
        { "{ Shell = \"ls\" }", new ShellAction("ls", null) },
        { "{ shell = { command = \"ls\" } }", new ShellAction("ls", null) },
        { "{ Delay = 5 }", new DelayAction(5) },
        { "{ type = \"Keystroke\", keys = \"cmd+shift+a\" }", Keys([Key.Cmd, Key.Shift, Key.A]) },
        { "{ Keystroke = \"Command + Shift + A\" }", Keys([Key.Cmd, Key.Shift, Key.A]) },
        { "{ type = \"Keystroke\", keys = \"a\", modifiers = [\"cmd\", \"shift\"] }", Keys([Key.Cmd, Key.Shift, Key.A]) },
        { "{ type = \"Keystroke\", keys = \"a\", modifiers = \"ctrl\" }", Keys([Key.Ctrl, Key.A]) },
        { "{ type = \"Keystroke\", keys = [\"a\", \"b\"], modifiers = [\"ctrl\"] }", Keys([Key.Ctrl, Key.A], [Key.Ctrl, Key.B]) },
        { "{ Keystroke = [\"cmd\", \"space\"] }", Keys([Key.Cmd, Key.Space]) },
        { "{ Keystroke = [\"a\", \"shift\", \"b\", \"c\"] }", Keys([Key.A], [Key.Shift, Key.B], [Key.Shift, Key.C]) },
        { "{ Keystroke = [\"cmd+c\", \"cmd+v\"] }", Keys([Key.Cmd, Key.C], [Key.Cmd, Key.V]) },
        { "{ Keystroke = \"fn\" }", Keys([Key.Fn]) },
        { "{ Keystroke = [\"ctrl\", \"alt\"] }", Keys([Key.Ctrl, Key.Alt]) },
        { "{ Keystroke = \"+\" }", Keys([Key.Plus]) },
        { "{ Keystroke = \"cmd++\" }", Keys([Key.Cmd, Key.Plus]) },
        { "{ Keystroke = \"cmd+-\" }", Keys([Key.Cmd, Key.Minus]) },
        { "{ Keystroke = \"-\" }", Keys([Key.Minus]) },
        { "{ Keystroke = \" \" }", Keys([Key.Space]) },
        { "{ Keystroke = [1, 2] }", Keys([Key.Digit1], [Key.Digit2]) },
        { "{ type = \"Keystroke\", keys = \"a\", hold = true }", Keys([Key.A]) with { Hold = true } },
        { "{ ModeChange = \"next\" }", new ModeChangeAction(null, 1, false) },
        { "{ ModeChange = \"Previous\" }", new ModeChangeAction(null, -1, false) },
        { "{ type = \"MouseClick\" }", new MouseClickAction(MouseButton.Left, 1) },
        { "{ MouseClick = \"Right\" }", new MouseClickAction(MouseButton.Right, 1) },
        { "{ type = \"mouse_click\", button = \"middle\", count = 3 }", new MouseClickAction(MouseButton.Middle, 3) },
        { "{ MouseScroll = -3 }", new MouseScrollAction(0, -3) },
        { "{ type = \"MouseScroll\", x = 127 }", new MouseScrollAction(127, 0) },
        { "{ Sequence = [{ Delay = 1 }, { Shell = \"ls\" }] }", new SequenceAction(new([new DelayAction(1), new ShellAction("ls", null)]), false) },
        { "{ type = \"Sequence\", actions = [], stop_on_error = true }", new SequenceAction(default, true) },
        { "{ type = \"SendMidi\", port = \"S\", note = \"C4\" }", Send(SendMidiType.NoteOn) with { Number = 60 } },
        { "{ type = \"SendMidi\", port = \"S\", message_type = \"Note\", note = 60, velocity = 5, duration_ms = 9 }", Send(SendMidiType.NoteOn) with { Number = 60, Value = 5, DurationMs = 9 } },
        { "{ type = \"SendMidi\", port = \"S\", message_type = \"note_off\" }", Send(SendMidiType.NoteOff) },
        { "{ type = \"SendMidi\", port = \"S\", create = true, message_type = \"ControlChange\", controller = 1, value = 2, channel = 15 }",
            Send(SendMidiType.CC) with { Port = new MidiPortRef("S", true), Number = 1, Value = 2, Channel = 15 } },
        { "{ type = \"SendMidi\", port = \"S\", message_type = \"pc\", program = 7 }", Send(SendMidiType.ProgramChange) with { Number = 7 } },
        { "{ type = \"SendMidi\", port = \"S\", message_type = \"PB\", pitch = -8192 }", Send(SendMidiType.PitchBend) with { Value = -8192 } },
        { "{ type = \"SendMidi\", port = \"S\", message_type = \"at\", pressure = 3 }", Send(SendMidiType.Aftertouch) with { Value = 3 } },
        { "{ type = \"SendMidi\", port = \"S\", message_type = \"PolyAftertouch\", note = 1, pressure = 3 }", Send(SendMidiType.PolyAftertouch) with { Number = 1, Value = 3 } },
    };

    private static SendMidiAction Send(SendMidiType type) => new() { Port = new MidiPortRef("S", false), Type = type, Channel = 0 };

    public static TheoryData<string> ActionTexts => [.. Actions.Keys];

    [Theory]
    [MemberData(nameof(ActionTexts))]
    public void An_action_means(string toml) => Assert.Equal(Actions[toml], ActionOf(toml));

    /// <summary>A record whose members name itself would write itself for ever, and end the process.</summary>
    [Fact]
    public void A_set_of_notes_says_itself_how_it_is_written() =>
        Assert.Null(typeof(NoteMask).GetMethod(nameof(ToString), Type.EmptyTypes)!.GetCustomAttribute<CompilerGeneratedAttribute>());

    [Fact]
    public void Actions_beside_the_trigger_are_a_sequence() =>
        Assert.Equal(ActionOf("{ Sequence = [{ Delay = 1 }] }"), Mapping("[[global_mappings]]\ntrigger = { Note = 36 }\nactions = [{ Delay = 1 }]").Action);

    /// <summary>One file, written in every way TOML has.</summary>
    public static TheoryData<string, string> Spellings => new()
    {
        { "headers", """
            [[modes]]
            name = "A"
            [[modes.mappings]]
            [modes.mappings.trigger]
            type = "Note"
            note = 36
            [modes.mappings.action]
            type = "Shell"
            command = "ls"
            [[modes.mappings]]
            trigger = { type = "CC", cc = 1 }
            action = { type = "Delay", ms = 5 }
            [[global_mappings]]
            trigger = { type = "Note", note = 1 }
            action = { type = "Shell", command = "x" }
            """ },
        { "inline tables over several lines, with comments and trailing commas", """
            modes = [   # all of them
                {
                    name = "A",   # a mode
                    mappings = [
                        { trigger = { type = "Note", note = 36, }, action = { type = "Shell", command = "ls" } },   # }]
                        # [[modes]]
                        {
                            trigger = { type = "CC", cc = 1 },
                            action = {
                                type = "Delay",
                                ms = 5,
                            },
                        },
                    ],
                },
            ]
            global_mappings = [
                { trigger = { type = "Note", note = 1 }, action = { type = "Shell", command = "x" } },
            ]
            """ },
        { "dotted keys", """
            [[modes]]
            name = "A"
            [[modes.mappings]]
            trigger.type = "Note"
            trigger.note = 36
            action.type = "Shell"
            action.command = "ls"
            [[modes.mappings]]
            trigger.CC.cc = 1
            action . Delay . "ms" = 5
            [[global_mappings]]
            trigger.Note.note = 1
            action.Shell.command = "x"
            """ },
        { "interleaved arrays of tables", """
            [[modes]]
            name = "A"
            [[modes.mappings]]
            trigger = { Note = 36 }
            action = { Shell = "ls" }
            [[global_mappings]]
            trigger = { Note = 1 }
            action = { Shell = "x" }
            [[modes.mappings]]
            trigger = { CC = 1 }
            action = { Delay = 5 }
            """ },
        { "quoted keys, odd blanks and all kinds of strings", """"
            [[  "modes"  ]]   # one
            'name' = "\u0041"
            [[ modes . 'mappings' ]]
              "trigger"={"type"='Note',"note"=0b100100}
            	action = { type = """Shell""", command = """
            ls""" }
            [[modes.mappings]]
            trigger = { type = '''CC''', cc = 0_1 }   # not TOML's own way to write 1
            action = { type = "Delay", ms = 5 }
            [[global_mappings]]
            trigger = { type = "Note", note = 0o1 }
            action = { type = "Shell", command = "\x78" }
            """".Replace("0_1", "0x1") },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void However_it_is_written_it_means_the_same(string way, string toml)
    {
        Assert.NotEmpty(way);
        foreach (var text in new[] { toml, toml.ReplaceLineEndings("\r\n"), "\uFEFF" + toml, toml + "\n\n\n# end" })
        {
            var config = Good(text);
            var mode = Assert.Single(config.Modes);
            Assert.Equal("A", mode.Name);
            Assert.Equal([Note(36), new CCTrigger { Controls = 1, Values = new ValueRange(0, 127) }], mode.Mappings.Select(mapping => mapping.Trigger));
            Assert.Equal([new ShellAction("ls", null), new DelayAction(5)], mode.Mappings.Select(mapping => mapping.Action));
            Assert.Equal((Note(1), new ShellAction("x", null)), (Assert.Single(config.GlobalMappings).Trigger, config.GlobalMappings[0].Action));
            Assert.Equal(3, config.MappingsWritten);
        }
    }

    [Fact]
    public void Brackets_inside_strings_and_comments_are_no_headers()
    {
        var config = Good(""""
            [[global_mappings]]
            trigger = { Note = 1 }   # ]] [[modes]]
            action = { Shell = """
            [[modes]]
            [advanced_settings]
            """ }
            # [[modes]]
            [[global_mappings]]
            trigger = { NoteChord = [
                1,   # [x]
                2 ] }
            action = { Shell = '''
            [daemon] # "
            ''' }
            """");
        Assert.Equal(["[[modes]]\n[advanced_settings]\n", "[daemon] # \"\n"], config.GlobalMappings.Select(mapping => ((ShellAction)mapping.Action).Command));
        Assert.Empty(config.Modes);
    }

    [Fact]
    public void Mappings_know_their_line_whatever_stands_before_them()
    {
        var config = Good("\uFEFF# one\r\n\r\n[[global_mappings]]\r\ntrigger = { Note = 1 }\r\naction = { Shell = '''\r\nx\r\n''' }\r\n\r\n[[global_mappings]]\r\ntrigger = { Note = 2 }\r\naction = { Shell = \"y\" }");
        Assert.Equal([3, 9], config.GlobalMappings.Select(mapping => mapping.Line));
        config = Good("global_mappings = [\n  { trigger = { Note = 1 }, action = { Shell = \"x\" } },\n\n  { trigger = { Note = 1 }, action = { Shell = \"x\" } },\n]");
        Assert.Equal([2, 4], config.GlobalMappings.Select(mapping => mapping.Line));
    }

    [Fact]
    public void The_same_text_gives_the_same_result()
    {
        const string Toml = "[[global_mappings]]\ntrigger = { Note = 300 }\naction = { Shel = \"x\" }\nzzz = 1";
        Assert.Equal(Reading.Problems(Toml), Reading.Problems(Toml));
    }

    [Fact]
    public void Columns_are_counted_in_characters_as_people_see_them()
    {
        Assert.Equal(43, Assert.Single(Reading.Read("global_mappings = [{ description = \"ü🎹é\", zzz = 1, trigger = { Note = 1 }, action = { Shell = \"x\" } }]").Problems).Column);
        var problem = Assert.Single(Reading.Read("\tglobal_mappings = \"🎹🎹\"").Problems);
        Assert.Equal((1, 20, 4), (problem.Line, problem.Column, problem.Length));
    }

    [Fact]
    public void Places_are_the_same_with_any_line_ends_and_a_byte_order_mark()
    {
        const string Toml = "[[global_mappings]]\ntrigger = { Note = 300 }\naction = { Shell = 5 }\n";
        Assert.Equal(Reading.Problems(Toml), Reading.Problems("\uFEFF" + Toml.Replace("\n", "\r\n")));
        Assert.Equal("trigger = { Note = 300 }", Reading.Read(Toml.Replace("\n", "\r\n")).Problems[0].Excerpt);
    }
}
