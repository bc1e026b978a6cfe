namespace Conductor.MacOS.Tests.Daemon;

public sealed class KeyTests : DaemonTest
{
    [Theory, MemberData(nameof(Builds))]
    public void A_note_holds_its_keys_for_as_long_as_it_is_down(Build build)
    {
        Start(build);
        Assert.Equal("pong", (string?)Ask("ping")["message"]);
        Assert.Equal("coremidi", (string?)Status()["backend"]);
        Assert.Equal("granted", (string?)Status()["permissions"]!["keys"]);
        Host.Tell("fire Pads 902464");
        ExpectEvents(CmdADown);
        Host.Tell("fire Pads 802400");
        ExpectEvents([.. CmdADown, .. CmdAUp]);
        Stop();
    }

    [Theory, MemberData(nameof(Builds))]
    public void A_saved_file_is_taken_written_in_place_or_moved_there(Build build)
    {
        Start(build);
        Save(Config.Replace("\"h\"", "\"i\"", StringComparison.Ordinal));
        Host.UntilLogged("Config reloaded");
        Host.Tell("fire Pads 902564");
        string[] i = ["tap 0 type 10 key 0x22 down flags 0x100", "tap 0 type 11 key 0x22 up flags 0x100"];
        ExpectEvents(i);
        File.WriteAllText(At("new"), Config);
        File.Move(At("new"), ConfigFile, overwrite: true);
        Host.UntilLogged("Config reloaded", times: 2);
        Host.Tell("fire Pads 902564");
        ExpectEvents([.. i, "tap 0 type 10 key 0x04 down flags 0x100", "tap 0 type 11 key 0x04 up flags 0x100"]);
        Stop();
    }

    [Theory, MemberData(nameof(Builds))]
    public void A_command_is_run_and_its_end_is_heard(Build build)
    {
        Start(build, Config + """
            [[global_mappings]]
            trigger = { type = "Note", note = 50 }
            action = { type = "Sequence", actions = [{ type = "Shell", command = "echo $0 >ran; exit 7" }, { type = "Keystroke", keys = "h" }] }

            """);
        Host.Tell("fire Pads 903264");
        Host.UntilLogged("ended with status 7");
        Assert.True(File.Exists(At("ran")));
        Stop();
    }
}
