using Conductor.Core;
using Conductor.Core.Midi;
using Conductor.TestKit;

namespace Conductor.Daemon.Tests;

/// <summary>The ports that actions send to: open from load, closed when they go, open again when they are back.</summary>
public sealed class OutputManagerTests
{
    private readonly Outside _outside = new();
    private readonly FakeMidiSystem _midi;
    private readonly RecordingLogger _log = new();
    private readonly RecordingListener _heard = new();
    private readonly Engine _engine;
    private readonly OutputManager _outputs;

    public OutputManagerTests()
    {
        _midi = new FakeMidiSystem(_outside);
        _engine = new Engine(EngineRig.Plan(""), _heard);
        _outputs = new OutputManager(_engine, _log);
    }

    private void Adopt(string toml)
    {
        var plan = EngineRig.Plan(toml);
        _engine.Adopt(plan, _midi.Now);
        _outputs.Adopt(plan, _midi);
    }

    private void Play(string words)
    {
        Assert.True(MidiWords.TryParse(words, out var message, out _, out _, out _));
        _engine.Process(message.At(_midi.Now));
    }

    private static string Send(string port, int cc, bool create = false) => $$"""
        [[global_mappings]]
        trigger = { type = "CC", cc = {{cc}} }
        action = { type = "SendMidi", port = "{{port}}"{{(create ? ", create = true" : "")}}, message_type = "CC", controller = {{cc}} }

        """;

    private static string Hold(string port) => $$"""
        [[global_mappings]]
        trigger = { type = "Note", note = 36 }
        action = { type = "SendMidi", port = "{{port}}", message_type = "NoteOn", note = 60, velocity = 90 }

        """;

    [Fact]
    public void A_port_that_exists_is_opened_at_load_and_sent_to()
    {
        _midi.PlugOutput("Synth");
        Adopt(Send("synth", 7));
        Assert.Equal("open Synth", _midi.TakeDone());
        Play("cc 7 99");
        Assert.Equal("Synth cc 7 99", _outside.All);
    }

    [Fact]
    public void An_exact_name_comes_before_a_part_of_a_name()
    {
        _midi.PlugOutput("Synth 10");
        _midi.PlugOutput("Synth 1");
        Adopt(Send("Synth 1", 7));
        Assert.Equal("open Synth 1", _midi.TakeDone());
    }

    [Fact]
    public void A_port_to_be_created_exists_from_load_and_not_from_the_first_send()
    {
        Adopt(Send("Lights", 7, create: true));
        Assert.Equal("create Lights", _midi.TakeDone());
        Play("cc 7 1");
        Assert.Equal("Lights cc 7 1", _outside.All);
    }

    [Fact]
    public void A_port_to_be_created_is_not_where_one_of_that_name_exists()
    {
        _midi.PlugOutput("Lights");
        Adopt(Send("Lights", 7, create: true));
        Assert.Equal("open Lights", _midi.TakeDone());
    }

    [Fact]
    public void Our_own_virtual_port_is_not_taken_for_one_that_exists()
    {
        _midi.PlugOutput("Lights", isOurs: true);
        Adopt(Send("Lights", 7, create: true));
        Assert.Equal("create Lights", _midi.TakeDone());
    }

    [Fact]
    public void A_port_that_is_missing_is_an_error_that_names_it_and_a_later_one_that_is_there_is_used()
    {
        Adopt(Send("Synth", 7));
        Play("cc 7 1");
        Assert.Contains("'Synth'", Assert.Single(_heard.Failures).Reason.Message);
        _midi.PlugOutput("Synth");
        _outputs.PortsChanged();
        Play("cc 7 2");
        Assert.Equal("Synth cc 7 2", _outside.All);
    }

    [Fact]
    public void A_port_that_vanishes_is_closed_named_in_errors_and_opened_again_when_it_is_back()
    {
        var synth = _midi.PlugOutput("Synth");
        Adopt(Send("Synth", 7));
        _midi.Unplug(synth);
        _outputs.PortsChanged();
        Play("cc 7 1");
        Assert.Contains("'Synth'", Assert.Single(_heard.Failures).Reason.Message);
        _midi.PlugOutput("Synth");
        _outputs.PortsChanged();
        Play("cc 7 2");
        Assert.Equal("Synth cc 7 2", _outside.All);
        Assert.Equal("open Synth, close Synth, open Synth", _midi.TakeDone());
    }

    [Fact]
    public void A_port_that_went_and_came_back_unseen_is_sent_to_again()
    {
        var synth = _midi.PlugOutput("Synth");
        Adopt(Send("Synth", 7));
        _midi.Replug(synth);
        _outputs.PortsChanged();
        Play("cc 7 2");
        Assert.Equal("Synth cc 7 2", _outside.All);
    }

    [Fact]
    public void Wish_10_another_device_under_the_same_number_is_not_sent_what_the_old_one_was_meant_to_get()
    {
        var synth = _midi.PlugOutput("Synth", id: 20 * 256);
        Adopt(Send("Synth", 7));
        _midi.Unplug(synth);
        _midi.PlugOutput("Lights", id: 20 * 256);
        _outputs.PortsChanged();
        Assert.Equal("open Synth, close Synth", _midi.TakeDone());
    }

    [Fact]
    public void Equal_ports_stay_open_over_a_reload_and_what_they_hold_stays()
    {
        _midi.PlugOutput("Synth");
        Adopt(Hold("Synth"));
        Play("note-on 36 100");
        Adopt(Hold("Synth") + Send("Synth", 7));
        Assert.Equal("open Synth", _midi.TakeDone());
        Assert.Equal("Synth note-on 60 90", _outside.All);
        Play("note-off 36");
        Play("cc 7 3");
        Assert.Equal("Synth note-on 60 90, Synth note-off 60, Synth cc 7 3", _outside.All);
    }

    [Fact]
    public void A_virtual_port_stays_over_a_reload_that_keeps_it()
    {
        Adopt(Send("Lights", 7, create: true));
        Adopt(Send("Lights", 8, create: true));
        Assert.Equal("create Lights", _midi.TakeDone());
    }

    [Fact]
    public void A_port_that_the_new_plan_does_not_need_is_closed_after_its_notes_went_up()
    {
        _midi.PlugOutput("Synth");
        Adopt(Hold("Synth"));
        Play("note-on 36 100");
        Adopt("");
        Assert.Equal("Synth note-on 60 90, Synth note-off 60", _outside.All);
        Assert.Equal("open Synth, close Synth", _midi.TakeDone());
        Assert.Empty(_heard.Failures);
    }

    [Fact]
    public void Closing_all_sends_the_note_offs_first()
    {
        _midi.PlugOutput("Synth");
        Adopt(Hold("Synth"));
        Play("note-on 36 100");
        _outputs.CloseAll();
        Assert.Equal("Synth note-on 60 90, Synth note-off 60", _outside.All);
    }
}
