using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary>Pause, resume, panic (control.md, "status"; engine.md, "Actions").</summary>
public class PauseTests
{
    private const string Toml = """
        modes = [{ name = "One" }, { name = "Two", on_enter = { Shell = "enter" }, on_exit = { Shell = "exit" } }]
        global_mappings = [
            { trigger = { Note = 1 }, action = { Keystroke = { keys = "a", hold = true } } },
            { trigger = { Note = { note = 1, on = "release" } }, action = { Keystroke = "r" } },
            { trigger = { Note = 2 }, actions = [{ Keystroke = "b" }, { Delay = 100 }, { Keystroke = "c" }] },
            { trigger = { Note = 3 }, action = { SendMidi = { port = "Synth", create = true, note = 60, duration_ms = 1000 } } },
            { trigger = { Note = 4 }, action = { ModeChange = { mode = "Two", hold = true } } },
            { trigger = { Note = 5 }, repeat_ms = 100, action = { Keystroke = "d" } },
            { trigger = { LongPress = { note = 6, duration_ms = 500 } }, action = { Keystroke = "e" } },
            { trigger = { Note = 7 }, action = { Shell = "ls" } },
            { trigger = { Note = 10 }, action = { Control = "pause" } },
            { trigger = { Note = 11 }, action = { Control = "resume" } },
            { trigger = { Note = 12 }, action = { Control = "panic" } },
            { trigger = { Note = 13 }, action = { Control = "reload" } },
            { trigger = { Note = 14 }, actions = [{ Control = "panic" }, { Keystroke = "never" }] },
            { trigger = { Note = 15 }, actions = [{ Control = "pause" }, { Keystroke = "p" }] },
            { trigger = { Note = 16 }, actions = [{ Delay = 50 }, { Control = "panic" }, { Keystroke = "n" }] },
            { trigger = { NoteChord = [20, 21] }, action = { Keystroke = "x" } },
            { trigger = { Note = 21 }, action = { Control = "pause" } },
            { trigger = { Note = { note = 22, on = "tap" } }, action = { Keystroke = "t" } },
        ]
        """;

    private static EngineRig Rig(bool answersJobs = true) => new(Toml.Replace("never", "n"), answersJobs);

    [Fact]
    public void A_pause_lets_everything_go_and_nothing_runs_until_resume()
    {
        var rig = Rig().Play(0, "note-on 1 1").Play(0, "note-on 3 99").Play(0, "note-on 5 1").Play(0, "note-on 6 1");
        rig.TakeOutside();
        rig.Pause(10);
        Assert.Equal((false, true, long.MaxValue), (rig.Engine.IsHolding, rig.Engine.IsPaused, rig.Engine.NextDue));
        Assert.Equal("up a, Synth note-off 60", rig.TakeOutside());
        rig.TakeRan();
        rig.Play(20, "note-off 1").Play(30, "note-on 1 1").Play(40, "note-on 2 1").SetMode(45, "Two").Wait(1000);
        Assert.Empty(rig.TakeRan());
        rig.Resume(1000).Play(1010, "note-off 1").Play(1020, "note-on 1 1");
        Assert.Equal(["1020 Keystroke a"], rig.TakeRan());
        Assert.Equal([true, false], rig.Listener.Pauses);
    }

    [Fact]
    public void A_press_made_while_paused_decides_nothing_for_later()
    {
        var rig = Rig().Pause(0).Play(1, "note-on 22 1").Play(1, "note-on 6 1").Resume(2).Play(3, "note-off 22").Wait(1000);
        Assert.Empty(rig.TakeRan());
    }

    [Fact]
    public void A_pause_lets_what_runs_go_on_and_forgets_what_waits()
    {
        var rig = Rig().Play(0, "note-on 2 1").Play(10, "note-on 2 1").Pause(20).Wait(1000);
        Assert.Equal(["0 Keystroke b", "0 Delay 100", "100 Keystroke c"], rig.TakeRan());
    }

    [Fact]
    public void A_pause_ends_layers_with_their_hooks()
    {
        var rig = Rig().Play(0, "note-on 4 1").Pause(10);
        Assert.Equal(["0 ModeChange Two", "0 Shell enter", "10 Shell exit"], rig.TakeRan());
        Assert.Equal("One", rig.Engine.Mode);
    }

    [Fact]
    public void While_paused_only_what_resumes_runs()
    {
        var rig = Rig().Play(0, "note-on 10 1").Play(1, "note-on 12 1").Play(2, "note-on 10 1").Play(3, "note-on 11 1").Play(4, "note-on 1 1");
        Assert.Equal(["0 Control pause", "3 Control resume", "4 Keystroke a"], rig.TakeRan());
    }

    [Fact]
    public void What_else_the_pausing_message_led_to_does_not_run()
    {
        var rig = Rig().Play(0, "note-on 20 1").Play(1, "note-on 21 1");
        Assert.Equal(["1 Control pause"], rig.TakeRan());
    }

    [Fact]
    public void The_run_that_pauses_goes_on() => Assert.Equal(["0 Control pause", "0 Keystroke p"], Rig().Play(0, "note-on 15 1").TakeRan());

    [Fact]
    public void A_panic_lets_everything_go_and_ends_all_that_runs()
    {
        var rig = Rig(answersJobs: false).Play(0, "note-on 1 1").Play(0, "note-on 2 1").Play(0, "note-on 3 99").Play(0, "note-on 4 1").Play(0, "note-on 5 1").Play(0, "note-on 7 1");
        rig.TakeOutside();
        rig.Panic(10);
        Assert.Equal((false, false, 0, long.MaxValue), (rig.Engine.IsHolding, rig.Engine.IsPaused, rig.Engine.Waiting, rig.Engine.NextDue));
        Assert.Empty(rig.Jobs.Pending);
        Assert.Equal(("up a, Synth note-off 60", "One"), (rig.TakeOutside(), rig.Engine.Mode));
        rig.Play(20, "note-on 1 1");
        Assert.Equal("down a", rig.TakeOutside());
    }

    [Theory]
    [InlineData(14, "0 Control panic")]
    [InlineData(16, "0 Delay 50, 50 Control panic")]
    public void The_run_that_panics_is_ended_itself(int note, string ran)
    {
        var rig = Rig().Play(0, $"note-on {note} 1").Wait(1000);
        Assert.Equal(ran, string.Join(", ", rig.TakeRan()));
        rig.Play(2000, $"note-on {note} 1");
        Assert.Single(rig.TakeRan());
    }

    [Fact]
    public void A_hook_that_panics_ends_the_run_that_changed_the_mode()
    {
        var rig = new EngineRig("""
            modes = [{ name = "One" }, { name = "Two", on_enter = { Control = "panic" } }]
            global_mappings = [{ trigger = { Note = 1 }, actions = [{ Keystroke = { keys = "a", hold = true } }, { ModeChange = "Two" }, { Keystroke = "b" }] }]
            """).Play(0, "note-on 1 1");
        Assert.Equal(["0 Keystroke a", "0 ModeChange Two", "0 Control panic"], rig.TakeRan());
        Assert.Equal("down a, up a", rig.TakeOutside());
    }

    [Fact]
    public void A_layer_whose_return_panics_is_let_go_once()
    {
        var rig = new EngineRig("""
            modes = [{ name = "One", on_enter = { Control = "panic" } }, { name = "Two" }]
            global_mappings = [
                { trigger = { Note = 1 }, action = { ModeChange = { mode = "Two", hold = true } } },
                { trigger = { Note = 2 }, action = { Keystroke = { keys = "a", hold = true } } },
            ]
            """).Play(0, "note-on 1 1").Play(0, "note-on 2 1").Pause(10);
        Assert.Equal(("down a, up a", "One", true, false), (rig.TakeOutside(), rig.Engine.Mode, rig.Engine.IsPaused, rig.Engine.IsHolding));
    }

    [Fact]
    public void A_reload_is_asked_for()
    {
        Assert.Equal(1, Rig().Play(0, "note-on 13 1").Listener.ReloadsAsked);
    }

    [Fact]
    public void At_the_end_no_hook_runs()
    {
        var rig = Rig().Play(0, "note-on 4 1");
        rig.TakeRan();
        rig.Engine.LetGo();
        Assert.Empty(rig.TakeRan());
        Assert.Equal("One", rig.Engine.Mode);
    }
}
