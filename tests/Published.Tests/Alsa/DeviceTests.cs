using System.Text.Json.Nodes;
using Conductor.Published.Tests.Machine;

namespace Conductor.Published.Tests.Alsa;

public class DeviceTests(TestMachine machine) : AlsaTest(machine)
{
    private const string Echo = """
        [[global_mappings]]
        trigger = { type = "Note", note = "any" }
        action = { type = "SendMidi", port = "Echo", create = true, message_type = "NoteOn", velocity = 1 }

        """;

    [Fact]
    public void An_exact_name_comes_before_a_longer_one()
    {
        var other = StartPlayer("Port 10");
        var wanted = StartPlayer("Port 1");
        StartConductor(Echo + "[device]\nname = 'port 1'\n");
        wanted.Heard();
        ExpectOnly(wanted, other);
    }

    [Fact]
    public void A_part_of_a_name_will_do()
    {
        var other = StartPlayer("Nanopad");
        var wanted = StartPlayer("Launchpad Mini MK3");
        StartConductor(Echo + "[device]\nname = 'launchpad'\n");
        wanted.Heard();
        ExpectOnly(wanted, other);
    }

    [Fact]
    public void Client_and_port_together_name_one()
    {
        var other = StartPlayer("Pads", "left");
        var wanted = StartPlayer("Pads", "right");
        StartConductor(Echo + "[device]\nname = 'Pads:right'\n");
        wanted.Heard();
        ExpectOnly(wanted, other);
    }

    [Fact]
    public void Of_two_with_one_name_nth_says_which()
    {
        var other = StartPlayer("Twin");
        var wanted = StartPlayer("Twin");
        StartConductor(Echo + "[device]\nname = 'Twin'\nnth = 2\n");
        wanted.Heard();
        ExpectOnly(wanted, other);
    }

    [Fact]
    public void A_missing_device_is_waited_for_and_no_other_is_taken()
    {
        var other = StartPlayer("Other");
        StartConductor(Echo + "[device]\nname = 'Launchpad'\n");
        var status = UntilStatus("State: Degraded");
        Assert.Contains("\n  Devices: Launchpad (not connected)\n", status);

        var wanted = StartPlayer("Launchpad").Heard();
        status = UntilStatus("State: Running");
        Assert.Contains("\n  Devices: Launchpad (connected)\n", status);
        ExpectOnly(wanted, other);
    }

    [Fact]
    public void Two_devices_are_told_apart_by_their_ids()
    {
        StartConductor("""
            [[devices]]
            id = "left"
            name = "Left"
            [[devices]]
            id = "right"
            name = "Right"
            [[global_mappings]]
            trigger = { type = "Note", note = 36, device = "right" }
            action = { type = "SendMidi", port = "Echo", create = true, note = 1, velocity = 1 }
            [[global_mappings]]
            trigger = { type = "Note", note = 36 }
            action = { type = "SendMidi", port = "Echo", create = true, note = 2, velocity = 2 }
            """);
        var echo = ListenTo("Conductor:Echo");
        StartPlayer("Left").Heard().Play("note-on 36");
        echo.Expect("note-on 2 2 ch=1");
        StartPlayer("Right").Heard().Play("note-on 36");
        echo.Expect("note-on 1 1 ch=1");
    }

    [Fact]
    public void Without_device_tables_all_are_heard_but_the_system_and_ourselves()
    {
        var player = StartPlayer("Some Keys");
        StartConductor(Echo);
        player.Heard();
        var ports = Status()["devices"]!.AsArray().Select(device => (string?)device!["port"]).ToList();
        Assert.Contains(ports, port => port!.StartsWith("Some Keys", StringComparison.Ordinal));
        Assert.DoesNotContain(ports, port => port!.StartsWith("System", StringComparison.Ordinal));
        Assert.DoesNotContain(ports, port => port!.StartsWith("Midi Through", StringComparison.Ordinal));
        Assert.DoesNotContain(ports, port => port!.StartsWith("Conductor", StringComparison.Ordinal));
    }

    [Fact]
    public void Status_knows_each_device_and_when_it_last_played()
    {
        StartConductor(Echo + "[[devices]]\nid = 'keys'\nname = 'Keys'\n");
        var player = StartPlayer("Keys").Heard();
        Assert.Null(Device()["last_event_seconds"]);
        player.Play("note-on 1");
        ListenTo("Conductor:Echo");
        var device = Device();
        Assert.Equal("keys", (string?)device["id"]);
        Assert.Equal("Keys", (string?)device["name"]);
        Assert.StartsWith("Keys", (string?)device["port"]);
        Assert.True((bool)device["connected"]!);
        Assert.True((double)device["last_event_seconds"]! >= 0);

        JsonNode Device() => Status()["devices"]!.AsArray().Single()!;
    }

    /// <summary>What the other plays goes nowhere; what the wanted one plays afterwards comes first.</summary>
    private void ExpectOnly(Player wanted, Player other)
    {
        var echo = ListenTo("Conductor:Echo");
        other.Play("note-on 1");
        wanted.Play("note-on 2");
        echo.Expect("note-on 2 1 ch=1");
    }
}
