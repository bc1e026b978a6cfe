namespace Conductor.MacOS.Tests.Daemon;

public sealed class EndTests : DaemonTest
{
    [Theory, MemberData(nameof(Builds))]
    public void What_is_held_at_the_end_is_released(Build build)
    {
        Start(build);
        Host.Tell("fire Pads 902464");
        ExpectEvents(CmdADown);
        Signal();
        Assert.Equal(0, Host.WaitForEnd());
        ExpectEvents([.. CmdADown, .. CmdAUp]);
        End();
        Assert.Contains("Stopping (SIGTERM)", Host.Log);
    }

    [Theory, MemberData(nameof(Builds))]
    public void It_ends_while_MIDI_still_comes_and_what_comes_after_that_is_nobodys(Build build)
    {
        Start(build);
        Host.Tell("late on");
        Host.Tell("traffic Pads");
        var before = long.Parse(Host.Tell("reads"));
        Until(() => long.Parse(Host.Tell("reads")) > before + 100, "traffic");
        Signal();
        Assert.Equal(0, Host.WaitForEnd());
        Assert.True(long.Parse(Host.Tell("traffic-over")) > 100);
        End();
    }

    [Theory, MemberData(nameof(Builds))]
    public void A_second_one_is_told_that_there_is_one(Build build)
    {
        Start(build);
        var first = Host;
        Prepare(build, config: null);
        var second = Host;
        second.Tell("start");
        Assert.Equal(4, second.WaitForEnd());
        Assert.Equal(4, second.Leave());
        Assert.Contains($"already running (pid {first.Id}", second.Log);
        Use(first);
        Stop();
    }
}
