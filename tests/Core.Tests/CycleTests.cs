using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary>A cycle does the next of its actions each time.</summary>
public class CycleTests
{
    private static EngineRig Rig(string action) => new($"global_mappings = [{{ trigger = {{ Note = \"any\" }}, action = {action} }}]");

    private static string[] Presses(EngineRig rig, params double[] times)
    {
        foreach (var ms in times) rig.Play(ms, "note-on 1 1");
        return rig.TakeRan();
    }

    [Fact]
    public void It_goes_round()
    {
        var rig = Rig("""{ Cycle = [{ Shell = "a" }, { Shell = "b" }, { Shell = "c" }] }""");
        Assert.Equal(["0 Shell a", "1 Shell b", "2 Shell c", "3 Shell a"], Presses(rig, 0, 1, 2, 3));
    }

    [Fact]
    public void It_begins_anew_when_more_than_its_time_has_passed()
    {
        var rig = Rig("""{ Cycle = { reset_ms = 100, actions = [{ Shell = "a" }, { Shell = "b" }, { Shell = "c" }] } }""");
        Assert.Equal(["0 Shell a", "100 Shell b", "200 Shell a", "250 Shell b"], Presses(rig, 0, 100, 200.001, 250));
    }

    [Fact]
    public void Two_equal_cycles_of_one_mapping_each_have_their_own_place()
    {
        var rig = Rig("""{ Sequence = [{ Cycle = [{ Shell = "a" }, { Shell = "b" }] }, { VelocityRange = { hard_action = { Cycle = [{ Shell = "a" }, { Shell = "b" }] } } }] }""");
        rig.Play(0, "note-on 1 1").Play(1, "note-on 1 100");
        Assert.Equal(["0 Shell a", "1 Shell b", "1 Shell a"], rig.TakeRan());
    }

    [Fact]
    public void A_cycle_in_a_repeat_and_in_a_cycle_steps_forward_whenever_it_runs()
    {
        var rig = Rig("""{ Repeat = { count = 3, action = { Cycle = [{ Shell = "a" }, { Cycle = [{ Shell = "b" }, { Shell = "c" }] }] } } }""");
        Assert.Equal(["0 Shell a", "0 Shell b", "0 Shell a", "1 Shell c", "1 Shell a", "1 Shell b"], Presses(rig, 0, 1));
    }

    [Fact]
    public void Two_mappings_do_not_share_a_place()
    {
        var rig = new EngineRig("""
            global_mappings = [
                { trigger = { Note = 1 }, action = { Cycle = [{ Shell = "a" }, { Shell = "b" }] } },
                { trigger = { Note = 2 }, action = { Cycle = [{ Shell = "a" }, { Shell = "b" }] } },
            ]
            """).Play(0, "note-on 1 1").Play(1, "note-on 2 1");
        Assert.Equal(["0 Shell a", "1 Shell a"], rig.TakeRan());
    }

    [Fact]
    public void A_reload_that_keeps_the_mapping_keeps_the_place()
    {
        const string Toml = """global_mappings = [{ trigger = { Note = 1 }, action = { Cycle = [{ Shell = "a" }, { Shell = "b" }] } }]""";
        var rig = new EngineRig(Toml).Play(0, "note-on 1 1").Reload(1, Toml).Play(2, "note-on 1 1").Reload(3, Toml).Reload(4, Toml.Replace("\"b\"", "\"c\"")).Play(5, "note-on 1 1");
        Assert.Equal(["0 Shell a", "2 Shell b", "5 Shell a"], rig.TakeRan());
    }

    [Fact]
    public void Its_children_may_wait()
    {
        var rig = Rig("""{ Cycle = [{ Sequence = [{ Delay = 100 }, { Shell = "a" }] }, { Shell = "b" }] }""");
        Assert.Equal(["0 Delay 100"], Presses(rig, 0, 50));
        rig.Wait(100);
        Assert.Equal(["100 Shell a", "100 Shell b"], rig.TakeRan());
    }
}
