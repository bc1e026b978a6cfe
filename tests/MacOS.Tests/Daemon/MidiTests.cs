namespace Conductor.MacOS.Tests.Daemon;

public sealed class MidiTests : DaemonTest
{
    [Theory, MemberData(nameof(Builds))]
    public void A_SysEx_message_in_pieces_is_one_message(Build build)
    {
        Start(build, Config + """
            [[global_mappings]]
            trigger = { type = "SysEx", pattern = "F0 00 20 ?? .. F7" }
            action = { type = "Keystroke", keys = "h" }

            """);
        Host.Tell("pieces Pads 3 F000202901020304F7");
        ExpectEvents("tap 0 type 10 key 0x04 down flags 0x100", "tap 0 type 11 key 0x04 up flags 0x100");
        Stop();
    }

    /// <summary>Who listens to a source of ours gets the stamp as it is; to a destination, none means now.</summary>
    [Theory, MemberData(nameof(Builds))]
    public void What_is_sent_bears_a_stamp_from_a_source_of_ours_and_none_to_a_destination(Build build)
    {
        Prepare(build, Config + """
            [[global_mappings]]
            trigger = { type = "Note", note = 60 }
            action = { type = "SendMidi", port = "Out", create = true, message_type = "CC", controller = 7, value = 1 }
            [[global_mappings]]
            trigger = { type = "Note", note = 61 }
            action = { type = "SendMidi", port = "Synth", message_type = "CC", controller = 7, value = 2 }

            """);
        Host.Tell("plug Pads 1");
        Host.Tell("synth Synth 2");
        Begin();
        UntilState("Running");
        Host.Tell("fire Pads 903C64903D64");
        Assert.Equal("B00701 stamped", Host.Tell("sent Out 1"));
        Assert.Equal("B00702 now", Host.Tell("sent Synth 1"));
        Host.Tell("unplug Synth");
        Host.Tell("fire Pads 903D64");
        Host.UntilLogged("Synth");
        Stop();
    }
}
