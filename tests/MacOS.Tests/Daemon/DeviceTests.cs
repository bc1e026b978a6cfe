namespace Conductor.MacOS.Tests.Daemon;

public sealed class DeviceTests : DaemonTest
{
    [Theory, MemberData(nameof(Builds))]
    public void What_an_unplugged_controller_held_is_released_and_it_works_when_it_is_back(Build build)
    {
        Start(build);
        Host.Tell("fire Pads 902464");
        ExpectEvents(CmdADown);
        Host.Tell("unplug Pads");
        ExpectEvents([.. CmdADown, .. CmdAUp]);
        UntilState("Degraded");
        UntilConnected(false);
        Host.Tell("plug Pads 1");
        UntilState("Running");
        Host.Tell("forget-events");
        Host.Tell("fire Pads 902464");
        ExpectEvents(CmdADown);
        Stop();
    }

    [Theory, MemberData(nameof(Builds))]
    public void A_controller_that_comes_late_or_gets_its_name_later_is_found(Build build)
    {
        Prepare(build);
        Begin();
        Assert.Equal("Degraded", State);
        Host.Tell("plug Other 1");
        Host.Tell("rename Other Pads");
        UntilState("Running");
        Host.Tell("rename Pads Other");
        UntilConnected(false);
        Stop();
    }

    [Theory, MemberData(nameof(Builds))]
    public void A_storm_of_plugs_under_traffic_ends_with_everything_at_work(Build build)
    {
        Prepare(build, Config + """
            [[devices]]
            id = "loose"
            name = "Loose"

            """);
        Host.Tell("plug Pads 1");
        Begin();
        Host.Tell("traffic Pads");
        Host.Tell("storm Loose 2 1000");
        Host.Tell("storm-over");
        UntilState("Running");
        Assert.True(long.Parse(Host.Tell("traffic-over")) > 0);
        Host.Tell("drain");
        foreach (var device in (string[])["Pads", "Loose"])
        {
            Host.Tell("forget-events");
            Host.Tell($"fire {device} 902464");
            ExpectEvents(CmdADown);
            Host.Tell($"fire {device} 802400");
            ExpectEvents([.. CmdADown, .. CmdAUp]);
        }

        Stop();
    }
}
