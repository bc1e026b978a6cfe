using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary>What a plan is, and what the engine tells of it.</summary>
public class PlanTests
{
    [Fact]
    public void An_empty_file_is_a_plan_with_one_mode_and_no_mappings()
    {
        var rig = new EngineRig("");
        Assert.Equal(("Default", "Default"), (rig.Engine.Mode, rig.Engine.LastingMode));
        Assert.Empty(rig.Engine.Plan.Mappings);
        Assert.Equal(long.MaxValue, rig.Play(0, "note-on 36 100").Engine.NextDue);
    }

    [Fact]
    public void A_plan_says_what_it_needs_of_the_outside()
    {
        var nothing = EngineRig.Plan("""global_mappings = [{ trigger = { Note = 1 }, action = { Shell = "ls" } }]""").Needs;
        Assert.False(nothing.Keyboard || nothing.Mouse);
        Assert.Empty(nothing.Outputs);
        var all = EngineRig.Plan("""
            global_mappings = [
                { trigger = { Note = 1 }, actions = [{ Keystroke = "a" }, { Sequence = [{ MouseScroll = 1 }] }] },
                { trigger = { Note = 2 }, action = { SendMidi = { port = "A", note = 1 } } },
                { trigger = { Note = 3 }, action = { SendMidi = { port = "A", note = 2 } } },
                { trigger = { Note = 4 }, action = { SendMidi = { port = "A", create = true, note = 1 } } },
            ]
            """).Needs;
        Assert.True(all.Keyboard && all.Mouse);
        Assert.Equal([("A", true)], all.Outputs.Select(port => (port.Name, port.Create)));   // made for all where one asks for it
    }

    [Theory]
    [InlineData("action = { Sequence = [{ Text = 'rm ' }, { Shell = 'half' }] }")]
    [InlineData("actions = [{ Shell = 'half' }, { MouseClick = { x = 1, y = 2 } }]")]
    public void A_sequence_of_which_a_step_is_off_is_off_as_a_whole(string action) =>
        Assert.False(Assert.Single(EngineRig.Plan($"[[global_mappings]]\ntrigger = {{ Note = 1 }}\n{action}\n").Mappings).Source.IsOn);

    [Fact]
    public void The_mode_to_come_back_to_is_told_also_where_a_layer_shows_the_same()
    {
        var rig = new EngineRig("""
            [[modes]]
            name = "Default"
            mappings = [{ trigger = { Note = 1 }, action = { ModeChange = { mode = "Edit", hold = true } } }]
            [[modes]]
            name = "Edit"
            mappings = [{ trigger = { Note = 2 }, action = { ModeChange = "Edit" } }]
            """);
        rig.Play(0, "note-on 1 100").Play(1, "note-on 2 100").Play(2, "note-off 1");
        Assert.Equal(("Edit", "Edit"), (rig.Engine.Mode, rig.Engine.LastingMode));
        Assert.Equal(["Edit"], rig.Listener.Modes);
        Assert.Equal(["Edit"], rig.Listener.LastingModes);
    }

    [Fact]
    public void A_device_that_is_forgotten_leaves_the_next_one_in_its_place_no_knob_values()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { CC = { cc = 20, value_min = 64, on = "enter" } }, action = { Shell = "press" } }]""");
        rig.Play(0, "cc 20 127").Play(1, "cc 20 127");
        Assert.Single(rig.Listener.Actions);
        rig.Engine.Forget(0, 2000);
        rig.Play(3, "cc 20 127");
        Assert.Equal(2, rig.Listener.Actions.Count);
    }

    [Fact]
    public void Mappings_are_named_by_their_description_or_their_trigger()
    {
        var plan = EngineRig.Plan("""
            global_mappings = [
                { trigger = { Note = 36 }, action = { Shell = "ls" }, description = "list" },
                { trigger = { Note = { note = "C2-B2", on = "tap", velocity_min = 81 } }, action = { Shell = "ls" } },
                { trigger = { LongPress = { note = 36, duration_ms = 500 } }, action = { Shell = "ls" } },
                { trigger = { NoteChord = ["C4", "E4"] }, action = { Shell = "ls" } },
                { trigger = { CC = { cc = 64, value_min = 64, on = "enter" } }, action = { Shell = "ls" } },
                { trigger = { VelocityRange = { note = "any", level = "Hard" } }, action = { Shell = "ls" } },
            ]
            """);
        Assert.Equal(["list", "C2-B2 tap velocity 81-127", "C2 long press 500 ms", "C4+E4 chord", "CC 64 value 64-127 enter", "any note press velocity 81-127"],
            plan.Mappings.Select(mapping => mapping.Name));
    }

    [Fact]
    public void A_mapping_is_the_same_one_where_mode_trigger_and_action_are_equal()
    {
        const string Mapping = """{ trigger = { Note = 36 }, action = { Sequence = [{ Keystroke = "cmd+a" }, { SendMidi = { port = "S", note = 1 } }] } }""";
        var old = EngineRig.Plan($"global_mappings = [{Mapping}]").Mappings[0];
        Assert.NotNull(EngineRig.Plan($"global_mappings = [{{ trigger = {{ Note = 1 }}, action = {{ Shell = \"x\" }} }}, {Mapping}]").FindSame(old));
        Assert.NotNull(EngineRig.Plan($"global_mappings = [{Mapping.Replace("cmd+a", "Command + A")}]").FindSame(old));
        Assert.Null(EngineRig.Plan($"global_mappings = [{Mapping.Replace("36", "37")}]").FindSame(old));
        Assert.Null(EngineRig.Plan($"global_mappings = [{Mapping.Replace("cmd+a", "cmd+b")}]").FindSame(old));
        Assert.Null(EngineRig.Plan($"modes = [{{ name = \"M\", mappings = [{Mapping}] }}]").FindSame(old));
    }

    [Fact]
    public void The_engine_tells_every_message_gesture_and_mode()
    {
        var rig = new EngineRig("""
            [[modes]]
            name = "One"
            mappings = [{ trigger = { Note = 36 }, action = { ModeChange = "Two" } }]
            [[modes]]
            name = "Two"
            mappings = [{ trigger = { Note = 36 }, action = { ModeChange = { mode = "One", hold = true } } }]
            """).Play(0, "note-on 36 100").Play(1, "note-off 36").Play(2, "pitch-bend 5").Play(3, "note-on 36 100").Play(4, "note-off 36").Play(5, "cc 1 1");
        Assert.Equal(6, rig.Listener.Messages.Count);
        Assert.Equal("Press Release PitchBend Press Release Control", string.Join(' ', rig.Listener.Gestures.Select(gesture => gesture.Kind)));
        Assert.Equal(["Two", "One", "Two"], rig.Listener.Modes);
    }

    [Fact]
    public void The_lasting_mode_is_the_one_without_layers()
    {
        var rig = new EngineRig("""
            modes = [{ name = "One", mappings = [{ trigger = { Note = 36 }, action = { ModeChange = { mode = "Two", hold = true } } }] }, { name = "Two", mappings = [] }]
            """).Play(0, "note-on 36 100");
        Assert.Equal(("Two", "One"), (rig.Engine.Mode, rig.Engine.LastingMode));
        Assert.False(rig.Engine.SetMode("Three"));
        Assert.Equal("Two", rig.Engine.Mode);
        Assert.True(rig.Engine.SetMode("Two"));
        Assert.Equal(("Two", "Two"), (rig.Engine.Mode, rig.Engine.LastingMode));
        Assert.Equal(["Two"], rig.Listener.Modes);
    }

    [Fact]
    public void A_reload_that_takes_the_mode_away_tells_the_new_one_and_one_that_keeps_it_tells_nothing()
    {
        var rig = new EngineRig("""modes = [{ name = "One", mappings = [] }, { name = "Two", mappings = [] }]""").SetMode(0, "Two");
        rig.Listener.Modes.Clear();
        rig.Reload(1, """modes = [{ name = "Two", mappings = [] }, { name = "One", mappings = [] }]""");
        Assert.Empty(rig.Listener.Modes);
        rig.Reload(2, """modes = [{ name = "One", mappings = [] }]""");
        Assert.Equal(["One"], rig.Listener.Modes);
    }

    [Fact]
    public void A_time_before_the_last_counts_as_the_last()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { LongPress = { note = 36, duration_ms = 100 } }, action = { Shell = "ls" } }]""");
        rig.Play(1000, "cc 1 1").Play(500, "note-on 36 1");
        Assert.Equal(1_100_000, rig.Engine.NextDue);
        Assert.Equal(["1100 Shell ls"], rig.Wait(1100).TakeRan());
    }

    [Fact]
    public void Two_slots_may_be_one_device_and_stay_apart()
    {
        var rig = new EngineRig("""
            devices = [{ id = "pads", name = "A" }]
            global_mappings = [{ trigger = { Note = { note = 36, on = "release", device = "pads" } }, action = { Shell = "ls" } }]
            """);
        rig.Engine.DefineSlot(2, 1);
        rig.Engine.Process(new(0x90, 36, 1, device: 1, time: 0));
        rig.Engine.Process(new(0x80, 36, 0, device: 2, time: 1));
        Assert.Empty(rig.TakeRan());
        rig.Engine.Process(new(0x80, 36, 0, device: 1, time: 2));
        Assert.Single(rig.TakeRan());
    }

    [Fact]
    public void A_message_of_any_slot_and_channel_is_taken()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { Note = "any" }, action = { Keystroke = "a" } }]""");
        foreach (var slot in new ushort[] { 0, 1, 63, 64, 1000, 65535 })
        {
            rig.Engine.Process(new(0x9F, 127, 127, slot));
            rig.Engine.Disconnect(slot, 0);
        }

        Assert.Equal(6, rig.Keyboard.Presses);
    }
}
