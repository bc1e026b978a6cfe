using Conductor.Published.Tests.Machine;

namespace Conductor.Published.Tests.Alsa;

public class IdleTests(TestMachine machine) : AlsaTest(machine)
{
    [Fact]
    public void With_a_device_connected_and_nothing_played_no_thread_wakes_up()
    {
        StartConductor("""
            [device]
            name = "Keys"
            [[global_mappings]]
            trigger = { type = "LongPress", note = 36, duration_ms = 100 }
            action = { type = "Keystroke", keys = "a", hold = true }
            [[global_mappings]]
            trigger = { type = "Note", note = 37 }
            action = { type = "SendMidi", port = "Out", create = true, note = 1 }
            [[global_mappings]]
            trigger = { type = "Note", note = 38 }
            action = { type = "Shell", command = "true" }
            """);
        var output = ListenTo("Conductor:Out");
        StartPlayer().Heard().Play("note-on 36", "note-on 38", "sleep 500", "note-off 36", "note-off 38", "note-on 37", "note-off 37");
        output.Expect("note-on 1 100 ch=1", "note-off 1 0 ch=1");
        UntilStatus("State: Running");

        var difference = Run("""
            pid=$(<conductor.pid)
            # Longer than memory is given back after the last work.
            quiet() { before=$(switches $pid); sleep 6; [ "$before" = "$(switches $pid)" ]; }
            until_true quiet
            before=$(switches $pid)
            sleep 10
            diff <(echo "$before") <(switches $pid) || true
            """);
        Assert.Equal("", difference);
    }
}
