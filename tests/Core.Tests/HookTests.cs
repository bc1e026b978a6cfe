using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary>What modes and devices run by themselves: on_enter, on_exit, on_connect.</summary>
public class HookTests
{
    private const string Modes = """
        modes = [
            { name = "One", on_enter = { Shell = "enter one" }, on_exit = { Shell = "exit one" } },
            { name = "Two", on_enter = { Shell = "enter two" }, on_exit = { Shell = "exit two" } },
            { name = "Three" },
        ]

        """;

    private static EngineRig Rig(string mappings) => new(Modes + $"global_mappings = [{mappings}]");

    [Fact]
    public void A_change_runs_the_old_modes_exit_and_then_the_new_ones_enter_before_the_next_step()
    {
        var rig = Rig("{ trigger = { Note = 1 }, actions = [{ ModeChange = \"Two\" }, { Keystroke = \"a\" }] }").Play(5, "note-on 1 1");
        Assert.Equal(["5 ModeChange Two", "5 Shell exit one", "5 Shell enter two", "5 Keystroke a"], rig.TakeRan());
    }

    [Fact]
    public void Neither_the_start_nor_a_change_to_the_same_mode_runs_any()
    {
        var rig = Rig("{ trigger = { Note = 1 }, action = { ModeChange = \"One\" } }");
        Assert.Empty(rig.TakeRan());
        rig.Play(5, "note-on 1 1").SetMode(6, "One");
        Assert.Equal(["5 ModeChange One"], rig.TakeRan());
    }

    [Fact]
    public void A_mode_set_from_outside_runs_them()
    {
        Assert.Equal(["7 Shell exit one", "7 Shell enter two"], Rig("").SetMode(7, "Two").TakeRan());
    }

    [Fact]
    public void A_layer_runs_them_both_ways_and_what_the_press_held_ends_first()
    {
        var rig = Rig("""
            { trigger = { Note = 1 }, actions = [{ ModeChange = { mode = "Two", hold = true } }, { Keystroke = { keys = "a", hold = true } }] },
            { trigger = { Note = { note = 1, on = "release" } }, action = { Keystroke = "r" } },
            """).Play(0, "note-on 1 1");
        rig.TakeRan();
        rig.Play(9, "note-off 1");
        Assert.Equal(["9 Shell exit two", "9 Shell enter one", "9 Keystroke r"], rig.TakeRan());
        Assert.Equal("down a, up a, down r, up r", rig.TakeOutside());
    }

    [Fact]
    public void An_unplugged_device_s_layer_runs_them_and_a_reload_does_not()
    {
        const string Layer = "{ trigger = { Note = 1 }, action = { ModeChange = { mode = \"Two\", hold = true } } }";
        var rig = Rig(Layer).Play(0, "note-on 1 1");
        rig.TakeRan();
        rig.Disconnect(1);
        Assert.Equal(["1 Shell exit two", "1 Shell enter one"], rig.TakeRan());
        rig.SetMode(2, "Two");
        rig.TakeRan();
        rig.Reload(3, "modes = [{ name = \"One\", on_enter = { Shell = \"x\" } }]");
        Assert.Equal("One", rig.Engine.Mode);
        Assert.Empty(rig.TakeRan());
    }

    [Fact]
    public void A_hook_that_waits_has_a_lane_of_its_own()
    {
        var rig = new EngineRig("""
            modes = [{ name = "One" }, { name = "Two", on_enter = [ ] }]
            """.Replace("on_enter = [ ]", "on_enter = { Sequence = [{ Delay = 100 }, { Keystroke = \"a\" }] }") + """

            global_mappings = [{ trigger = { Note = 1 }, action = { ModeChange = "next" } }]
            """);
        rig.Play(0, "note-on 1 1").Play(10, "note-on 1 1").Play(20, "note-on 1 1").Wait(1000);
        Assert.Equal(["0 ModeChange Two", "0 Delay 100", "10 ModeChange One", "20 ModeChange Two", "100 Keystroke a", "100 Delay 100", "200 Keystroke a"], rig.TakeRan());
    }

    [Fact]
    public void A_hook_that_changes_the_mode_runs_those_of_its_change()
    {
        var rig = new EngineRig("""
            modes = [{ name = "One" }, { name = "Two", on_enter = { ModeChange = "Three" }, on_exit = { Shell = "exit two" } }, { name = "Three", on_enter = { Shell = "enter three" } }]
            """).SetMode(0, "Two");
        Assert.Equal(["0 ModeChange Three", "0 Shell exit two", "0 Shell enter three"], rig.TakeRan());
        Assert.Equal("Three", rig.Engine.Mode);
    }

    [Fact]
    public void Hooks_that_chase_each_other_end_after_sixteen_with_one_error()
    {
        var rig = new EngineRig("""
            modes = [{ name = "One", on_enter = { ModeChange = "Two" }, on_exit = { Shell = "x" } }, { name = "Two", on_enter = { ModeChange = "One" } }]
            """).SetMode(0, "Two");
        var failure = Assert.Single(rig.Listener.Failures);
        Assert.Equal("mode change: on_enter and on_exit change the mode 16 deep; no more of them run now", failure.Reason.Message);
        Assert.Matches("mode (One|Two): on_e(nter|xit)", failure.Mapping.Name);
        Assert.Equal(16, rig.TakeRan().Count(line => line.Contains("ModeChange", StringComparison.Ordinal)));
        rig.SetMode(1, rig.Engine.Mode == "One" ? "Two" : "One");
        Assert.Equal(2, rig.Listener.Failures.Count);
    }

    [Fact]
    public void A_hook_is_named_where_it_stands()
    {
        var rig = new EngineRig("""
            [[modes]]
            name = "One"
            [[modes]]
            name = "Two"
            on_enter = { SendMidi = { port = "Synth", create = true, message_type = "CC" } }
            """);
        rig.Output("Synth").IsGone = true;
        rig.SetMode(0, "Two");
        var mapping = Assert.Single(rig.Listener.Failures).Mapping;
        Assert.Equal(("mode Two: on_enter", "config.toml", 5), (mapping.Name, mapping.Source.File, mapping.Source.Line));
    }

    [Fact]
    public void A_device_that_connects_runs_its_own()
    {
        var rig = new EngineRig("""
            [[devices]]
            id = "pads"
            name = "Pads"
            on_connect = { Sequence = [{ SendMidi = { port = "Synth", create = true, message_type = "CC", controller = 9, value = 1 } }, { Delay = 50 }, { Keystroke = "a" }] }
            [[devices]]
            id = "keys"
            name = "Keys"
            """).Connect(0, "keys").Connect(1, "pads").Wait(100);
        Assert.Equal(["1 SendMidi CC 9 1 ch=1", "1 Delay 50", "51 Keystroke a"], rig.TakeRan());
        Assert.Equal("device pads: on_connect", rig.Engine.Plan.FindSame(Conductor.TestKit.EngineRig.Plan("""
            [[devices]]
            id = "pads"
            name = "Pads"

            on_connect = { Sequence = [{ SendMidi = { port = "Synth", create = true, message_type = "CC", controller = 9, value = 1 } }, { Delay = 50 }, { Keystroke = "a" }] }
            """).Hooks.All[0])?.Name);
    }

    [Theory]
    [InlineData("{ Text = \"x\" }", "4:14+4 warning not-built-yet, mode 'Two': The action 'Text' is not built yet; 'on_enter' is off")]
    [InlineData("{ Keystroke = { keys = \"a\", hold = true } }", "4:12+43 warning hold-without-release, mode 'Two': 'on_enter' has no later release: 'hold' acts as a click")]
    [InlineData("{ ModeChange = { mode = \"Two\", hold = true } }", "4:12+46 warning hold-without-release, mode 'Two': 'on_enter' has no later release: this mode would never end; 'on_enter' is off")]
    public void What_a_hook_cannot_do_is_told(string action, string expected) =>
        Assert.Equal(expected, Config.Reading.Problems($"[[modes]]\nname = \"Two\"\nmappings = [{{ trigger = {{ Note = 1 }}, action = {{ Shell = \"ls\" }} }}]\non_enter = {action}\n"));
}
