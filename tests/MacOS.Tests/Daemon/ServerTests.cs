namespace Conductor.MacOS.Tests.Daemon;

public sealed class ServerTests : DaemonTest
{
    private const string WithOutput = Config + """
        [[global_mappings]]
        trigger = { type = "Note", note = 60 }
        action = { type = "SendMidi", port = "Out", create = true, message_type = "CC", controller = 7, value = 1 }

        """;

    public static TheoryData<Build, string> Returns => Sanitizers.AreWanted ? [.. Usual, (Build.Sanitized, "returns"), (Build.Sanitized, "returns-knowing-us")] : Usual;

    private static TheoryData<Build, string> Usual => [(Build.Jit, "returns"), (Build.Aot, "returns"), (Build.Aot, "returns-knowing-us")];

    /// <summary>Nobody tells of its end: what is sent finds out.</summary>
    [Theory, MemberData(nameof(Returns))]
    public void A_MIDI_server_that_dies_is_told_of_and_taken_again_when_it_is_back(Build build, string returns)
    {
        Start(build, WithOutput);
        Host.Tell("fire Pads 902464");
        ExpectEvents(CmdADown);
        Host.Tell("server dies");
        Ask("inject", """{"message":"note-on 60"}""");
        ExpectEvents([.. CmdADown, .. CmdAUp]);
        Host.UntilLogged("MIDI input failed");
        Until(() => (string?)Status()["backend"] == "loopback", "the loopback");
        Assert.Equal("Degraded", State);
        Host.Tell($"server {returns}");
        Host.UntilLogged("MIDI input begins");
        UntilItPlaysAgain();
    }

    /// <summary>Died and back before anything was sent: the change of the set-up that follows makes it ask.</summary>
    [Theory, MemberData(nameof(Returns))]
    public void A_MIDI_server_that_was_away_unnoticed_is_taken_anew(Build build, string returns)
    {
        Start(build, WithOutput);
        Host.Tell("server dies");
        Host.Tell($"server {returns}");
        UntilItPlaysAgain();
    }

    [Theory, MemberData(nameof(Builds))]
    public void Without_a_server_at_the_start_it_is_waited_for(Build build)
    {
        Prepare(build);
        Host.Tell("plug Pads 1");
        Host.Tell("server dies");
        Begin();
        Assert.Equal("Degraded", State);
        Host.UntilLogged("Running without MIDI input");
        Host.Tell("server returns");
        Host.UntilLogged("MIDI input begins");
        Assert.Equal("1", Host.Tell("connections Pads 1"));
        UntilState("Running");
        Stop();
    }

    [Theory, MemberData(nameof(Builds))]
    public void After_sleep_every_connection_is_made_anew(Build build)
    {
        Start(build);
        Assert.Equal("1", Host.Tell("calls MIDIInputPortCreate"));
        Host.Tell("wake");
        Host.UntilLogged("The computer woke up");
        Host.UntilLogged("Device pads connected", times: 2);
        Assert.Equal("2", Host.Tell("calls MIDIInputPortCreate"));
        Host.Tell("fire Pads 902464");
        ExpectEvents(CmdADown);
        Stop();
    }

    /// <summary>From the pads to the port of ours.</summary>
    private void UntilItPlaysAgain()
    {
        Until(() =>
        {
            Host.Tell("fire Pads 903C64");
            return Host.Tell("sent Out 0").Contains("B00701 stamped", StringComparison.Ordinal);
        }, "a note that arrives and one that goes out");
        UntilState("Running");
        Stop();
    }
}
