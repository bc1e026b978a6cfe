using System.Text.Json.Nodes;
using Conductor.Published.Tests.Machine;

namespace Conductor.Published.Tests.Alsa;

/// <summary>doctor where there is a sequencer and uinput.</summary>
public class DoctorTests(TestMachine machine) : AlsaTest(machine)
{
    private const string Keys = """
        [device]
        name = "Keys"
        [[global_mappings]]
        trigger = { type = "Note", note = 36 }
        action = { type = "Keystroke", keys = "a" }

        """;

    private JsonNode Look(string command, int code)
    {
        var result = Try(command);
        Assert.True(code == result.Code, $"{result}");
        return JsonNode.Parse(result.Output)!;
    }

    private static JsonNode Find(JsonNode report, string id) => report["findings"]!.AsArray().Single(finding => (string?)finding!["id"] == id)!;

    private static string State(JsonNode report, string id) => (string?)Find(report, id)["state"] ?? "";

    [Fact]
    public void The_sequencer_its_ports_and_the_keyboard_are_there()
    {
        StartPlayer("Keys");
        StartSynth("Echo");
        var report = Look("conductor --doctor --json", 0);
        foreach (var id in new[] { "midi.library", "midi.node", "midi.open", "midi.sources", "midi.destinations", "keys.permission", "keys.module" }) Assert.Equal("good", State(report, id));
        Assert.Contains("\"Keys:out\"", (string?)Find(report, "midi.sources")["text"]);
        Assert.DoesNotContain("Conductor", Run("device_names"));
    }

    [Fact]
    public void A_daemon_tells_of_its_own_and_goes_on_listening()
    {
        StartConductor(Keys);
        Assert.Equal("notice", State(Look("conductorctl doctor --json", 0), "devices"));
        var keys = ReadKeys("Conductor Keyboard");
        var player = StartPlayer("Keys").Heard();
        Assert.Equal("good", State(Look("conductorctl doctor --json", 0), "devices"));
        player.Play("note-on 36");
        keys.Expect("30 KEY_A down", "30 KEY_A up");
    }

    [Fact]
    public void Wish_17_a_module_that_is_missing_is_told_with_the_command_that_loads_it()
    {
        RequireVirtual();
        Run("rmmod uinput");
        try
        {
            var report = Look("conductor --doctor --json", 1);
            Assert.Equal("bad", State(report, "keys.permission"));
            Assert.Contains("modprobe uinput", (string?)Find(report, "keys.permission")["remedy"]);
            Assert.Equal("bad", State(report, "keys.module"));
            Run("! lsmod | grep -q '^uinput '");   // looking loads nothing
        }
        finally
        {
            Run("modprobe uinput");
        }
    }
}
