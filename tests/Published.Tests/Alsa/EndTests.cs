using Conductor.Published.Tests.Machine;

namespace Conductor.Published.Tests.Alsa;

public class EndTests(TestMachine machine) : AlsaTest(machine)
{
    private const string Config = """
        [device]
        name = "Keys"
        [[global_mappings]]
        trigger = { type = "Note", note = 36 }
        action = { type = "Keystroke", keys = "shift+a", hold = true }
        [[global_mappings]]
        trigger = { type = "Note", note = 37 }
        action = { type = "SendMidi", port = "Synth", note = 60, velocity = 1 }
        [[global_mappings]]
        trigger = { type = "Note", note = 38 }
        action = { type = "SendMidi", port = "Out", create = true, note = 61, velocity = 1, duration_ms = 600000 }
        """;

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public void A_signal_to_end_releases_all_that_is_held(string signal)
    {
        var (keys, synth, output) = HoldAll($"launcher=(env --default-signal={signal})\n");   // a shell's background has SIGINT ignored
        Assert.Equal(0, EndConductor(signal));
        keys.Expect("30 KEY_A up", "42 KEY_LEFTSHIFT up");
        synth.Expect("note-off 60 0 ch=1");
        output.Expect("note-off 61 0 ch=1");
        Run($"[ ! -e {Socket} ] && [ ! -e {Socket}.lock ] && [ ! -e $HOME/.config/conductor/state.json.lock ]");
    }

    [Fact]
    public void Stop_releases_all_that_is_held()
    {
        var (keys, synth, output) = HoldAll();
        Assert.Equal("Daemon stopped gracefully\n", Ctl("stop"));
        keys.Expect("30 KEY_A up", "42 KEY_LEFTSHIFT up");
        synth.Expect("note-off 60 0 ch=1");
        output.Expect("note-off 61 0 ch=1");
        Assert.Equal("0\n", Run("until_true test -s conductor.code; cat conductor.code"));
    }

    [Fact]
    public void A_reload_without_the_mapping_releases_what_it_held()
    {
        var (keys, synth, output) = HoldAll();
        Reload("""
            [device]
            name = "Keys"
            [[global_mappings]]
            trigger = { type = "Note", note = 50 }
            action = { type = "Keystroke", keys = "b" }
            """);
        keys.Expect("30 KEY_A up", "42 KEY_LEFTSHIFT up");
        synth.Expect("note-off 60 0 ch=1");
        output.Expect("note-off 61 0 ch=1");
    }

    [Fact]
    public void A_killed_daemon_leaves_no_device()
    {
        HoldAll();
        Assert.Contains("Conductor Keyboard", Run("device_names"));
        EndConductor("KILL");
        Run("gone() { [[ $(device_names) != *Conductor* ]]; }; until_true gone");
        Run("! grep -q '\"Conductor\"' /proc/asound/seq/clients");
        Run("rm -f conductor.err; start_conductor --backend alsa");   // on the socket that was left
        UntilStatus("Keys (connected)");
    }

    private (LineReader Keys, LineReader Synth, LineReader Output) HoldAll(string launcher = "")
    {
        var synth = StartSynth("Synth");
        Run($"{WriteConfig(Config)}{launcher}start_conductor --backend alsa");
        var output = ListenTo("Conductor:Out");
        var keys = ReadKeys("Conductor Keyboard");
        StartPlayer().Heard().Play("note-on 36", "note-on 37", "note-on 38");
        keys.Expect("42 KEY_LEFTSHIFT down", "30 KEY_A down");
        synth.Expect("note-on 60 1 ch=1");
        output.Expect("note-on 61 1 ch=1");
        return (keys, synth, output);
    }
}
