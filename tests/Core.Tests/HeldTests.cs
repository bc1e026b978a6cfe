using Conductor.Core.Ports;
using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary>What the daemon holds down always goes up (engine.md, "Actions").</summary>
public class HeldTests
{
    private static string Hold(int note, string keys) => $$"""
        [[global_mappings]]
        trigger = { type = "Note", note = {{note}} }
        action = { type = "Keystroke", keys = "{{keys}}", hold = true }

        """;

    private const string Devices = """
        [[devices]]
        id = "left"
        name = "A"
        [[devices]]
        id = "right"
        name = "B"

        """;

    private const string Other = """
        [[global_mappings]]
        trigger = { type = "Note", note = 1 }
        action = { type = "Shell", command = "other" }

        """;

    [Fact]
    public void A_held_key_goes_up_with_the_release()
    {
        var rig = new EngineRig(Hold(36, "shift+a")).Play(0, "note-on 36 100");
        Assert.Equal("down shift, down a", rig.TakeOutside());
        Assert.True(rig.Engine.IsHolding);
        rig.Play(500, "note-off 36");
        Assert.Equal("up a, up shift", rig.TakeOutside());
        Assert.False(rig.Engine.IsHolding);
    }

    [Fact]
    public void A_click_goes_down_in_order_and_up_in_reverse()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { Note = 36 }, action = { Keystroke = { keys = ["a", "b"], modifiers = ["cmd", "shift"] } } }]""").Play(0, "note-on 36 1");
        Assert.Equal("down cmd, down shift, down a, up a, up shift, up cmd, down cmd, down shift, down b, up b, up shift, up cmd", rig.TakeOutside());
        Assert.False(rig.Engine.IsHolding);
    }

    [Fact]
    public void A_held_key_goes_up_when_its_device_is_unplugged_and_no_other_does()
    {
        var rig = new EngineRig(Devices + Hold(36, "a") + Hold(37, "b")).Play(0, "note-on 36 100 device=left").Play(0, "note-on 37 100 device=right");
        rig.TakeOutside();
        rig.Disconnect(10, "left");
        Assert.Equal("up a", rig.TakeOutside());
        rig.Play(20, "note-off 37 device=right");
        Assert.Equal("up b", rig.TakeOutside());
    }

    [Fact]
    public void A_held_key_goes_up_at_a_reload_that_removes_its_mapping()
    {
        var rig = new EngineRig(Hold(36, "a")).Play(0, "note-on 36 100").Reload(10, Other);
        Assert.Equal("down a, up a", rig.TakeOutside());
        rig.Play(20, "note-off 36");
        Assert.Equal("", rig.TakeOutside());
    }

    [Fact]
    public void A_held_key_goes_up_at_a_reload_that_changes_its_mapping() =>
        Assert.Equal("down a, up a", new EngineRig(Hold(36, "a")).Play(0, "note-on 36 100").Reload(10, Hold(36, "b")).TakeOutside());

    [Fact]
    public void A_held_key_stays_down_over_a_reload_that_keeps_its_mapping()
    {
        var rig = new EngineRig(Hold(36, "a")).Play(0, "note-on 36 100").Reload(10, Other + Hold(36, "a"));
        Assert.Equal("down a", rig.TakeOutside());
        rig.Play(20, "note-off 36");
        Assert.Equal("up a", rig.TakeOutside());
    }

    [Fact]
    public void A_mapping_that_changes_its_mode_is_another_mapping()
    {
        const string Action = """{ trigger = { Note = 36 }, action = { Keystroke = { keys = "a", hold = true } } }""";
        var rig = new EngineRig($"modes = [{{ name = \"One\", mappings = [{Action}] }}]").Play(0, "note-on 36 1").Reload(1, $"global_mappings = [{Action}]");
        Assert.Equal("down a, up a", rig.TakeOutside());
    }

    [Fact]
    public void At_the_end_everything_goes_up()
    {
        var rig = new EngineRig(Devices + Hold(36, "cmd+a") + Hold(37, "b") + SendNote(38)).Play(0, "note-on 36 100 device=left").Play(0, "note-on 37 100 device=right").Play(0, "note-on 38 9");
        rig.TakeOutside();
        rig.Engine.ReleaseAll();
        Assert.Equal("Synth note-off 60, up a, up b, up cmd", string.Join(", ", rig.TakeOutside().Split(", ").Order(StringComparer.Ordinal)));
        Assert.False(rig.Engine.IsHolding);
        Assert.Empty(rig.Keyboard.IsDown);
    }

    [Fact]
    public void Lost_messages_let_go_what_notes_hold_and_nothing_plays_a_release()
    {
        var rig = new EngineRig(Hold(36, "a") + """
            [[global_mappings]]
            trigger = { type = "Note", note = 36, on = "release" }
            action = { type = "Keystroke", keys = "z" }
            """).Play(0, "note-on 36 100");
        rig.Engine.ReleaseNotes(10_000);
        Assert.Equal("down a, up a", rig.TakeOutside());
        rig.Play(20, "note-off 36");
        Assert.Equal("", rig.TakeOutside());
    }

    [Fact]
    public void All_notes_off_on_a_channel_lets_go_what_that_channel_holds()
    {
        var rig = new EngineRig(Hold(36, "a") + Hold(37, "b")).Play(0, "note-on 36 1 ch=1").Play(0, "note-on 37 1 ch=2");
        rig.TakeOutside();
        Assert.Equal("up b", rig.Play(1, "cc 123 0 ch=2").TakeOutside());
        Assert.Equal("up a", rig.Play(2, "cc 120 0 ch=1").TakeOutside());
    }

    [Fact]
    public void A_key_held_by_two_presses_goes_down_with_the_first_and_up_with_the_last()
    {
        var rig = new EngineRig(Hold(36, "a") + Hold(37, "shift+a")).Play(0, "note-on 36 1");
        Assert.Equal("down a", rig.TakeOutside());
        Assert.Equal("down shift", rig.Play(1, "note-on 37 1").TakeOutside());
        Assert.Equal("", rig.Play(2, "note-off 36").TakeOutside());
        Assert.Equal("up a, up shift", rig.Play(3, "note-off 37").TakeOutside());
    }

    [Fact]
    public void A_click_of_a_key_that_is_held_leaves_it_down()
    {
        var rig = new EngineRig(Hold(36, "shift") + """
            [[global_mappings]]
            trigger = { type = "Note", note = 37 }
            action = { type = "Keystroke", keys = "shift+a" }
            """).Play(0, "note-on 36 1").Play(1, "note-on 37 1");
        Assert.Equal("down shift, down a, up a", rig.TakeOutside());
        Assert.Equal("up shift", rig.Play(2, "note-off 36").TakeOutside());
    }

    [Fact]
    public void One_mapping_played_from_two_channels_holds_its_key_until_both_let_go()
    {
        var rig = new EngineRig(Hold(36, "a")).Play(0, "note-on 36 1 ch=1").Play(1, "note-on 36 1 ch=2").Play(2, "note-off 36 ch=1");
        Assert.Equal("down a", rig.TakeOutside());
        Assert.Equal("up a", rig.Play(3, "note-off 36 ch=2").TakeOutside());
    }

    [Fact]
    public void A_note_struck_again_lets_the_key_go_and_presses_it_again() =>
        Assert.Equal("down a, up a, down a", new EngineRig(Hold(36, "a")).Play(0, "note-on 36 1").Play(1, "note-on 36 2").TakeOutside());

    [Fact]
    public void A_chord_holds_until_the_first_of_its_notes_goes_up()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { NoteChord = [36, 40] }, action = { Keystroke = { keys = "a", hold = true } } }]""");
        rig.Play(0, "note-on 36 1").Play(1, "note-on 40 1");
        Assert.Equal("down a", rig.TakeOutside());
        Assert.Equal("up a", rig.Play(2, "note-off 36").TakeOutside());
        Assert.Equal("", rig.Play(3, "note-off 40").TakeOutside());
    }

    [Fact]
    public void A_long_press_holds_until_the_release()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { LongPress = { note = 36, duration_ms = 100 } }, action = { Keystroke = { keys = "a", hold = true } } }]""");
        Assert.Equal("down a", rig.Play(0, "note-on 36 1").Wait(100).TakeOutside());
        Assert.Equal("up a", rig.Play(200, "note-off 36").TakeOutside());
    }

    [Fact]
    public void A_hold_in_a_sequence_lasts_until_the_release()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { Note = 36 }, actions = [{ Delay = 100 }, { Keystroke = { keys = "a", hold = true } }, { Delay = 100 }, { Keystroke = "b" }] }]""");
        Assert.Equal("down a", rig.Play(0, "note-on 36 1").Wait(150).TakeOutside());
        Assert.Equal("down b, up b", rig.Wait(300).TakeOutside());
        Assert.Equal("up a", rig.Play(400, "note-off 36").TakeOutside());
    }

    [Fact]
    public void A_hold_whose_note_is_up_already_goes_down_and_up_at_once()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { Note = 36 }, actions = [{ Delay = 100 }, { Keystroke = { keys = "a", hold = true } }] }]""");
        Assert.Equal("down a, up a", rig.Play(0, "note-on 36 1").Play(50, "note-off 36").Wait(100).TakeOutside());
    }

    [Fact]
    public void A_queued_hold_whose_note_was_struck_anew_is_not_held_by_the_new_press()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { Note = 36 }, actions = [{ Delay = 100 }, { Keystroke = { keys = "a", hold = true } }] }]""");
        rig.Play(0, "note-on 36 1").Play(10, "note-off 36").Play(20, "note-on 36 1");
        Assert.Equal("down a, up a", rig.Wait(100).TakeOutside());
        Assert.Equal("down a", rig.Wait(200).TakeOutside());
    }

    [Fact]
    public void A_hold_without_a_later_release_is_a_click()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { CC = 1 }, action = { Keystroke = { keys = "a", hold = true } } }]""");
        Assert.Equal("down a, up a", rig.Play(0, "cc 1 5").TakeOutside());
    }

    [Fact]
    public void A_hold_inside_a_sequence_of_a_knob_is_a_click_too() =>
        Assert.Equal("down a, up a", new EngineRig("""global_mappings = [{ trigger = { CC = 1 }, actions = [{ Keystroke = { keys = "a", hold = true } }] }]""").Play(0, "cc 1 5").TakeOutside());

    [Fact]
    public void A_refused_key_fails_its_action_lets_go_what_went_down_and_the_rest_goes_on()
    {
        var rig = new EngineRig("""
            global_mappings = [
                { trigger = { Note = 36 }, action = { Keystroke = "cmd+shift+a" }, description = "screenshot" },
                { trigger = { Note = 37 }, action = { Keystroke = "b" } },
            ]
            """);
        rig.Keyboard.RefusesDown.Add(Core.Actions.Key.A);
        rig.Play(0, "note-on 36 1");
        Assert.Equal("down cmd, down shift, up shift, up cmd", rig.TakeOutside());
        Assert.Empty(rig.TakeRan());
        var (mapping, reason) = Assert.Single(rig.Listener.Failures);
        Assert.Equal(("screenshot", "write /dev/uinput: EIO"), (mapping.Name, reason.Message));
        Assert.False(rig.Engine.IsHolding);
        Assert.Equal("down b, up b", rig.Play(1, "note-on 37 1").TakeOutside());
    }

    [Fact]
    public void A_held_chord_of_keys_that_is_refused_half_way_is_let_go_with_the_release()
    {
        var rig = new EngineRig(Hold(36, "cmd+a"));
        rig.Keyboard.RefusesDown.Add(Core.Actions.Key.A);
        rig.Play(0, "note-on 36 1").Play(10, "note-off 36");
        Assert.Equal("down cmd, up cmd", rig.TakeOutside());
        Assert.False(rig.Engine.IsHolding);
    }

    [Fact]
    public void A_key_that_will_not_go_up_is_told_with_its_mapping_and_stops_no_other()
    {
        var rig = new EngineRig(Other + Hold(36, "shift+a"));
        rig.Keyboard.RefusesUp.Add(Core.Actions.Key.A);
        rig.Play(0, "note-on 36 1").Play(10, "note-off 36");
        Assert.Equal("down shift, down a, up shift", rig.TakeOutside());
        var (mapping, _) = Assert.Single(rig.Listener.Failures);
        Assert.Equal("C2 press", mapping.Name);
    }

    [Fact]
    public void A_key_that_will_not_go_up_is_told_also_where_the_new_plan_has_no_mapping()
    {
        var rig = new EngineRig(Hold(36, "a")).Play(0, "note-on 36 1");
        rig.Keyboard.RefusesUp.Add(Core.Actions.Key.A);
        rig.Reload(1, "");
        var (mapping, _) = Assert.Single(rig.Listener.Failures);
        Assert.NotNull(mapping);
    }

    [Fact]
    public void Without_a_keyboard_each_press_says_why_there_is_none()
    {
        var rig = new EngineRig(Hold(36, "a"));
        rig.Engine.UseDevices(null, null, new NativeException("open /dev/uinput", 13, "EACCES", "install the udev rule"));
        rig.Play(0, "note-on 36 1").Play(1, "note-off 36");
        Assert.Equal("open /dev/uinput: EACCES; install the udev rule", Assert.Single(rig.Listener.Failures).Reason.Message);
        Assert.False(rig.Engine.IsHolding);
    }

    [Fact]
    public void A_refused_mouse_fails_its_action_only()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { Note = 36 }, actions = [{ MouseClick = "left" }, { MouseScroll = 1 }, { Keystroke = "a" }] }]""");
        rig.Mouse.Refuses = true;
        Assert.Equal("down a, up a", rig.Play(0, "note-on 36 1").TakeOutside());
        Assert.Equal(2, rig.Listener.Failures.Count);
    }

    [Fact]
    public void What_follows_a_failed_action_is_left_out_where_the_sequence_says_so()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { Note = 36 }, action = { Sequence = { stop_on_error = true, actions = [{ MouseClick = "left" }, { Keystroke = "a" }] } } }]""");
        rig.Mouse.Refuses = true;
        Assert.Equal("", rig.Play(0, "note-on 36 1").TakeOutside());
    }

    private static string SendNote(int trigger, string more = "", int note = 60) => $$"""
        [[global_mappings]]
        trigger = { type = "Note", note = {{trigger}} }
        action = { type = "SendMidi", port = "Synth", create = true, note = {{note}}{{more}} }

        """;

    [Fact]
    public void A_sent_note_lasts_as_long_as_the_press()
    {
        var rig = new EngineRig(SendNote(36)).Play(0, "note-on 36 99").Wait(5000);
        Assert.Equal("Synth note-on 60 99", rig.TakeOutside());
        Assert.Equal("Synth note-off 60", rig.Play(6000, "note-off 36").TakeOutside());
    }

    [Fact]
    public void A_sent_note_with_a_duration_ends_at_its_time_and_not_at_the_release()
    {
        var rig = new EngineRig(SendNote(36, ", duration_ms = 250")).Play(0, "note-on 36 99").Play(10, "note-off 36").Wait(249);
        Assert.Equal("Synth note-on 60 99", rig.TakeOutside());
        Assert.Equal("Synth note-off 60", rig.Wait(250).TakeOutside());
        Assert.Equal(long.MaxValue, rig.Engine.NextDue);
    }

    [Fact]
    public void A_sent_note_ends_before_a_message_of_the_same_moment() =>
        Assert.Equal("Synth note-on 60 1, Synth note-off 60, Synth note-on 60 2",
            new EngineRig(SendNote(36, ", duration_ms = 250")).Play(0, "note-on 36 1").Play(250, "note-on 36 2").TakeOutside());

    [Fact]
    public void A_sent_note_from_a_knob_lasts_until_a_note_off_is_sent()
    {
        var rig = new EngineRig("""
            global_mappings = [
                { trigger = { CC = 1 }, action = { SendMidi = { port = "Synth", create = true, note = 60 } } },
                { trigger = { CC = 2 }, action = { SendMidi = { port = "Synth", create = true, message_type = "NoteOff", note = 60 } } },
            ]
            """).Play(0, "cc 1 5").Wait(100_000);
        Assert.Equal("Synth note-on 60 100", rig.TakeOutside());
        Assert.True(rig.Engine.IsHolding);
        Assert.Equal("Synth note-off 60", rig.Play(100_001, "cc 2 5").TakeOutside());
        Assert.False(rig.Engine.IsHolding);
    }

    [Fact]
    public void A_sent_note_off_is_for_its_own_channel_note_and_port()
    {
        var rig = new EngineRig("""
            global_mappings = [
                { trigger = { CC = 1 }, action = { SendMidi = { port = "Synth", create = true, note = 60 } } },
                { trigger = { CC = 2 }, action = { SendMidi = { port = "Synth", create = true, message_type = "NoteOff", note = 60, channel = 1 } } },
                { trigger = { CC = 3 }, action = { SendMidi = { port = "Synth", create = true, message_type = "NoteOff", note = 61 } } },
                { trigger = { CC = 4 }, action = { SendMidi = { port = "Other", create = true, message_type = "NoteOff", note = 60 } } },
            ]
            """).Play(0, "cc 1 5").Play(1, "cc 2 5").Play(1, "cc 3 5").Play(1, "cc 4 5");
        Assert.True(rig.Engine.IsHolding);
    }

    [Fact]
    public void A_sent_note_whose_press_is_over_already_ends_at_once()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { Note = 36 }, actions = [{ Delay = 100 }, { SendMidi = { port = "Synth", create = true, note = 60 } }] }]""");
        Assert.Equal("Synth note-on 60 9, Synth note-off 60", rig.Play(0, "note-on 36 9").Play(50, "note-off 36").Wait(100).TakeOutside());
        Assert.False(rig.Engine.IsHolding);
    }

    [Fact]
    public void A_sent_note_on_of_velocity_0_holds_nothing()
    {
        var rig = new EngineRig(SendNote(36, ", velocity = 0")).Play(0, "note-on 36 99");
        Assert.Equal("Synth note-off 60", rig.TakeOutside());
        Assert.False(rig.Engine.IsHolding);
    }

    [Fact]
    public void A_sent_note_survives_a_mode_change_and_ends_with_its_press()
    {
        var rig = new EngineRig("""
            [[modes]]
            name = "One"
            mappings = [{ trigger = { Note = 36 }, action = { SendMidi = { port = "Synth", create = true, note = 60 } } }]
            [[modes]]
            name = "Two"
            mappings = [{ trigger = { Note = 36 }, action = { SendMidi = { port = "Synth", create = true, note = 61 } } }]
            """).Play(0, "note-on 36 99").SetMode(1, "Two").Play(2, "note-off 36");
        Assert.Equal("Synth note-on 60 99, Synth note-off 60", rig.TakeOutside());
    }

    [Theory]
    [InlineData("")]
    [InlineData(", duration_ms = 100")]
    public void A_sent_note_survives_a_reload_that_keeps_its_mapping(string duration)
    {
        var rig = new EngineRig(SendNote(36, duration)).Play(0, "note-on 36 99").Reload(1, Other + SendNote(36, duration));
        Assert.Equal("Synth note-on 60 99", rig.TakeOutside());
        Assert.Equal("Synth note-off 60", rig.Wait(100).Play(101, "note-off 36").TakeOutside());
    }

    [Theory]
    [InlineData("")]
    [InlineData(", duration_ms = 100")]
    public void A_sent_note_ends_at_a_reload_that_removes_its_mapping(string duration)
    {
        var rig = new EngineRig(SendNote(36, duration)).Play(0, "note-on 36 99").Reload(1, Other);
        Assert.Equal("Synth note-on 60 99, Synth note-off 60", rig.TakeOutside());
        Assert.Equal("", rig.Wait(100).Play(101, "note-off 36").TakeOutside());
    }

    [Fact]
    public void A_sent_note_held_by_two_presses_ends_with_the_last()
    {
        var rig = new EngineRig(SendNote(36) + SendNote(37)).Play(0, "note-on 36 99").Play(1, "note-on 37 98").Play(2, "note-off 36");
        Assert.Equal("Synth note-on 60 99", rig.TakeOutside());
        Assert.Equal("Synth note-off 60", rig.Play(3, "note-off 37").TakeOutside());
    }

    [Theory]
    [InlineData(36, 37)]
    [InlineData(37, 36)]
    public void A_sent_note_held_by_two_presses_goes_on_where_a_reload_removes_only_one_of_them(int first, int second)
    {
        var rig = new EngineRig(SendNote(36) + SendNote(37)).Play(0, $"note-on {first} 99").Play(1, $"note-on {second} 98").Reload(2, SendNote(37));
        Assert.Equal("Synth note-on 60 99", rig.TakeOutside());
        Assert.Equal("Synth note-off 60", rig.Play(3, "note-off 36").Play(4, "note-off 37").TakeOutside());
    }

    [Fact]
    public void A_sent_note_ends_when_its_port_is_about_to_close()
    {
        var rig = new EngineRig(SendNote(36)).Play(0, "note-on 36 99");
        rig.ReplaceOutput("Synth");
        Assert.Equal("Synth note-on 60 99, Synth note-off 60", rig.TakeOutside());
        Assert.Equal("", rig.Play(1, "note-off 36").TakeOutside());
    }

    [Fact]
    public void A_port_that_is_gone_fails_its_action_only()
    {
        var rig = new EngineRig(SendNote(36) + Hold(37, "a"));
        rig.Output("Synth").IsGone = true;
        rig.Play(0, "note-on 36 1").Play(0, "note-off 36").Play(1, "note-on 37 1");
        Assert.Equal("down a", rig.TakeOutside());
        Assert.Equal("snd_seq_event_output: ENODEV", Assert.Single(rig.Listener.Failures).Reason.Message);
    }

    [Fact]
    public void A_port_that_does_not_exist_is_named()
    {
        var rig = new EngineRig(SendNote(36));
        rig.Engine.UseOutput(rig.Engine.Plan.Needs.Outputs[0], null);
        rig.Play(0, "note-on 36 1");
        Assert.Equal("port 'Synth': there is no such MIDI port now; it is used as soon as it appears", Assert.Single(rig.Listener.Failures).Reason.Message);
    }

    [Fact]
    public void A_running_sequence_that_outlives_a_reload_sends_to_the_port_as_it_is_then()
    {
        const string Toml = """global_mappings = [{ trigger = { Note = 36 }, actions = [{ Delay = 100 }, { SendMidi = { port = "Synth", create = true, message_type = "CC", controller = 7, value = 5 } }] }]""";
        var rig = new EngineRig(Toml).Play(0, "note-on 36 1").Reload(10, Toml);
        rig.ReplaceOutput("Synth");
        Assert.Equal("Synth cc 7 5", rig.Wait(100).TakeOutside());
        Assert.Empty(rig.Listener.Failures);
    }

    [Fact]
    public void A_release_that_outlives_a_reload_sends_to_the_port_as_it_is_then()
    {
        const string Toml = """global_mappings = [{ trigger = { Note = { note = 36, on = "release" } }, action = { SendMidi = { port = "Synth", create = true, message_type = "CC", controller = 7, value = 5 } } }]""";
        var rig = new EngineRig(Toml).Play(0, "note-on 36 1").Reload(10, Toml);
        rig.ReplaceOutput("Synth");
        Assert.Equal("Synth cc 7 5", rig.Play(100, "note-off 36").TakeOutside());
        Assert.Empty(rig.Listener.Failures);
    }

    [Fact]
    public void A_sent_note_that_ended_early_leaves_no_wake_up_behind()
    {
        var rig = new EngineRig("""
            global_mappings = [
                { trigger = { Note = 36 }, action = { SendMidi = { port = "Synth", create = true, note = 60, duration_ms = 60000 } } },
                { trigger = { Note = 37 }, action = { SendMidi = { port = "Synth", create = true, message_type = "NoteOff", note = 60 } } },
            ]
            """).Play(0, "note-on 36 1").Play(10, "note-on 37 1");
        Assert.False(rig.Engine.IsHolding);
        Assert.Equal(long.MaxValue, rig.Engine.NextDue);
    }

    [Fact]
    public void A_note_let_go_leaves_no_wake_up_of_its_long_press_behind()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { LongPress = 36 }, action = { Shell = "quit" } }]""").Play(0, "note-on 36 1");
        Assert.Equal(2_000_000, rig.Engine.NextDue);
        rig.Play(1, "note-off 36");
        Assert.Equal(long.MaxValue, rig.Engine.NextDue);
    }

    /// <summary>Whatever is played, unplugged and reloaded, in the end nothing is down: neither a key nor a note.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(300)]
    public void Nothing_stays_down_whatever_is_played(int seed)
    {
        var random = new Random(seed);
        string[] parts =
        [
            Hold(36, "a"), Hold(37, "shift+a"), Hold(38, "shift"), SendNote(39), SendNote(40, ", duration_ms = 30"), SendNote(41, "", 61),
            """
            [[global_mappings]]
            trigger = { type = "NoteChord", notes = [36, 38] }
            action = { type = "Keystroke", keys = "ctrl+b", hold = true }

            """,
            """
            [[global_mappings]]
            trigger = { type = "LongPress", note = "36-41", duration_ms = 20 }
            actions = [{ Keystroke = { keys = "alt", hold = true } }, { Delay = 15 }, { SendMidi = { port = "Synth", create = true, note = 60 } }]

            """,
        ];
        string AnyPlan() => Devices + SendNote(1) + string.Concat(parts.Where(_ => random.Next(3) > 0));
        var rig = new EngineRig(AnyPlan());
        var sounding = new HashSet<string>();
        var now = 0;
        for (var i = 0; i < 5_000; i++)
        {
            now += random.Next(10);
            var device = random.Next(2) == 0 ? "left" : "right";
            switch (random.Next(100))
            {
                case < 50: rig.Play(now, $"note-on {random.Next(36, 42)} {random.Next(1, 128)} device={device}"); break;
                case < 90: rig.Play(now, $"note-off {random.Next(36, 42)} device={device}"); break;
                case < 94: rig.Disconnect(now, device); break;
                case < 97: rig.Play(now, $"cc 123 0 device={device}"); break;
                default: rig.Reload(now, AnyPlan()); break;
            }

            Follow(sounding, rig.TakeOutside());
        }

        rig.Disconnect(now, "left").Disconnect(now, "right").Wait(now + 1000);
        Follow(sounding, rig.TakeOutside());
        Assert.Empty(rig.Listener.Failures);
        Assert.Empty(rig.Keyboard.IsDown);
        Assert.Empty(sounding);
        Assert.False(rig.Engine.IsHolding);
        Assert.Equal(long.MaxValue, rig.Engine.NextDue);
    }

    /// <summary>A note-off always answers a note-on; the fake keyboard itself refuses a second down or up.</summary>
    private static void Follow(HashSet<string> sounding, string outside)
    {
        foreach (var line in outside.Split(", ").Where(line => line.StartsWith("Synth", StringComparison.Ordinal)))
        {
            var words = line.Split(' ');
            if (words[1] == "note-on") sounding.Add(words[2]);
            else Assert.True(sounding.Remove(words[2]), $"{line} without a note-on");
        }
    }
}
