using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary>What another press does while the action still runs (config.md, <c>when_running</c>).</summary>
public class WhenRunningTests
{
    private static EngineRig Slow(string when, string actions = "{ Keystroke = \"a\" }, { Delay = 100 }, { Keystroke = \"b\" }") => new($$"""
        [[global_mappings]]
        trigger = { Note = "any" }
        when_running = "{{when}}"
        actions = [{{actions}}]
        """);

    private static EngineRig Command(string beside = "") => new($$"""
        [[global_mappings]]
        trigger = { Note = "any" }
        {{beside}}
        action = { Shell = "ls" }
        """, answersJobs: false);

    [Fact]
    public void Queue_runs_one_after_the_other()
    {
        var rig = Slow("queue").Play(0, "note-on 1 1").Play(10, "note-on 2 1").Wait(1000);
        Assert.Equal(["0 Keystroke a", "0 Delay 100", "100 Keystroke b", "100 Keystroke a", "100 Delay 100", "200 Keystroke b"], rig.TakeRan());
    }

    [Fact]
    public void Parallel_runs_sixteen_at_once_and_the_next_waits()
    {
        var rig = Slow("parallel");
        for (var i = 0; i < 17; i++) rig.Play(i, $"note-on {i} 1");
        Assert.Equal(16, rig.Engine.Waiting);
        Assert.Equal(32, rig.TakeRan().Length);
        rig.Wait(100);
        Assert.Equal(["100 Keystroke b", "100 Keystroke a", "100 Delay 100"], rig.TakeRan());
        rig.Wait(1000);
        Assert.Equal(0, rig.Engine.Waiting);
    }

    [Fact]
    public void Ignore_leaves_the_press_out_and_drops_nothing()
    {
        var rig = Slow("ignore").Play(0, "note-on 1 1").Play(99, "note-on 2 1").Wait(100).Play(100, "note-on 3 1").Wait(1000);
        Assert.Equal(["0 Keystroke a", "0 Delay 100", "100 Keystroke b", "100 Keystroke a", "100 Delay 100", "200 Keystroke b"], rig.TakeRan());
        Assert.Empty(rig.Listener.Drops);
    }

    [Fact]
    public void Restart_ends_what_runs_and_begins_anew()
    {
        var rig = Slow("restart").Play(0, "note-on 1 1").Play(99, "note-on 2 1").Wait(1000);
        Assert.Equal(["0 Keystroke a", "0 Delay 100", "99 Keystroke a", "99 Delay 100", "199 Keystroke b"], rig.TakeRan());
    }

    [Fact]
    public void Stop_ends_what_runs_and_begins_nothing()
    {
        var rig = Slow("stop").Play(0, "note-on 1 1").Play(50, "note-on 2 1").Wait(1000);
        Assert.Equal(["0 Keystroke a", "0 Delay 100"], rig.TakeRan());
        Assert.Equal((0, long.MaxValue), (rig.Engine.Waiting, rig.Engine.NextDue));
        rig.Play(2000, "note-on 3 1");
        Assert.Equal(["2000 Keystroke a", "2000 Delay 100"], rig.TakeRan());
    }

    [Theory]
    [InlineData("restart")]
    [InlineData("stop")]
    public void What_an_ended_run_holds_goes_up(string when)
    {
        var rig = Slow(when, "{ Keystroke = { keys = \"a\", hold = true } }, { SendMidi = { port = \"Synth\", create = true, note = 60, duration_ms = 500 } }, { Delay = 100 }");
        rig.Play(0, "note-on 1 100");
        Assert.Equal("down a, Synth note-on 60 100", rig.TakeOutside());
        rig.Play(10, "note-on 2 100");
        var began = when == "restart" ? ", down a, Synth note-on 60 100" : "";
        Assert.Equal($"Synth note-off 60, up a{began}", rig.TakeOutside());
    }

    [Fact]
    public void What_a_finished_run_of_the_mapping_holds_stays()
    {
        var rig = Slow("restart", "{ Keystroke = { keys = \"a\", hold = true } }, { Delay = 100 }");
        rig.Play(0, "note-on 1 1").Wait(100).Play(200, "note-on 2 1").Play(210, "note-on 3 1");
        Assert.Equal("down a", rig.TakeOutside());
        rig.Play(220, "note-off 1").Play(230, "note-off 3");
        Assert.Equal("up a", rig.TakeOutside());
    }

    [Fact]
    public void Restart_calls_off_the_command_and_does_not_wait_for_it()
    {
        var rig = Command("when_running = \"restart\"").Play(0, "note-on 1 1").Play(1, "note-on 2 1");
        Assert.Equal((1, 1), (rig.Jobs.Cancelled, rig.Jobs.Pending.Count));
        Assert.Equal(2, rig.Jobs.Pending[0].Gesture.Number);
        rig.FinishJob(2);
        Assert.Equal(0, rig.Engine.Waiting);
    }

    [Fact]
    public void A_restart_in_the_middle_of_a_sequence_calls_off_only_what_waits_at_the_worker()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { Note = 1 }, when_running = "restart", actions = [{ Shell = "ls" }, { Delay = 100 }, { Keystroke = "a" }] }]""", answersJobs: false);
        rig.Play(0, "note-on 1 1").FinishJob(10).Play(20, "note-on 1 1");
        Assert.Equal((0, 1), (rig.Jobs.Cancelled, rig.Jobs.Pending.Count));
        rig.FinishJob(30).Wait(129);
        Assert.Equal("", rig.TakeOutside());
        rig.Wait(130);
        Assert.Equal("down a, up a", rig.TakeOutside());
    }

    [Fact]
    public void A_lone_command_that_is_to_queue_runs_one_at_a_time()
    {
        var rig = Command("when_running = \"queue\"").Play(0, "note-on 1 1").Play(1, "note-on 2 1");
        Assert.Single(rig.Jobs.Pending);
        rig.FinishJob(2);
        Assert.Equal(2, Assert.Single(rig.Jobs.Pending).Gesture.Number);
    }

    [Fact]
    public void A_reload_that_keeps_the_mapping_keeps_what_runs_to_be_restarted()
    {
        const string Toml = """global_mappings = [{ trigger = { Note = 1 }, when_running = "restart", actions = [{ Delay = 100 }, { Keystroke = "a" }] }]""";
        var rig = new EngineRig(Toml).Play(0, "note-on 1 1").Reload(10, Toml).Play(50, "note-on 1 1").Wait(149);
        Assert.Equal("", rig.TakeOutside());
        rig.Wait(150);
        Assert.Equal("down a, up a", rig.TakeOutside());
    }

    [Fact]
    public void A_reload_that_removes_the_mapping_lets_it_end_and_forgets_what_waits()
    {
        var rig = Slow("queue").Play(0, "note-on 1 1").Play(10, "note-on 2 1");
        rig.Reload(50, "global_mappings = []").Wait(1000);
        Assert.Equal(["0 Keystroke a", "0 Delay 100", "100 Keystroke b"], rig.TakeRan());
    }
}
