using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Host;

public class SignalTests : HostTest
{
    [Fact]
    public void A_hangup_saves_the_state_and_reloads()
    {
        var home = NewHome(Config.Replace("= 50", "= 600000", StringComparison.Ordinal));   // the watcher would come too late
        var daemon = Start(home);
        daemon.Inject("note-on 36 100");
        home.WriteConfig(Config + Another);
        daemon.Send(Signal.HangUp);
        daemon.UntilReloaded(1);
        Assert.Equal(4, (int)daemon.Status()["mappings"]!);
        Assert.Contains("Edit", File.ReadAllText(Path.Combine(home.ConfigDirectory, "state.json")));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public void A_signal_to_end_leaves_a_clean_place(string signal)
    {
        var home = NewHome();
        var daemon = Keep(Daemon.StartBy(home, $"exec env --default-signal={signal} \"$@\""));
        daemon.Inject("note-on 36 100");
        daemon.Send(signal == "INT" ? Signal.Interrupt : Signal.Terminate);
        Assert.Equal(0, daemon.WaitForEnd());
        Assert.False(File.Exists(home.Socket));
        Assert.False(File.Exists(home.Socket + ".lock"));
        var files = Directory.GetFiles(home.ConfigDirectory).Select(Path.GetFileName);
        Assert.Equal(["config.toml", "last-good.toml", "state.json"], files.Order());
        Assert.Equal("Edit", (string?)Start(home).Status()["mode"]);
    }

    [Fact]
    public void What_nohup_ignores_stays_ignored()
    {
        var home = NewHome();
        var daemon = Keep(Daemon.StartBy(home, "trap '' HUP; exec \"$@\""));
        home.Ctl("reload");
        daemon.Send(Signal.HangUp);
        daemon.ExpectAlive();
        home.Ctl("reload");
        Assert.Equal(2, daemon.Reloads);
        daemon.Stop();
    }

    [Fact]
    public void The_children_of_nohup_hear_a_hangup_as_usual()
    {
        var home = NewHome(ConfigWithShell("kill -HUP $$; touch survived"));
        var daemon = Keep(Daemon.StartBy(home, "trap '' HUP; exec \"$@\""));
        daemon.Inject("note-on 50 1");
        daemon.UntilLogged("ended with status 129");
        Assert.False(File.Exists(home.At("survived")));
    }

    [Fact]
    public void Asked_twice_it_ends_without_waiting_for_what_runs()
    {
        var home = NewHome(ConfigWithShell("trap \"\" TERM; echo $$ >pid.new; mv pid.new pid; sleep 1000"));
        var daemon = Start(home);
        daemon.Inject("note-on 50 1");
        Until.True(() => File.Exists(home.At("pid")), "the shell");
        daemon.Send(Signal.Terminate);
        daemon.Send(Signal.Terminate);
        Assert.Equal(0, daemon.WaitForEnd());
        var shell = File.ReadAllText(home.At("pid")).Trim();
        Until.True(() => !File.Exists($"/proc/{shell}"), "the shell's end");
    }
}
