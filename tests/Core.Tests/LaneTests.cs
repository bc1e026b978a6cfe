using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary>Each mapping has its own ordered lane (engine.md, "Actions").</summary>
public class LaneTests
{
    private const string Slow = """
        [[global_mappings]]
        description = "slow"
        trigger = { type = "Note", note = 36 }
        actions = [{ Delay = 100 }, { Keystroke = "a" }]

        """;

    private const string Command = """
        [[global_mappings]]
        trigger = { type = "Note", note = 36 }
        action = { type = "Shell", command = "ls" }

        """;

    private static void Press(EngineRig rig, int times, double ms = 0)
    {
        for (var i = 0; i < times; i++) rig.Play(ms, "note-on 36 1");
    }

    [Fact]
    public void Sixteen_presses_wait_behind_the_running_one_and_the_next_is_dropped_and_told()
    {
        var rig = new EngineRig(Slow);
        Press(rig, 17);
        Assert.Empty(rig.Listener.Drops);
        Press(rig, 1);
        Assert.Equal("slow", Assert.Single(rig.Listener.Drops).Name);
        rig.Wait(10_000);
        Assert.Equal(17, rig.Keyboard.Presses);
        Assert.Equal(0, rig.Engine.Waiting);
        Press(rig, 1, 20_000);
        rig.Wait(30_000);
        Assert.Equal((18, 1), (rig.Keyboard.Presses, rig.Listener.Drops.Count));
    }

    [Fact]
    public void Sixteen_commands_of_one_mapping_run_at_once_and_the_seventeenth_waits()
    {
        var rig = new EngineRig(Command, answersJobs: false);
        Press(rig, 17);
        Assert.Equal(16, rig.Jobs.Pending.Count);
        rig.FinishJob(1);
        Assert.Equal(16, rig.Jobs.Pending.Count);
        Assert.Empty(rig.Listener.Drops);
        Press(rig, 17, 2);
        Assert.Single(rig.Listener.Drops);
        for (var i = 0; i < 32; i++) rig.FinishJob(3);
        Assert.Empty(rig.Jobs.Pending);
        Assert.Equal(0, rig.Engine.Waiting);
    }

    [Fact]
    public void A_command_that_runs_for_an_hour_holds_up_nobody_else()
    {
        var rig = new EngineRig(Command + """
            [[global_mappings]]
            trigger = { type = "Note", note = 37 }
            action = { type = "Keystroke", keys = "b" }
            """, answersJobs: false);
        rig.Play(0, "note-on 36 1").Play(1, "note-on 37 1");
        Assert.Equal("down b, up b", rig.TakeOutside());
    }

    [Fact]
    public void A_sequence_goes_on_when_its_command_is_done()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { Note = 36 }, actions = [{ Shell = "ls" }, { Keystroke = "a" }] }]""", answersJobs: false).Play(0, "note-on 36 1");
        Assert.Equal(["0 Shell ls"], rig.TakeRan());
        rig.FinishJob(70);
        Assert.Equal(["70 Keystroke a"], rig.TakeRan());
    }

    [Theory]
    [InlineData("false", 1)]
    [InlineData("true", 0)]
    public void A_sequence_goes_on_after_a_command_that_could_not_be_started_unless_it_says_otherwise(string stop, int presses)
    {
        var rig = new EngineRig($$"""global_mappings = [{ trigger = { Note = 36 }, action = { Sequence = { stop_on_error = {{stop}}, actions = [{ Shell = "ls" }, { Keystroke = "a" }] } } }]""",
            answersJobs: false);
        rig.Play(0, "note-on 36 1").FinishJob(5, "posix_spawn: EAGAIN");
        Assert.Equal("Shell: posix_spawn: EAGAIN", Assert.Single(rig.Listener.Failures).Reason.Message.Replace(" 0,", ""));
        Assert.Equal(presses, rig.Keyboard.Presses);
        Assert.Equal(0, rig.Engine.Waiting);
    }

    [Fact]
    public void A_full_worker_fails_the_action_and_the_lane_goes_on()
    {
        var rig = new EngineRig(Command, answersJobs: false);
        rig.Jobs.Capacity = 0;
        Press(rig, 1);
        Assert.Equal("worker: too many actions are waiting; this one was dropped", Assert.Single(rig.Listener.Failures).Reason.Message);
        rig.Jobs.Capacity = 1;
        Press(rig, 1, 1);
        Assert.Single(rig.Jobs.Pending);
    }

    /// <summary>"One failing action … stops neither its lane nor the daemon."</summary>
    [Fact]
    public void A_queued_run_that_fails_at_once_does_not_strand_those_behind_it()
    {
        var rig = new EngineRig("""
            [[global_mappings]]
            trigger = { type = "Note", note = 36 }
            action = { type = "Sequence", stop_on_error = true, actions = [{ type = "MouseClick" }, { type = "Delay", ms = 100 }, { type = "Keystroke", keys = "a" }] }
            """);
        Press(rig, 3);                 // one runs, two wait
        rig.Mouse.Refuses = true;
        rig.Wait(100);                 // the first ends; the others fail at their click
        Assert.Equal(2, rig.Listener.Failures.Count);
        Assert.Equal(1, rig.Keyboard.Presses);
        rig.Mouse.Refuses = false;
        Press(rig, 1, 1000);
        rig.Wait(5000);
        Assert.Equal(2, rig.Keyboard.Presses);   // the new press, and no ghost of an old one
    }

    [Fact]
    public void A_full_worker_does_not_strand_the_presses_that_wait()
    {
        var rig = new EngineRig(Command, answersJobs: false);
        Press(rig, 19);                // sixteen run, three wait
        rig.Jobs.Capacity = 0;         // the worker is full when the first one ends
        rig.FinishJob(1);
        rig.Jobs.Capacity = int.MaxValue;
        for (var i = 0; i < 15; i++) rig.FinishJob(2);
        Assert.Equal(0, rig.Engine.Waiting);
        Press(rig, 1, 3);
        Assert.Single(rig.Jobs.Pending);
    }

    [Fact]
    public void An_answer_to_a_run_that_was_ended_is_nothing()
    {
        var rig = new EngineRig("""global_mappings = [{ trigger = { Note = 36 }, actions = [{ Shell = "ls" }, { Keystroke = "a" }] }]""", answersJobs: false).Play(0, "note-on 36 1");
        rig.Engine.ReleaseAll();
        rig.FinishJob(5);
        Assert.Equal("", rig.TakeOutside());
        rig.Play(6, "note-on 36 1").FinishJob(7);
        Assert.Equal("down a, up a", rig.TakeOutside());
    }

    [Fact]
    public void At_the_end_no_delay_goes_on()
    {
        var rig = new EngineRig(Slow);
        Press(rig, 3);
        rig.Engine.ReleaseAll();
        rig.Wait(10_000);
        Assert.Equal((0, 0, long.MaxValue), (rig.Keyboard.Presses, rig.Engine.Waiting, rig.Engine.NextDue));
    }

    [Fact]
    public void What_waits_in_a_lane_survives_a_reload_that_keeps_the_mapping()
    {
        var rig = new EngineRig(Slow);
        Press(rig, 3);
        rig.Reload(50, Slow + Command.Replace("36", "40"));
        rig.Wait(10_000);
        Assert.Equal(3, rig.Keyboard.Presses);
    }

    [Fact]
    public void A_command_learns_what_triggered_it_and_in_which_mode()
    {
        var rig = new EngineRig("""modes = [{ name = "Stage", mappings = [{ trigger = { Note = "any" }, action = { Shell = "ls" } }] }]""", answersJobs: false).Play(7, "note-on 41 99 ch=3");
        var request = Assert.Single(rig.Jobs.Pending);
        Assert.Equal(("Stage", 41, 99, 2, 7000L), (request.Mode, (int)request.Gesture.Number, request.Gesture.Velocity, request.Gesture.Channel, request.Gesture.Time));
    }
}
