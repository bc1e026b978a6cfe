using Conductor.Core.Midi;
using Conductor.Core.Ports;
using Conductor.Platform;

namespace Conductor.MacOS.Tests;

/// <summary>MIDIServer that dies, refuses or forgets, and a computer that sleeps.</summary>
public sealed class ServerTests : Mac
{
    private const uint CanSleep = 0xE0000270, WillSleep = 0xE0000280, HasPoweredOn = 0xE0000300;

    [Theory]
    [InlineData("MIDIClientCreate", -50, "paramErr (-50)")]
    [InlineData("MIDIClientCreate", -2, "OSStatus -2")]
    [InlineData("MIDIClientCreate", -10844, "kMIDINotPermitted (-10844)")]
    [InlineData("MIDIInputPortCreate", -10839, "kMIDIServerStartErr (-10839)")]
    [InlineData("MIDIOutputPortCreate", -10830, "kMIDIInvalidClient (-10830)")]
    public void A_call_that_is_refused_at_the_start_is_named_with_its_symbol_and_the_next_try_works(string function, int status, string symbol)
    {
        StandIn.standin_fail(function, status, 1);
        var refusal = Assert.Throws<NativeException>(Open);
        Assert.Equal((function, symbol, status), (refusal.Function, refusal.Symbol, refusal.Status));
        Assert.Equal("coremidi", Open().Name);
    }

    [Fact]
    public void A_source_that_refuses_is_an_error_of_that_source()
    {
        var pads = StandIn.AddSource("Pads", 1);
        var midi = Open();
        StandIn.standin_fail("MIDIPortConnectSource", -10844, 1);
        var refusal = Assert.Throws<NativeException>(() => midi.Connect(midi.Sources()[0], 1));
        Assert.Contains("\"Pads\" (1)", refusal.Message);
        Assert.Contains("kMIDINotPermitted", refusal.Message);
        Assert.True(midi.Connect(midi.Sources()[0], 1));
        StandIn.Fire(pads, 0x90, 1, 1);
        Await(midi, () => midi.TryRead(out _) == MidiInput.Message, "a note");
    }

    [Theory]
    [InlineData("MIDIPacketListAdd", 0)]
    [InlineData("MIDISend", -10834)]
    public void A_message_that_can_not_be_sent_is_an_error_of_that_message(string function, int status)
    {
        var synth = StandIn.AddDestination("Synth", 2);
        var midi = Open();
        using var output = midi.OpenOutput(midi.Destinations()[0]);
        StandIn.standin_fail(function, status, 1);
        Assert.Contains(function, Assert.Throws<NativeException>(() => output.Send(new MidiMessage(MidiStatus.NoteOn, 0, 1, 1))).Message);
        output.Send(new MidiMessage(MidiStatus.NoteOn, 0, 1, 1));
        Assert.Equal("900101", StandIn.Sent(synth));
    }

    [Fact]
    public void A_source_of_ours_that_can_not_be_made_is_said()
    {
        var midi = Open();
        StandIn.standin_fail("MIDISourceCreate", -10844, 1);
        Assert.Contains("\"Out\"", Assert.Throws<NativeException>(() => midi.CreateOutput("Out")).Message);
    }

    [Fact]
    public void Properties_that_nobody_tells_leave_a_port_that_can_be_used()
    {
        var pads = StandIn.AddSource("Pads", 1);
        StandIn.standin_fail("MIDIObjectGetStringProperty", -10835, -1);
        StandIn.standin_fail("MIDIObjectGetIntegerProperty", -10835, -1);
        StandIn.standin_fail("MIDIEndpointGetEntity", -10842, -1);
        var midi = Open();
        Assert.True(midi.Connect(Assert.Single(midi.Sources()), 4));
        StandIn.standin_clear_failures();
        StandIn.Fire(pads, 0x90, 1, 1);
        Await(midi, () => midi.TryRead(out var message) == MidiInput.Message && message.Device == 4, "a note");
    }

    [Theory]
    [InlineData(0)]   // our client is forgotten
    [InlineData(1)]   // and lives on, without its connections
    public void A_server_that_dies_is_told_once_and_when_it_is_back_everything_can_be_had_again(int keepsClients)
    {
        var pads = StandIn.AddSource("Pads", 1);
        var midi = Open();
        midi.Connect(midi.Sources()[0], 1);
        using (var output = midi.CreateOutput("Out"))
        {
            StandIn.standin_server_dies();
            Assert.Throws<NativeException>(() => output.Send(new MidiMessage(MidiStatus.NoteOn, 0, 1, 1)));
        }

        var refusal = Assert.Throws<NativeException>(() => Await(midi, () => false, "the end"));
        Assert.Contains("MIDIServer", refusal.Message);
        Assert.Contains("MIDI server does not answer", refusal.Remedy);
        Assert.Throws<NativeException>(Open);
        midi.Dispose();
        StandIn.standin_server_returns(keepsClients);

        var again = Open();
        Await(again, () => again.Sources().Count == 1, "the source");
        Assert.True(again.Connect(again.Sources()[0], 2));
        StandIn.Fire(pads, 0x90, 36, 100);
        Await(again, () => again.TryRead(out var message) == MidiInput.Message && message.Device == 2, "a note");
    }

    [Fact]
    public void After_sleep_every_connection_is_made_anew_though_nothing_seems_changed()
    {
        var pads = StandIn.AddSource("Pads", 1);
        StandIn.AddDestination("Synth", 2);
        var midi = Open();
        Assert.Equal("PortsChanged", Next(midi));
        midi.Connect(midi.Sources()[0], 1);
        using var output = midi.OpenOutput(midi.Destinations()[0]);
        var connected = StandIn.standin_calls("MIDIPortConnectSource");
        StandIn.standin_power(HasPoweredOn);
        string next;
        while ((next = Next(midi)) == "PortsChanged")
        {
        }

        Assert.Equal("Woke", next);
        Assert.False(output.Confirm());
        Assert.True(midi.Connect(midi.Sources()[0], 1));
        Assert.Equal(connected + 1, StandIn.standin_calls("MIDIPortConnectSource"));
        StandIn.Fire(pads, 0x90, 36, 100);
        Await(midi, () => midi.TryRead(out _) == MidiInput.Message, "a note after it");
        Assert.Equal(1, StandIn.standin_connections(pads));
    }

    [Fact]
    public void The_computer_is_never_kept_from_sleeping()
    {
        _ = Open();
        StandIn.standin_power(CanSleep);
        StandIn.standin_power(WillSleep);
        Assert.Equal(2, StandIn.standin_wait_power_allowed(2, 10_000));
    }
}
