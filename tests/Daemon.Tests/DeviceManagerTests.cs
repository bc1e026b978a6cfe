using Conductor.Core;
using Conductor.Core.Ports;
using Conductor.TestKit;

namespace Conductor.Daemon.Tests;

/// <summary>Which port an entry of the file takes, and what happens when ports come and go.</summary>
public sealed class DeviceManagerTests
{
    private readonly Outside _outside = new();
    private readonly FakeMidiSystem _midi;
    private readonly RecordingLogger _log = new();
    private readonly RecordingListener _heard = new();
    private readonly List<string> _changes = [];
    private readonly Engine _engine;
    private readonly DeviceManager _devices;

    public DeviceManagerTests()
    {
        _midi = new FakeMidiSystem(_outside);
        _engine = new Engine(EngineRig.Plan(""), _heard);
        _engine.UseDevices(_outside.Keyboard, _outside.Mouse, null);
        _devices = new DeviceManager(_engine, _log, view => _changes.Add($"{view.Id} {(view.IsConnected ? "on" : "off")}"));
    }

    private void Adopt(string toml)
    {
        var plan = EngineRig.Plan(toml);
        _engine.Adopt(plan, _midi.Now);
        _devices.Adopt(plan, _midi);
    }

    [Fact]
    public void Devices_stand_in_the_order_of_the_file_whenever_they_came()
    {
        Adopt("[[devices]]\nid = 'b'\nname = 'B'\n");
        Adopt("[[devices]]\nid = 'c'\nname = 'C'\n[[devices]]\nid = 'b'\nname = 'B'\n");
        Assert.Equal(["c", "b"], _devices.Views.Select(view => view.Id));
    }

    [Fact]
    public void A_pattern_alone_matches_no_port_while_it_is_not_built()
    {
        _midi.Plug("Launchpad");
        Adopt("[device]\nmidi_port_pattern = 'Maschine.*'\n");
        Assert.All(_devices.Views, view => Assert.False(view.IsConnected));
    }

    [Fact]
    public void A_device_runs_its_on_connect_whenever_it_connects_and_a_reload_that_keeps_it_does_not()
    {
        const string Toml = "[[devices]]\nid = 'pads'\nname = 'Pads'\non_connect = { Keystroke = 'a' }\n";
        var pads = _midi.Plug("Pads");
        Adopt(Toml);
        Assert.Equal("down a, up a", _outside.All);
        Adopt("# another line\n" + Toml);
        Assert.Equal("down a, up a", _outside.All);
        _midi.Unplug(pads);
        Pump();
        _midi.Plug("Pads");
        Pump();
        Assert.Equal("down a, up a, down a, up a", _outside.All);
    }

    /// <summary>Reads what is there, as the engine's thread does.</summary>
    private void Pump()
    {
        while (true)
        {
            var input = _midi.TryRead(out var message);
            if (input == MidiInput.None) return;
            if (input == MidiInput.PortsChanged) _devices.PortsChanged();
            if (input == MidiInput.Message) _engine.Process(message);
        }
    }

    private static string Device(string id, string name, string more = "") => $"""
        [[devices]]
        id = "{id}"
        name = "{name}"
        {more}

        """;

    private DeviceView View(string id) => _devices.Views.Single(view => view.Id == id);

    [Fact]
    public void Wish_9_an_exact_name_comes_before_a_part_of_a_name()
    {
        _midi.Plug("Port 10");
        _midi.Plug("Port 1");
        Adopt(Device("pads", "port 1"));
        Assert.Equal("connect Port 1 as 1", _midi.TakeDone());
    }

    [Theory]
    [InlineData("launchpad mini")]
    [InlineData("Launchpad Mini MIDI 2")]
    [InlineData("Launchpad Mini:Launchpad Mini MIDI 2")]
    [InlineData("mini midi 2")]
    [InlineData("24:1")]
    public void A_name_is_compared_with_client_port_both_and_address_and_case_does_not_matter(string name)
    {
        _midi.Plug("Keystation MIDI 1", "Keystation");
        _midi.Plug("Launchpad Mini MIDI 2", "Launchpad Mini", id: (24 * 256) + 1);
        Adopt(Device("pads", name));
        Assert.Equal("connect Launchpad Mini MIDI 2 as 1", _midi.TakeDone());
    }

    [Fact]
    public void Wish_9_the_second_of_two_of_the_same_name_is_taken_by_its_number()
    {
        _midi.Plug("Nano", id: 20 * 256);
        _midi.Plug("Nano", id: 24 * 256);
        Adopt(Device("right", "Nano", "nth = 2") + Device("left", "Nano"));
        Assert.Equal(["20:0", "24:0"], [View("left").Port![^5..^1], View("right").Port![^5..^1]]);
    }

    [Fact]
    public void The_second_of_a_name_that_only_one_port_has_is_waited_for()
    {
        _midi.Plug("Nano");
        Adopt(Device("right", "Nano", "nth = 2"));
        Assert.Equal("", _midi.TakeDone());
    }

    [Fact]
    public void A_missing_device_is_waited_for_and_never_given_the_first_port()
    {
        _midi.Plug("Keystation");
        Adopt(Device("pads", "Launchpad"));
        Assert.Equal("", _midi.TakeDone());
        Assert.False(_devices.IsComplete);
        Assert.Equal(1, _log.Count("Warning: No input matches device pads"));
    }

    [Fact]
    public void A_missing_device_is_told_once_however_often_other_ports_change()
    {
        Adopt(Device("pads", "Launchpad"));
        _midi.Plug("Keystation");
        Pump();
        _midi.Plug("Nano");
        Pump();
        Assert.Equal(1, _log.Count("No input matches"));
    }

    [Fact]
    public void A_device_that_was_never_there_is_connected_when_it_appears()
    {
        Adopt(Device("pads", "Launchpad"));
        _midi.Plug("Launchpad");
        Pump();
        Assert.Equal("connect Launchpad as 1", _midi.TakeDone());
        Assert.True(_devices.IsComplete);
        Assert.Equal(["pads on"], _changes);
    }

    [Fact]
    public void Wish_1_a_device_that_comes_back_is_connected_without_being_asked_and_bears_its_slot_again()
    {
        var pads = _midi.Plug("Launchpad");
        var keys = _midi.Plug("Keystation");
        Adopt(Device("pads", "Launchpad") + Device("keys", "Keystation") + Press("pads", "a") + Press("keys", "b"));
        _midi.Unplug(pads);
        _midi.Unplug(keys);
        Pump();
        Assert.False(_devices.IsComplete);

        keys = _midi.Plug("Keystation");   // the other way round, and with other numbers
        pads = _midi.Plug("Launchpad");
        Pump();
        _midi.Play(pads, "note-on 36 100");
        _midi.Play(keys, "note-on 36 100");
        Pump();
        Assert.Equal("down a, up a, down b, up b", _outside.All);
        Assert.Equal(["keys off", "keys on", "keys on", "pads off", "pads on", "pads on"], _changes.Order());
    }

    private static string Press(string device, string key, string more = "") => $$"""
        [[global_mappings]]
        trigger = { type = "Note", note = 36, device = "{{device}}" }
        action = { type = "Keystroke", keys = "{{key}}"{{more}} }

        """;

    [Fact]
    public void What_a_device_held_goes_up_when_it_vanishes()
    {
        var pads = _midi.Plug("Launchpad");
        Adopt(Device("pads", "Launchpad") + Press("pads", "a", ", hold = true"));
        _midi.Play(pads, "note-on 36 100");
        Pump();
        Assert.Equal("down a", _outside.All);
        _midi.Unplug(pads);
        Pump();
        Assert.Equal("down a, up a", _outside.All);
    }

    [Fact]
    public void A_device_that_went_and_came_back_unseen_lets_go_what_it_held_and_plays_again()
    {
        var pads = _midi.Plug("Launchpad");
        Adopt(Device("pads", "Launchpad") + Press("pads", "a", ", hold = true"));
        _midi.Play(pads, "note-on 36 100");
        Pump();
        _midi.Replug(pads);
        Pump();
        Assert.Equal("down a, up a", _outside.All);
        _midi.Play(pads, "note-on 36 100");
        Pump();
        Assert.Equal("down a, up a, down a", _outside.All);
        Assert.Equal(["pads on", "pads off", "pads on"], _changes);
    }

    [Fact]
    public void A_port_that_merely_sees_others_come_keeps_what_it_holds()
    {
        var pads = _midi.Plug("Launchpad");
        Adopt(Device("pads", "Launchpad") + Press("pads", "a", ", hold = true"));
        _midi.Play(pads, "note-on 36 100");
        Pump();
        _midi.Plug("Keystation");
        Pump();
        Assert.Equal("down a", _outside.All);
        Assert.Equal(["pads on"], _changes);
    }

    [Fact]
    public void Wish_10_another_device_under_the_same_number_is_not_taken_for_the_old_one()
    {
        var pads = _midi.Plug("Launchpad", id: 20 * 256);
        Adopt(Device("pads", "Launchpad"));
        _midi.Unplug(pads);
        _midi.Plug("Keystation", id: 20 * 256);
        Pump();
        Assert.Null(View("pads").Port);
        Assert.Equal("connect Launchpad as 1", _midi.TakeDone());
    }

    [Fact]
    public void A_device_with_auto_connect_off_is_left_alone_and_nobody_misses_it()
    {
        _midi.Plug("Launchpad");
        Adopt(Device("pads", "Launchpad", "auto_connect = false"));
        Assert.Equal("", _midi.TakeDone());
        Assert.True(_devices.IsComplete);
        Assert.Equal(0, _log.Count("No input matches"));
    }

    [Fact]
    public void A_device_that_is_not_enabled_is_left_alone_and_nobody_misses_it()
    {
        _midi.Plug("Launchpad");
        _midi.Plug("Keystation");
        Adopt(Device("pads", "Launchpad", "enabled = false"));
        Assert.Equal("", _midi.TakeDone());
        Assert.True(_devices.IsComplete);
    }

    [Fact]
    public void A_device_with_auto_reconnect_off_stays_away_after_it_went()
    {
        var pads = _midi.Plug("Launchpad");
        Adopt(Device("pads", "Launchpad", "auto_reconnect = false"));
        _midi.Unplug(pads);
        Pump();
        _midi.TakeDone();
        _midi.Plug("Launchpad");
        Pump();
        Assert.Equal("", _midi.TakeDone());
        Assert.False(View("pads").IsConnected);
    }

    [Fact]
    public void A_device_with_auto_reconnect_off_is_not_said_to_be_connected_again_when_it_comes_back()
    {
        var pads = _midi.Plug("Launchpad");
        Adopt(Device("pads", "Launchpad", "auto_reconnect = false"));
        _midi.Unplug(pads);
        Pump();
        Assert.Equal(1, _log.Count("Device pads disconnected"));
        Assert.Equal(0, _log.Count("connected again when it comes back"));
    }

    [Fact]
    public void A_device_with_auto_reconnect_off_that_came_late_is_connected_the_first_time()
    {
        Adopt(Device("pads", "Launchpad", "auto_reconnect = false"));
        _midi.Plug("Launchpad");
        Pump();
        Assert.Equal("connect Launchpad as 1", _midi.TakeDone());
    }

    [Fact]
    public void Without_device_tables_every_input_is_heard_but_the_system_s_and_our_own()
    {
        _midi.Plug("Timer", "System", isSystem: true);
        _midi.Plug("Midi Through Port-0", "Midi Through", isSystem: true);
        _midi.Plug("Conductor", isOurs: true);
        _midi.Plug("Launchpad");
        Adopt("");
        _midi.Plug("Keystation");
        Pump();
        Assert.Equal("connect Launchpad as 1, connect Keystation as 2", _midi.TakeDone());
        Assert.Equal(["Launchpad", "Keystation"], _devices.Views.Select(view => view.Name));
    }

    [Fact]
    public void Without_device_tables_an_input_that_went_is_forgotten_and_heard_again_when_it_comes_back()
    {
        var pads = _midi.Plug("Launchpad");
        Adopt("""
            [[global_mappings]]
            trigger = { type = "Note", note = 36 }
            action = { type = "Keystroke", keys = "a", hold = true }
            """);
        _midi.Play(pads, "note-on 36 100");
        Pump();
        _midi.Replug(pads);
        Pump();
        Assert.Equal("down a, up a", _outside.All);
        _midi.Play(pads, "note-on 36 100");
        Pump();
        Assert.Equal("down a, up a, down a", _outside.All);
        _midi.Unplug(pads);
        Pump();
        Assert.Empty(_devices.Views);
    }

    [Fact]
    public void Our_own_port_is_heard_where_a_device_names_it()
    {
        _midi.Plug("Conductor", isOurs: true);
        Adopt(Device("loop", "Conductor"));
        Assert.Equal("connect Conductor as 1", _midi.TakeDone());
    }

    [Fact]
    public void A_device_without_a_name_takes_the_first_input_that_somebody_could_play()
    {
        _midi.Plug("Timer", "System", isSystem: true);
        _midi.Plug("Conductor", isOurs: true);
        _midi.Plug("Launchpad");
        Adopt("[device]\nauto_connect = true\n");
        Assert.Equal("connect Launchpad as 1", _midi.TakeDone());
    }

    [Fact]
    public void A_reload_connects_and_disconnects_exactly_what_differs()
    {
        foreach (var name in new[] { "A", "B", "C", "D", "E" }) _midi.Plug(name);
        Adopt(Device("a", "A") + Device("b", "B") + Device("c", "C"));
        Assert.Equal("connect A as 1, connect B as 2, connect C as 3", _midi.TakeDone());
        Adopt(Device("c", "E") + Device("d", "D") + Device("a", "A"));
        var done = _midi.TakeDone().Split(", ");
        Assert.Equal(["connect D", "connect E", "disconnect B", "disconnect C"], done.Select(line => line.Split(" as ")[0]).Order());
    }

    [Fact]
    public void A_reload_that_changes_no_device_touches_none_and_what_they_hold_stays()
    {
        var pads = _midi.Plug("Launchpad");
        var file = Device("pads", "Launchpad") + Press("pads", "a", ", hold = true");
        Adopt(file);
        _midi.Play(pads, "note-on 36 100");
        Pump();
        _midi.TakeDone();
        Adopt(file + "[advanced_settings]\nchord_timeout_ms = 60\n");
        Assert.Equal("", _midi.TakeDone());
        Assert.Equal("down a", _outside.All);
        _midi.Play(pads, "note-off 36");
        Pump();
        Assert.Equal("down a, up a", _outside.All);
    }

    [Fact]
    public void A_reload_that_puts_the_tables_in_another_order_leaves_each_controller_its_mappings()
    {
        var pads = _midi.Plug("Launchpad");
        var keys = _midi.Plug("Keystation");
        var mappings = Press("pads", "a") + Press("keys", "b");
        Adopt(Device("pads", "Launchpad") + Device("keys", "Keystation") + mappings);
        Adopt(Device("keys", "Keystation") + Device("pads", "Launchpad") + mappings);
        _midi.Play(pads, "note-on 36 100");
        _midi.Play(keys, "note-on 36 100");
        Pump();
        Assert.Equal("down a, up a, down b, up b", _outside.All);
    }

    [Fact]
    public void A_reload_that_removes_a_device_lets_go_what_it_held()
    {
        var pads = _midi.Plug("Launchpad");
        var mapping = """
            [[global_mappings]]
            trigger = { type = "Note", note = 36 }
            action = { type = "Keystroke", keys = "a", hold = true }
            """;
        Adopt(Device("pads", "Launchpad") + mapping);
        _midi.Play(pads, "note-on 36 100");
        Pump();
        Adopt(Device("keys", "Keystation") + mapping);
        Assert.Equal("down a, up a", _outside.All);
    }

    [Fact]
    public void A_reload_that_takes_all_device_tables_away_listens_to_everything_and_back_again()
    {
        _midi.Plug("Launchpad");
        _midi.Plug("Keystation");
        Adopt(Device("pads", "Launchpad"));
        Adopt("");
        Assert.Equal(["Launchpad", "Keystation"], _devices.Views.Where(view => view.IsConnected).Select(view => view.Id));
        Adopt(Device("pads", "Launchpad"));
        Assert.Equal(["pads"], _devices.Views.Where(view => view.IsConnected).Select(view => view.Id));
    }

    [Fact]
    public void Of_two_entries_that_match_one_port_the_first_takes_it_and_the_other_waits()
    {
        var nano = _midi.Plug("Nano");
        Adopt(Device("first", "Nano") + Device("second", "nan") + Press("first", "a") + Press("second", "b"));
        Assert.Equal("connect Nano as 1", _midi.TakeDone());
        Assert.False(View("second").IsConnected);
        _midi.Play(nano, "note-on 36 100");
        Pump();
        Assert.Equal("down a, up a", _outside.All);
        Assert.Equal(1, _log.Count("No input matches device second"));
    }

    [Fact]
    public void A_port_that_refuses_is_told_and_tried_again_at_the_next_change()
    {
        _midi.Refuses.Add("Launchpad");
        _midi.Plug("Launchpad");
        Adopt(Device("pads", "Launchpad"));
        Assert.Equal(1, _log.Count("Error: Device pads: connect Launchpad: EBUSY"));
        _midi.Refuses.Clear();
        _midi.Plug("Keystation");
        Pump();
        Assert.Equal("connect Launchpad as 1", _midi.TakeDone());
    }

    [Fact]
    public void Without_a_sequencer_every_enabled_device_counts_as_connected_and_is_played_by_inject()
    {
        var loopback = new FakeMidiSystem(_outside) { IsLoopback = true };
        var plan = EngineRig.Plan(Device("pads", "Launchpad") + Device("off", "Nano", "enabled = false"));
        _engine.Adopt(plan, loopback.Now);
        _devices.Adopt(plan, loopback);
        Assert.True(_devices.IsComplete);
        Assert.Equal("inject", View("pads").Port);
        Assert.Null(View("off").Port);
        Assert.Empty(_log.Lines);
    }
}
