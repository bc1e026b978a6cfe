using Conductor.Published.Tests.Machine;

namespace Conductor.Published.Tests.Alsa;

public class ReloadTests(TestMachine machine) : AlsaTest(machine)
{
    /// <summary>Notes go through as they are; the version tells which file is in force, by controller 20.</summary>
    private static string Version(int number) => $$"""
        [device]
        name = "Keys"
        [virtual_midi]
        port_name = "Out"
        [advanced_settings]
        hot_reload_debounce_ms = 100
        [[global_mappings]]
        trigger = { type = "Note", note = "any" }
        action = { type = "SendMidi", message_type = "NoteOn" }
        [[global_mappings]]
        trigger = { type = "CC", cc = 20 }
        action = { type = "SendMidi", message_type = "CC", controller = 20, value = {{number}} }
        """;

    [Fact]
    public void Files_saved_under_traffic_lose_and_double_nothing()
    {
        StartConductor(Version(1));
        var output = ListenTo("Conductor:Out");
        var keys = StartPlayer().Heard();

        // A hundred notes a second, each with its number in note and velocity.
        var numbers = Enumerable.Range(0, 500).Select(i => (Note: i % 100, Velocity: 1 + (i / 100))).ToList();
        var traffic = keys.Step([.. numbers.Select(n => $"note-on {n.Note} {n.Velocity} note-off {n.Note} sleep 10")]);
        var saved = Run($$"""
            version() { sed "s/value = [0-9]*/value = $1/" {{ConfigFile}} >next; }
            reloads() { conductorctl status --json | grep -q "\"reloads\":$1,"; }
            {{traffic}} >played &
            mkdir -p real
            for round in 1 2 3; do
              version $((round * 4 - 2)); cat next >{{ConfigFile}}
              until_true reloads $((round * 4 - 3)) || exit
              version $((round * 4 - 1)); mv next {{ConfigFile}}
              until_true reloads $((round * 4 - 2)) || exit
              version $((round * 4)); mv next real/$round.toml; ln -sfn "$PWD/real/$round.toml" link && mv -T link {{ConfigFile}}
              until_true reloads $((round * 4 - 1)) || exit
              version $((round * 4 + 1)); mv next real/$round.toml
              until_true reloads $((round * 4)) || exit
            done
            wait
            cat played
            """);
        Assert.Equal("ok\n", saved);

        keys.Play("cc 20 0");
        var played = numbers.SelectMany(n => new[] { $"note-on {n.Note} {n.Velocity} ch=1", $"note-off {n.Note} 0 ch=1" });
        output.Expect([.. played, "cc 20 13 ch=1"]);
        Assert.Equal(0, (int)Status()["metrics"]!["dropped"]!);
    }

    [Fact]
    public void A_broken_file_changes_nothing_and_says_why()
    {
        StartConductor(Version(1));
        var output = ListenTo("Conductor:Out");
        var keys = StartPlayer().Heard();
        Run($"echo 'trigger = {{ type' >>{ConfigFile}; until_true has conductor.err 'previous config still active (no changes applied)'");
        UntilLogged("TOML parse error");
        Assert.Contains("Last problem: ", Ctl("status"));
        keys.Play("cc 20 0");
        output.Expect("cc 20 1 ch=1");

        Run(WriteConfig(Version(2)));
        UntilLogged("Config reloaded successfully");
        keys.Play("cc 20 0");
        output.Expect("cc 20 2 ch=1");
        Assert.DoesNotContain("Last problem: ", Ctl("status"));
    }

    [Fact]
    public void A_hangup_reloads()
    {
        StartConductor(Version(1));
        var output = ListenTo("Conductor:Out");
        var keys = StartPlayer().Heard();
        Run($"kill -HUP \"$(<conductor.pid)\"; until_true has conductor.err 'Config reloaded successfully'");
        keys.Play("cc 20 0", "note-on 5 6");
        output.Expect("cc 20 1 ch=1", "note-on 5 6 ch=1");
    }

    [Fact]
    public void A_note_held_over_a_reload_keeps_its_meaning()
    {
        StartConductor(Version(1));
        var output = ListenTo("Conductor:Out");
        var keys = StartPlayer().Heard();
        keys.Play("note-on 5 6");
        Reload(Version(2));
        keys.Play("cc 20 0", "note-off 5");
        output.Expect("note-on 5 6 ch=1", "cc 20 2 ch=1", "note-off 5 0 ch=1");
    }
}
