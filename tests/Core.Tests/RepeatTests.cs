using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary><c>repeat_ms</c>: the action runs again while its note is held.</summary>
public class RepeatTests
{
    private const string Toml = """
        [[global_mappings]]
        trigger = { Note = 36 }
        repeat_ms = 100
        action = { Keystroke = "a" }

        """;

    [Fact]
    public void It_runs_again_at_each_interval_until_the_note_goes_up()
    {
        var rig = new EngineRig(Toml).Play(0, "note-on 36 1").Wait(250).Play(300, "note-off 36").Wait(1000);
        Assert.Equal(["0 Keystroke a", "100 Keystroke a", "200 Keystroke a", "300 Keystroke a"], rig.TakeRan());
        Assert.Equal(long.MaxValue, rig.Engine.NextDue);
    }

    [Fact]
    public void A_late_wake_up_leaves_none_out()
    {
        var rig = new EngineRig(Toml).Play(0, "note-on 36 1").Wake(350);
        Assert.Equal(["0 Keystroke a", "100 Keystroke a", "200 Keystroke a", "300 Keystroke a"], rig.TakeRan());
    }

    [Fact]
    public void A_repeat_that_finds_the_action_running_is_left_out()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { Note = 36 }, repeat_ms = 100, actions = [{ Delay = 150 }, { Keystroke = "a" }] }]""");
        rig.Play(0, "note-on 36 1").Wait(499).Play(499, "note-off 36").Wait(1000);
        Assert.Equal(["0 Delay 150", "150 Keystroke a", "200 Delay 150", "350 Keystroke a", "400 Delay 150", "550 Keystroke a"], rig.TakeRan());
    }

    [Fact]
    public void A_press_that_is_ignored_repeats_all_the_same()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { Note = "any" }, when_running = "ignore", repeat_ms = 100, actions = [{ Keystroke = "a" }, { Delay = 20 }] }]""");
        rig.Play(0, "note-on 1 1").Play(10, "note-on 2 1").Play(15, "note-off 1").Wait(115);
        Assert.Equal(["0 Keystroke a", "0 Delay 20", "110 Keystroke a", "110 Delay 20"], rig.TakeRan());
    }

    [Fact]
    public void It_repeats_with_the_values_of_the_press()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { Note = "any" }, repeat_ms = 100, action = { SendMidi = { port = "Synth", create = true, message_type = "CC", controller = 1 } } }]""");
        rig.Play(0, "note-on 36 99").Play(50, "note-on 37 20").Play(60, "note-off 37").Wait(100);
        Assert.Equal(["0 SendMidi CC 1 99 ch=1", "50 SendMidi CC 1 20 ch=1", "100 SendMidi CC 1 99 ch=1"], rig.TakeRan());
    }

    [Fact]
    public void A_mode_change_does_not_end_it()
    {
        var rig = new EngineRig("""
            modes = [{ name = "One", mappings = [{ trigger = { Note = 36 }, repeat_ms = 100, action = { Keystroke = "a" } }] }, { name = "Two" }]
            """).Play(0, "note-on 36 1").SetMode(50, "Two").Wait(100);
        Assert.Equal(["0 Keystroke a", "100 Keystroke a"], rig.TakeRan());
    }

    [Fact]
    public void A_long_press_repeats_from_its_firing()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { LongPress = { note = 36, duration_ms = 500 } }, repeat_ms = 100, action = { Keystroke = "a" } }]""");
        rig.Play(0, "note-on 36 1").Wait(650).Play(650, "note-off 36").Wait(2000);
        Assert.Equal(["500 Keystroke a", "600 Keystroke a"], rig.TakeRan());
    }

    [Fact]
    public void A_chord_repeats_until_the_first_of_its_notes_goes_up()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { NoteChord = [1, 2] }, repeat_ms = 100, action = { Keystroke = "a" } }]""");
        rig.Play(0, "note-on 1 1").Play(10, "note-on 2 1").Wait(110).Play(150, "note-off 1").Wait(1000);
        Assert.Equal(["10 Keystroke a", "110 Keystroke a"], rig.TakeRan());
    }

    [Fact]
    public void An_unplugged_device_ends_it()
    {
        var rig = new EngineRig(Toml).Play(0, "note-on 36 1").Disconnect(50);
        Assert.Equal(long.MaxValue, rig.Engine.NextDue);
    }

    [Fact]
    public void A_reload_that_keeps_the_mapping_keeps_it_and_its_moment()
    {
        var rig = new EngineRig(Toml).Play(0, "note-on 36 1").Reload(50, Toml + "[[global_mappings]]\ntrigger = { Note = 1 }\naction = { Shell = \"ls\" }").Wait(200);
        Assert.Equal(["0 Keystroke a", "100 Keystroke a", "200 Keystroke a"], rig.TakeRan());
    }

    [Fact]
    public void A_reload_takes_over_another_interval_from_the_next_time_on()
    {
        var rig = new EngineRig(Toml).Play(0, "note-on 36 1").Reload(50, Toml.Replace("100", "30")).Wait(160);
        Assert.Equal(["0 Keystroke a", "100 Keystroke a", "130 Keystroke a", "160 Keystroke a"], rig.TakeRan());
    }

    [Theory]
    [InlineData("global_mappings = []")]
    [InlineData("global_mappings = [{ trigger = { Note = 36 }, action = { Keystroke = \"a\" } }]")]
    public void A_reload_that_removes_the_mapping_or_its_interval_ends_it(string toml)
    {
        var rig = new EngineRig(Toml).Play(0, "note-on 36 1").Reload(50, toml);
        Assert.Equal(long.MaxValue, rig.Engine.NextDue);
    }

    [Fact]
    public void A_trigger_without_a_later_release_repeats_nothing()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { CC = 1 }, repeat_ms = 100, action = { Keystroke = "a" } }]""").Play(0, "cc 1 1");
        Assert.Equal(long.MaxValue, rig.Engine.NextDue);
    }

    [Fact]
    public void What_a_repeat_holds_is_held_once()
    {
        var rig = new EngineRig("""
            global_mappings = [{ trigger = { Note = 36 }, repeat_ms = 100, actions = [{ Keystroke = { keys = "a", hold = true } }, { ModeChange = { mode = "Two", hold = true } }] }]
            modes = [{ name = "One" }, { name = "Two" }]
            """).Play(0, "note-on 36 1").Wait(1000).Play(1000, "note-off 36");
        Assert.Equal("down a, up a", rig.TakeOutside());
        Assert.Equal(("One", false), (rig.Engine.Mode, rig.Engine.IsHolding));
    }

    [Fact]
    public void A_note_that_is_sent_again_is_struck_again_and_ends_once()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { Note = 36 }, repeat_ms = 100, action = { SendMidi = { port = "Synth", create = true, note = 60, velocity = 90 } } }]""");
        rig.Play(0, "note-on 36 1").Wait(200).Play(250, "note-off 36");
        Assert.Equal("Synth note-on 60 90, Synth note-on 60 90, Synth note-on 60 90, Synth note-off 60", rig.TakeOutside());
    }
}
