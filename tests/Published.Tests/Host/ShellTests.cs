using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Host;

/// <summary>What Shell starts: its surroundings, its end.</summary>
public class ShellTests : HostTest
{
    [Fact]
    public void It_runs_at_home_with_the_numbers_and_an_empty_stdin()
    {
        var home = NewHome(ConfigWithShell("{ pwd; wc -c; env | grep ^CONDUCTOR_ | grep -v SOCKET | sort; } >new; mv new seen"));
        var daemon = Start(home);
        daemon.Inject("note-on 50 77 ch=2");
        Assert.Equal(
            $"""
            {home.At()}
            0
            CONDUCTOR_CHANNEL=2
            CONDUCTOR_DEVICE=inject
            CONDUCTOR_MODE=Default
            CONDUCTOR_NOTE=50
            CONDUCTOR_VALUE=77
            CONDUCTOR_VELOCITY=77

            """, Seen(home, "seen"));
    }

    [Fact]
    public void What_a_knob_sends_has_a_value_and_no_note()
    {
        var home = NewHome(ConfigWithShell("true") + """
            [[global_mappings]]
            trigger = { type = "CC", cc = 7 }
            action = { type = "Shell", command = 'env | grep ^CONDUCTOR_ | grep -v SOCKET | sort >new; mv new seen' }
            """);
        Start(home).Inject("cc 7 99");
        Assert.Equal("CONDUCTOR_CHANNEL=1\nCONDUCTOR_DEVICE=inject\nCONDUCTOR_MODE=Default\nCONDUCTOR_VALUE=99\n", Seen(home, "seen"));
    }

    [Fact]
    public void It_inherits_no_descriptor_but_the_three()
    {
        var home = NewHome(ConfigWithShell("ls -l /proc/self/fd >new; mv new seen"));
        var daemon = Keep(Daemon.StartBy(home, "exec 7<\"$0\" 9</dev/null; exec \"$@\""));
        using var open = daemon.Connect();
        open.Inject("note-on 50 1");

        // "lr-x------ 1 root root 64 Nov 24 04:54 0 -> /dev/null"; what ls itself has open is the directory.
        var links = Seen(home, "seen").Split('\n').Where(line => line.Contains("->") && !line.Contains("-> /proc/"));
        Assert.Equal(["0", "1", "2"], links.Select(line => line.Split(" -> ")[0].Split(' ')[^1]).Order());
    }

    [Fact]
    public void Ended_ones_are_no_zombies()
    {
        var home = NewHome(ConfigWithShell("echo x >>count"));
        var daemon = Start(home);
        using var wire = daemon.Connect();
        for (var i = 0; i < 40; i++)
        {
            wire.Inject("note-on 50 1");
            Until.True(() => Lines(home, "count") == i + 1, $"shell {i + 1}", () => daemon.Log);
        }

        Until.True(() => ProcessFacts.Children(daemon.Pid).Count == 0, "no child any more");
    }

    [Fact]
    public void At_most_sixteen_run_at_once_and_the_others_wait()
    {
        var home = NewHome(ConfigWithShell("echo x >>begun; until [ -e go ]; do sleep 0.05; done; echo x >>ended"));
        var daemon = Start(home);
        for (var i = 0; i < 20; i++) daemon.Inject("note-on 50 1");
        Until.True(() => Lines(home, "begun") == 16, "16 shells", () => daemon.Log);
        Assert.Equal(16, Lines(home, "begun"));
        File.WriteAllText(home.At("go"), "");
        Until.True(() => Lines(home, "ended") == 20, "20 shells", () => daemon.Log);
        Assert.Equal(20, Lines(home, "begun"));
    }

    [Fact]
    public void A_shell_that_runs_holds_up_nobody()
    {
        var home = NewHome(ConfigWithShell("echo x >>begun; sleep 1000"));
        var daemon = Start(home);
        daemon.Inject("note-on 50 1");
        Until.True(() => Lines(home, "begun") == 1, "the shell");
        Assert.Single(daemon.Inject("note-on 36 1")["actions"]!.AsArray());
        Assert.Equal(0, home.Ctl("reload").Code);
        daemon.Stop();
    }

    [Fact]
    public void Stopping_ends_the_whole_group_of_one_that_still_runs()
    {
        var home = NewHome(ConfigWithShell("sleep 1000 & echo $! >child; echo $$ >new; mv new shell; wait"));
        var daemon = Start(home);
        daemon.Inject("note-on 50 1");
        var shell = Seen(home, "shell").Trim();
        var child = Seen(home, "child").Trim();
        Assert.Equal(shell, Tool.Get("ps", "-o", "pgid=", "-p", shell).Trim());
        daemon.Stop();
        Until.True(() => ProcessFacts.HasEnded(int.Parse(shell)) && ProcessFacts.HasEnded(int.Parse(child)), "the end of shell and child");
    }

    [Fact]
    public void One_that_ends_within_its_second_is_let_finish()
    {
        var home = NewHome(ConfigWithShell("echo $$ >new; mv new shell; until [ -e go ]; do sleep 0.01; done; touch finished"));
        var daemon = Start(home);
        daemon.Inject("note-on 50 1");
        Seen(home, "shell");
        daemon.Send(Signal.Terminate);
        daemon.UntilLogged("Stopping");
        File.WriteAllText(home.At("go"), "");
        Assert.Equal(0, daemon.WaitForEnd());
        Assert.True(File.Exists(home.At("finished")));
    }

    [Fact]
    public void What_a_finished_shell_left_in_the_background_outlives_the_daemon()
    {
        var home = NewHome(ConfigWithShell("sleep 1000 >/dev/null 2>&1 & echo $! >new; mv new child"));
        var daemon = Start(home);
        daemon.Inject("note-on 50 1");
        var child = Seen(home, "child").Trim();
        Until.True(() => ProcessFacts.Children(daemon.Pid).Count == 0, "the shell's end");
        daemon.Stop();
        Assert.False(ProcessFacts.HasEnded(int.Parse(child)));
        Tool.Get("kill", child);
    }

    [Fact]
    public void A_timeout_ends_the_whole_group()
    {
        var home = NewHome(Config + """
            [[global_mappings]]
            trigger = { type = "Note", note = 50 }
            action = { type = "Shell", command = 'sleep 1000 & echo $! >new; mv new child; wait', timeout_ms = 300 }
            """);
        var daemon = Start(home);
        daemon.Inject("note-on 50 1");
        var child = Seen(home, "child").Trim();
        Until.True(() => ProcessFacts.HasEnded(int.Parse(child)), "the child's end", () => daemon.Log);
        daemon.UntilLogged("took longer than 300 ms");
    }

    [Fact]
    public void A_failure_is_logged_with_its_status_and_an_unknown_command_with_a_hint()
    {
        var home = NewHome(ConfigWithShell("exit 3") + """
            [[global_mappings]]
            trigger = { type = "Note", note = 51 }
            action = { type = "Shell", command = 'no-such-program-anywhere' }
            """);
        var daemon = Start(home);
        daemon.Inject("note-on 50 1");
        daemon.UntilLogged("ended with status 3");
        daemon.Inject("note-on 51 1");
        daemon.UntilLogged("ended with status 127");
        Assert.Contains("PATH", daemon.Log);
    }

    [Fact]
    public void Output_goes_to_the_log_at_debug_only()
    {
        var home = NewHome(ConfigWithShell("echo said-by-the-shell; touch done"));
        var quiet = Start(home);
        quiet.Inject("note-on 50 1");
        Until.True(() => File.Exists(home.At("done")) && ProcessFacts.Children(quiet.Pid).Count == 0, "the shell's end");
        quiet.Stop();
        Assert.DoesNotContain("said-by-the-shell\n", quiet.Log);

        var loud = Start(home, "--log-level", "debug");
        loud.Inject("note-on 50 1");
        loud.UntilLogged(": said-by-the-shell\n");
    }

    private static string Seen(Home home, string name)
    {
        Until.True(() => File.Exists(home.At(name)), $"the file {name}");
        return File.ReadAllText(home.At(name));
    }

    private static int Lines(Home home, string name) => File.Exists(home.At(name)) ? File.ReadAllLines(home.At(name)).Length : 0;
}
