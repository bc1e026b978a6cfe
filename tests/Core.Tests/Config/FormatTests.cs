using System.Text;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config;

/// <summary><c>format</c>, rule by rule: text in, text out.</summary>
public class FormatTests
{
    /// <summary>Formats, and formats again: the second time nothing may change.</summary>
    private static string Format(string toml)
    {
        var result = Formatter.Format("config.toml", Encoding.UTF8.GetBytes(toml));
        Assert.True(result.Content is not null, result.Refusal ?? ProblemText.List(result.Read.Problems));
        Assert.Null(result.Fault);
        var again = Formatter.Format("config.toml", result.Content);
        Assert.Equal(result.Content, again.Content);
        Assert.True(ConfigEquality.Same(result.Read.Config!, again.Read.Config!));
        return Encoding.UTF8.GetString(result.Content!);
    }

    private static string Trigger(string trigger)
    {
        var text = Format(Reading.WithTrigger(trigger));
        return text.Split('\n')[1]["trigger = ".Length..];
    }

    private static string Action(string action)
    {
        var text = Format("[virtual_midi]\n\n[[modes]]\nname = \"A\"\n" + Reading.WithAction(action));
        return text[(text.IndexOf("\naction = ", StringComparison.Ordinal) + 10)..].TrimEnd('\n');
    }

    private static string Mapping(string body)
    {
        var text = Format("[[global_mappings]]\n" + body);
        return text["[[global_mappings]]\n".Length..];
    }

    [Theory]
    [InlineData("""{ type = "MidiNote", number = 1 }""", """{ type = "Note", note = 1 }""")]
    [InlineData("""{ type = "PadPressed", pad = 1 }""", """{ type = "Note", note = 1 }""")]
    [InlineData("""{ PadPressed = { pad = 1, velocity_range = [1, 9] } }""", """{ Note = { note = 1, velocity_min = 1, velocity_max = 9 } }""")]
    [InlineData("""{ type = "Note", velocity_range = [1, 9], note = 1 }""", """{ type = "Note", note = 1, velocity_min = 1, velocity_max = 9 }""")]
    [InlineData("""{ type = "MidiCC", controller = 3, value = 5 }""", """{ type = "CC", cc = 3, value_min = 5, value_max = 5 }""")]
    [InlineData("""{ type = "EncoderTurn", encoder = 3, direction = "cw" }""", """{ type = "EncoderTurn", cc = 3, direction = "Clockwise" }""")]
    [InlineData("""{ type = "encoder_turn", encoder = 130 }""", """{ type = "GamepadAnalogStick", axis = 130 }""")]
    [InlineData("""{ EncoderTurn = { encoder = 130 } }""", """{ GamepadAnalogStick = { axis = 130 } }""")]
    [InlineData("""{ type = "GamepadButton", button = "south", hold_ms = 500 }""", """{ type = "GamepadButtonHold", button = "South", duration_ms = 500 }""")]
    [InlineData("""{ type = "GamepadAxis", axis = 128, threshold = 200 }""", """{ type = "GamepadAnalogStick", axis = 128, threshold = 100 }""")]
    [InlineData("""{ type = "LongPress", note = 1, hold_duration_ms = 5 }""", """{ type = "LongPress", note = 1, duration_ms = 5 }""")]
    public void Older_spellings_of_triggers_become_todays(string older, string today) => Assert.Equal(today, Trigger(older));

    [Theory]
    [InlineData("""{ type = "Keystroke", key = "Command+Enter" }""", """{ type = "Keystroke", keys = "cmd+return" }""")]
    [InlineData("""{ type = "Keystroke", keys = ["esc", "+"], modifiers = "control" }""", """{ type = "Keystroke", keys = ["escape", "+"], modifiers = "ctrl" }""")]
    [InlineData("""{ LaunchApp = { bundle_id = "a.b" } }""", """{ Launch = { app = "a.b" } }""")]
    [InlineData("""{ type = "ModeChange", relative = 1 }""", """{ type = "ModeChange", mode = "next" }""")]
    [InlineData("""{ type = "ModeChange", mode = -1, relative = true }""", """{ type = "ModeChange", mode = "previous" }""")]
    [InlineData("""{ type = "ModeChange", relative = false, mode = "A" }""", """{ type = "ModeChange", mode = "A" }""")]
    [InlineData("""{ type = "MouseClick", click_type = "double" }""", """{ type = "MouseClick", count = 2 }""")]
    [InlineData("""{ type = "MouseClick", x = 1, y = 2, move_first = false }""", """{ type = "MouseClick" }""")]
    [InlineData("""{ type = "CC", cc = 1, value = 2 }""", """{ type = "SendMidi", message_type = "CC", controller = 1, value = 2 }""")]
    [InlineData("""{ MidiCC = { cc = 1 } }""", """{ SendMidi = { message_type = "CC", controller = 1 } }""")]
    [InlineData("""{ MidiCC = {} }""", """{ MidiCC = {} }""")]
    [InlineData("""{ type = "SendMIDI", message = { type = "CC", cc = 1, channel = 2 } }""", """{ type = "SendMidi", message_type = "CC", channel = 2, controller = 1 }""")]
    [InlineData("""{ SendMidi = { message_type = { note_on = { note = 1 } } } }""", """{ SendMidi = { message_type = "NoteOn", note = 1 } }""")]
    [InlineData("""{ type = "SendMidi", message_type = { PitchBend = {} } }""", """{ type = "SendMidi", message_type = "PitchBend" }""")]
    [InlineData("""{ type = "SendMidi", message_type = "CC", controller = 1, value = 3, value_from_bend = true }""", """{ type = "SendMidi", message_type = "CC", controller = 1 }""")]
    [InlineData("""{ type = "SendMidi", message_type = "CC", controller = 1, value = 3, value_from_bend = false }""", """{ type = "SendMidi", message_type = "CC", controller = 1, value = 3 }""")]
    [InlineData("""{ type = "SendMidi", note = 1, velocity = "FromTrigger" }""", """{ type = "SendMidi", note = 1 }""")]
    [InlineData("""{ type = "SendMidi", note = 1, velocity_curve = { type = "Logarithmic" } }""", """{ type = "SendMidi", note = 1, velocity_mapping = { type = "Curve", curve_type = "Logarithmic", intensity = 0.5 } }""")]
    [InlineData("""{ type = "SendMidi", note = 1, velocity_mapping = "FromTrigger" }""", """{ type = "SendMidi", note = 1, velocity_mapping = "PassThrough" }""")]
    [InlineData("""{ type = "VolumeControl", direction = "VolumeUp", amount = 3 }""", """{ type = "VolumeControl", operation = "Up", step = 3 }""")]
    [InlineData("""{ type = "VelocityRange", hard = { Delay = { duration_ms = 1 } }, soft = { Shell = "x" } }""", """{ type = "VelocityRange", soft_action = { Shell = "x" }, hard_action = { Delay = { ms = 1 } } }""")]
    [InlineData("""{ type = "Conditional", then = { Shell = "x" }, operator = "or", conditions = ["always", { ModeActive = "A" }] }""", """{ type = "Conditional", condition = { type = "Or", conditions = ["Always", { ModeIs = "A" }] }, then_action = { Shell = "x" } }""")]
    public void Older_spellings_of_actions_become_todays(string older, string today) => Assert.Equal(today, Action(older));

    /// <summary>Both may be there, and only one can be meant: the reader says which, format leaves it alone.</summary>
    [Theory]
    [InlineData("""{ type = "SendMidi", channel = 1, message = { type = "CC", channel = 2, controller = 1 } }""")]
    [InlineData("""{ type = "SendMidi", message = { type = "CC", controller = 1, anything = 2 } }""")]
    public void What_is_not_sure_stays(string action) => Assert.Equal(action, Action(action));

    [Fact]
    public void A_note_in_the_mapping_becomes_a_trigger() => Assert.Equal(
        "trigger = { type = \"Note\", note = 36, velocity_min = 1, velocity_max = 9, channel = 3 } # red\n# how hard\n\naction = { Shell = \"x\" }\n",
        Mapping("action = { Shell = \"x\" }\nnote = 36 # red\nvelocity = { range = [1, 9] } # how hard\nchannel = 3\n"));

    [Fact]
    public void Levels_in_the_mapping_become_an_action_with_their_comments() => Assert.Equal(
        "trigger = { Note = 1 }\naction = { type = \"VelocityRange\", soft_action = [ # quiet\n] }\n".Replace("[ # quiet\n]", "{ type = \"Keystroke\", keys = [ # quiet\n  \"a\",\n] }"),
        Mapping("trigger = { Note = 1 }\nsoft = { type = \"Keystroke\", key = [ # quiet\n  \"a\",\n] }\n"));

    [Fact]
    public void A_condition_with_its_value_beside_it_becomes_one() => Assert.Equal(
        "trigger = { Note = 1 }\ncondition = { type = \"AppRunning\", app_name = 'Safari' }\naction = { Shell = \"x\" }\n",
        Mapping("trigger = { Note = 1 }\nvalue = 'Safari'\ncondition = \"AppRunning\"\naction = { Shell = \"x\" }\n"));

    [Fact]
    public void A_message_with_a_comment_in_it_stays_as_it_is()
    {
        var text = "trigger = { Note = 1 }\naction = { type = \"SendMidi\", port = \"P\", message = {\n  type = \"CC\",\n  controller = 7, # volume\n} }\n";
        Assert.Equal(text, Mapping(text));
    }

    [Fact]
    public void On_lines_of_their_own_entries_come_and_go_with_their_lines() => Assert.Equal(
        "[[global_mappings]]\r\n\r\n\t[global_mappings.trigger]\r\n\ttype = \"CC\"\r\n\tcc = 1\r\n\tvalue_min = 5 # exactly\r\n\tvalue_max = 5\r\n\r\n"
        + "[global_mappings.action]\r\ntype = \"SendMidi\"\r\nport = \"P\"\r\nmessage_type = \"CC\"\r\n# follow\r\ncontroller = 7\r\n",
        Format("[[global_mappings]]\r\n\t[global_mappings.trigger]\n\ttype = \"MidiCC\"\n\tvalue = 5 # exactly\n\tcontroller = 1\n"
        + "[global_mappings.action]\ntype = \"SendMidi\"\nmessage_type = \"CC\"\nvalue_from_bend = true # follow\ncontroller = 7\nvalue = 3\nport = \"P\"\n"));

    /// <summary>What ends with the table belongs to what stands before it.</summary>
    [Fact]
    public void The_comment_of_an_entry_that_goes_stays() => Assert.Equal(
        "trigger = { Note = 1 }\n\n[global_mappings.action]\ntype = \"SendMidi\"\nport = \"P\"\nnote = 1\n# as played\n",
        Mapping("trigger = { Note = 1 }\n[global_mappings.action]\ntype = \"SendMidi\"\nport = \"P\"\nnote = 1\nvelocity = \"FromTrigger\" # as played\n"));

    [Fact]
    public void A_message_on_a_line_of_its_own_becomes_lines() => Assert.Equal(
        "trigger.Note = 1\naction.type = \"SendMidi\"\naction.port = \"P\"\naction.message_type = \"CC\"\naction.controller = 7 # volume\n",
        Mapping("trigger.Note = 1\naction.type = \"SendMidi\"\naction.message = { type = \"CC\", cc = 7 } # volume\naction.port = \"P\"\n"));

    [Fact]
    public void A_renamed_table_is_renamed_in_every_header() => Assert.Equal(
        """
        trigger = { Note = 1 }

        [global_mappings.action]
        type = "Repeat"
        count = 2

        [global_mappings.action.action]
        type = "VelocityRange"

        [global_mappings.action.action.soft_action]
        type = "Conditional"
        condition = "Always"

        [global_mappings.action.action.soft_action.then_action]
        Shell = "x"

        """,
        Mapping(
        """
        trigger = { Note = 1 }
        [global_mappings.action]
        type = "Repeat"
        count = 2
        [global_mappings.action.action]
        type = "VelocityRange"
        [global_mappings.action.action.soft]
        type = "Conditional"
        condition = "Always"
        [global_mappings.action.action.soft.then]
        Shell = "x"
        """));

    [Fact]
    public void Tables_stand_in_the_order_of_the_reference_with_their_comments() => Assert.Equal(
        """
        # my file

        include = []
        zzz = 1

        # timing
        [advanced_settings] # ms
        chord_timeout_ms = 40 # c
        # h
        hold_threshold_ms = 900

        [logging]
        level = "info"

        # first
        [[modes]]
        name = "A"

        [[modes.mappings]]
        trigger = { Note = 1 }
        action = { Shell = "1" }

        # second
        [[modes]]
        name = "B"

        [[modes.mappings]]
        trigger = { Note = 2 }
        action = { Shell = "2" }

        # stays with B

        [[global_mappings]]
        trigger = { Note = 3 }
        action = { Shell = "3" }

        [unknown]
        x = 1

        """,
        Format(
        """

        # my file

        zzz = 1
        include = []
        [unknown]
        x = 1
        # first
        [[modes]]
        name = "A"
        [[global_mappings]]
        action = { Shell = "3" }
        trigger = { Note = 3 }


        [[modes.mappings]]
        trigger = { Note = 1 }
        action = { Shell = "1" }
        # second
        [[modes]]
        name = "B"
        [logging]
        level = "info"
        [[modes.mappings]]
        trigger = { Note = 2 }
        action = { Shell = "2" }

        # stays with B

        # timing
        [ advanced_settings ] # ms
        # h
        hold_threshold_ms = 900
        chord_timeout_ms = 40 # c

        """));

    [Fact]
    public void A_comment_above_a_blank_line_stays_with_what_is_before_it() => Assert.Equal(
        "# head\n\nname = \"d\" # n\n# below n\n\n# above a\nauto_connect = true\n".Insert(0, "[device]\n"),
        Format("[device]\n# head\n\n# above a\nauto_connect = true\nname = \"d\" # n\n# below n\n\n"));

    [Fact]
    public void Over_lines_comments_go_with_their_entries() => Assert.Equal(
        """
        trigger = { # what
          # of all things

          # a note
          type = "Note", # yes
          note = 1, # one
          # soft ones don't count
          velocity_min = 5 # at least
          # that was all

        }
        action = { Shell = "x" }

        """,
        Mapping(
        """
        trigger = { # what
          # of all things

          # soft ones don't count
          velocity_min = 5 # at least
          # that was all

          , note = 1, # one
          # a note
          type = "Note" # yes
        }
        action = { Shell = "x" }
        """));

    [Fact]
    public void Where_two_entries_share_a_line_with_comments_their_order_stays()
    {
        var text = "trigger = {\n  note = 1, type = \"Note\" # both\n}\naction = { Shell = \"x\" }\n";
        Assert.Equal(text, Mapping(text));
    }

    [Theory]
    [InlineData("[device]\nname=\"a\"", "[device]\nname = \"a\"\n")]
    [InlineData("\n\n[device]   \n\n\n\nname   =\t\"a\"   # c  \n\n\n", "[device]\n\nname = \"a\"   # c\n")]
    [InlineData("[device]\r\nname=\"a\"\n\n\n[logging]\n", "[device]\r\nname = \"a\"\r\n\r\n[logging]\r\n")]
    [InlineData("\uFEFF[device]\n\tname = \"a\"#c", "\uFEFF[device]\n\tname = \"a\" #c\n")]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    [InlineData("# only this", "# only this\n")]
    [InlineData("zzz = [ 1,2 , [ ] , { } ,{a=1,},]", "zzz = [1, 2, [], {}, { a = 1 }]\n")]
    [InlineData("zzz = [\n 1,2 ,\n\n\n\t3 # c\n , ]", "zzz = [\n 1, 2,\n\n\t3, # c\n ]\n")]
    [InlineData("zzz = 1979-05-27 07:32:00 # a date", "zzz = 1979-05-27 07:32:00 # a date\n")]
    [InlineData("\"a b\" . 'c#' = '''\n x  \n\n\n\ty=1 ''''' # s", "\"a b\".'c#' = '''\n x  \n\n\n\ty=1 ''''' # s\n")]
    [InlineData("zzz = \"\"\"\r\n  # no comment \\\"\"\" \r\n\"\"\"\n", "zzz = \"\"\"\r\n  # no comment \\\"\"\" \r\n\"\"\"\r\n")]
    public void Layout_is_blanks_and_line_ends(string before, string after) => Assert.Equal(after, Format(before));

    [Theory]
    [InlineData("""{ SendMidi.note = 1, SendMidi.velocity_curve.type = "logarithmic", SendMidi.velocity_curve.intensity = 0.4 }""",
        """{ SendMidi.note = 1, SendMidi.velocity_mapping.type = "Curve", SendMidi.velocity_mapping.curve_type = "Logarithmic", SendMidi.velocity_mapping.intensity = 0.4 }""")]
    [InlineData("""{ midi-cc.controller = 1, midi-cc.value = 2 }""", """{ SendMidi.message_type = "CC", SendMidi.controller = 1, SendMidi.value = 2 }""")]
    [InlineData("""{ send-midi.note = 1, send-midi.velocity_curve.type = "SCurve" }""",
        """{ SendMidi.note = 1, SendMidi.velocity_mapping.type = "Curve", SendMidi.velocity_mapping.curve_type = "SCurve", SendMidi.velocity_mapping.intensity = 0.5 }""")]
    public void An_entry_that_is_added_lies_in_the_table_by_its_name_of_today(string older, string today) => Assert.Equal(today, Action(older));

    [Fact]
    public void An_entry_is_added_between_lines_whose_tables_get_another_name() => Assert.Equal(
        "trigger = { Note = 1 }\n\n[global_mappings.action]\nSendMidi.port = \"x\" # p\nSendMidi.message_type = \"CC\"\nSendMidi.controller = 1\n",
        Mapping("trigger = { Note = 1 }\n[global_mappings.action]\nMidiCC.controller = 1\nMidiCC.port = \"x\" # p\n"));

    [Fact]
    public void The_last_dotted_key_of_a_table_stays() => Assert.Equal(
        "{ MouseClick.x = 1, MouseClick.y = 2, MouseClick.move_first = false }", Action("{ mouseclick.x = 1, mouseclick.y = 2, mouseclick.move_first = false }"));

    [Fact]
    public void An_empty_comment_is_not_lost_for_another_sign_like_it()
    {
        var text = "note = \"C#2\"\nvelocity = { range = [\n  1, #\n  9,\n] }\naction = { Shell = \"x\" }\n";
        Assert.Contains("#\n", Mapping(text));
    }

    [Fact]
    public void An_idea_that_spoils_the_file_is_left_out_alone()
    {
        var file = new Formatter.Reading("config.toml", null, null).Of("[device]\nalias = \"a\"\nname = \"b\"\n[logging]\nlevel = \"info\"\n");
        var document = file.Scope.Document;
        var name = document.Find(document.Find(ConfigDocument.Root, "device"), "name");
        SpellingChange[] changes = [.. file.Scope.Trace!.Changes, new(100, name, ChangeKind.Value, "nonsense", ConfigDocument.None)];
        var (text, made) = FormatSpelling.Apply(file.Map, changes, "\n", text => !text.Contains("nonsense"));
        Assert.Equal((file.Text.Replace("alias", "id"), 1), (text, made));
    }

    [Fact]
    public void A_file_with_an_error_is_not_formatted()
    {
        var result = Formatter.Format("config.toml", "[[global_mappings]]\nx=1\n"u8);
        Assert.Null(result.Content);
        Assert.Null(result.Refusal);
        Assert.False(result.Read.IsValid);
    }

    [Fact]
    public void What_was_done_is_counted()
    {
        var result = Formatter.Format("config.toml", "[logging]\n[device]\nname=\"a\"\nalias=\"b\"\nenabled=true\n"u8);
        Assert.Equal((1, 1, 1), (result.Spellings, result.TablesMoved, result.KeysMoved));
    }

    [Fact]
    public void What_nests_too_deep_is_an_error_already()
    {
        var result = Formatter.Format("config.toml", Encoding.UTF8.GetBytes($"zzz = {new string('[', 5000)}{new string(']', 5000)}\n"));
        Assert.Null(result.Content);
        Assert.True(result.Read.IsSyntaxError);
    }
}
