using Conductor.Core.Midi;
using Conductor.Core.Ports;
using Conductor.Platform;
using Conductor.Platform.MacOS;

namespace Conductor.MacOS.Tests;

public sealed class CoreMidiTests : Mac
{
    private const ushort Pads = 7;

    private static uint Plug(string name = "Pads", int unique = 0x7000_0001) => StandIn.AddSource(name, unique);

    [Fact]
    public void Sources_bear_the_names_that_people_know_them_by_and_their_lasting_number()
    {
        StandIn.standin_add_source("Port 1", "Launchpad Port 1", "Novation", "Launchpad", -5);
        StandIn.standin_add_virtual_source("Live", 1234);
        StandIn.standin_set_private(StandIn.standin_add_source("Hidden", "Hidden", "x", "y", 99), 1);
        StandIn.standin_add_destination("Port 1", "Synth Port 1", "Maker", "Synth", 0x7FFF_FFFF);
        var midi = Open();
        Assert.Equal(["Launchpad Port 1 (-5)", "Live (1234)"], midi.Sources().Select(port => $"{port.Name} ({port.Address})"));
        Assert.Equal(["Synth Port 1 (2147483647)"], midi.Destinations().Select(port => $"{port.Name} ({port.Address})"));
        Assert.Equal("Live", midi.Sources()[1].Client);
    }

    [Fact]
    public void A_note_arrives_with_its_device_and_the_time_at_which_it_was_played()
    {
        var pads = Plug();
        var midi = Open();
        Assert.True(midi.Connect(Port(midi, "Pads"), Pads));
        Assert.Equal("PortsChanged", Next(midi));
        var before = midi.Now;
        StandIn.Fire(pads, 0x90, 36, 100);
        while (midi.TryRead(out var message) is var read)
        {
            if (read == MidiInput.None)
            {
                midi.Wait(midi.Now + 1_000_000);
                continue;
            }

            Assert.Equal(MidiInput.Message, read);
            Assert.Equal((Pads, MidiStatus.NoteOn, (byte)36, (byte)100), (message.Device, message.Kind, message.Data1, message.Data2));
            Assert.InRange(message.Time, before - 1, midi.Now);
            return;
        }
    }

    [Theory]
    [InlineData(0UL)]                    // none
    [InlineData(ulong.MaxValue - 1)]     // far ahead
    public void A_time_stamp_that_can_not_be_is_now(ulong stamp)
    {
        var pads = Plug();
        var midi = Open();
        midi.Connect(Port(midi, "Pads"), Pads);
        var before = midi.Now;
        StandIn.Fire(pads, stamp, 0x90, 36, 100);
        Await(midi, () => midi.TryRead(out var message) == MidiInput.Message && message.Time >= before && message.Time <= midi.Now, "the note, of now");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Packets_are_walked_by_the_rule_of_the_processor(bool roundsUp)
    {
        CoreMidiSource.RoundsUp = roundsUp;
        StandIn.standin_set_rule(roundsUp ? 1 : 0);
        var pads = Plug();
        var midi = Open();
        midi.Connect(Port(midi, "Pads"), Pads);
        Assert.Equal("PortsChanged", Next(midi));
        foreach (var alignment in new[] { 4, 8 })
        {
            StandIn.standin_set_list_alignment(alignment);
            StandIn.FirePackets(pads, [0xC0, 5], [0x90, 36, 100], [0xF8], [0x80, 36, 64, 0xB3, 7, 127], [0xE0, 0, 64], [0xD0, 9]);
            Assert.Equal(["program 5", "note-on 36 100", "note-off 36", "cc 7 127 ch=4", "pitch-bend 8192", "channel-pressure 9"], Take(midi, 6));
        }
    }

    [Fact]
    public void Running_status_stray_bytes_and_real_time_bytes_are_understood()
    {
        var pads = Plug();
        var midi = Open();
        midi.Connect(Port(midi, "Pads"), Pads);
        Assert.Equal("PortsChanged", Next(midi));
        StandIn.Fire(pads, 5, 6, 0x90, 36, 0xF8, 100, 37, 101, 0xFE, 38);
        StandIn.Fire(pads, 102);
        Assert.Equal(["note-on 36 100", "note-on 37 101", "note-on 38 102"], Take(midi, 3));
    }

    [Fact]
    public void SysEx_in_any_pieces_comes_out_whole_and_only_where_somebody_wants_it()
    {
        var pads = Plug();
        var other = Plug("Other", 2);
        var midi = Open();
        midi.Connect(Port(midi, "Pads"), Pads);
        midi.Connect(Port(midi, "Other"), 8);
        Assert.Equal("PortsChanged", Next(midi));
        byte[] sysEx = [0xF0, 0x7E, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0xF7];
        StandIn.FirePieces(pads, sysEx, 5, 1);      // nobody wants it
        StandIn.Fire(pads, 0x90, 1, 1);
        Assert.Equal("7: note-on 1 1", Next(midi));
        midi.WantsSysEx = true;
        for (var piece = 1; piece <= sysEx.Length; piece++)
        {
            StandIn.FirePieces(pads, sysEx, piece, piece % 3 + 1);
            Assert.Equal($"7: {Convert.ToHexString(sysEx)}", Next(midi));
        }

        StandIn.Fire(pads, [.. sysEx.AsSpan(0, 6), 0xF8, .. sysEx.AsSpan(6)]);   // a clock in the middle
        Assert.Equal($"7: {Convert.ToHexString(sysEx)}", Next(midi));
        StandIn.Fire(pads, [0xF0, 1, 2]);            // never ended; the other device's is its own
        StandIn.Fire(other, sysEx);
        StandIn.Fire(pads, 0x90, 2, 2);
        Assert.Equal($"8: {Convert.ToHexString(sysEx)}", Next(midi));
        Assert.Equal("7: note-on 2 2", Next(midi));
    }

    [Fact]
    public void More_than_the_inbox_holds_is_counted_and_leaves_no_note_down()
    {
        var pads = Plug();
        var midi = Open();
        midi.Connect(Port(midi, "Pads"), Pads);
        Assert.Equal("PortsChanged", Next(midi));
        for (var i = 0; i < MidiInbox.Capacity; i++) StandIn.Fire(pads, 0x90, (byte)(i % 128), 1);
        for (var note = 0; note < 128; note++) StandIn.Fire(pads, 0x80, (byte)note, 0);
        StandIn.standin_drain();
        Assert.Equal(128, midi.Dropped);
        var down = new HashSet<int>();
        while (midi.TryRead(out var message) == MidiInput.Message)
        {
            if (message.Kind == MidiStatus.NoteOn) down.Add(message.Data1);
            else down.Remove(message.Data1);
        }

        Assert.Empty(down);
    }

    [Fact]
    public void A_source_that_comes_goes_and_is_renamed_is_told_each_time()
    {
        var midi = Open();
        var pads = Plug();
        Await(midi, () => midi.Sources().Count == 1, "the source");
        Assert.True(midi.Connect(Port(midi, "Pads"), Pads));
        StandIn.standin_rename(pads, "Drums", "Drums");
        Await(midi, () => midi.Sources() is [{ Name: "Drums" }], "the new name");
        StandIn.standin_remove(pads);
        Await(midi, () => midi.Sources().Count == 0, "its end");
        midi.Disconnect(new MidiPort((int)pads, "", "Pads", "", false, false));   // no error
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_source_that_was_out_and_in_is_connected_anew_even_under_its_old_reference(int notifications)
    {
        StandIn.standin_set_notifications(notifications);
        StandIn.standin_set_ref_reuse(1);
        var pads = Plug();
        var midi = Open();
        Assert.True(midi.Connect(Port(midi, "Pads"), Pads));
        Assert.False(midi.Connect(Port(midi, "Pads"), Pads));
        StandIn.standin_remove(pads);
        Await(midi, () => midi.Sources().Count == 0, "its end");
        var again = Plug();
        Await(midi, () => midi.Sources().Count == 1, "its return");
        Assert.True(midi.Connect(Port(midi, "Pads"), Pads));
        StandIn.Fire(again, 0x90, 36, 100);
        Await(midi, () => midi.TryRead(out var message) == MidiInput.Message && message.Device == Pads, "a note after it");
    }

    [Fact]
    public void A_storm_of_plugging_ends_in_what_is_there()
    {
        Plug("Still", 77);
        var midi = Open();
        midi.Connect(Port(midi, "Still"), 3);
        StandIn.standin_storm("Storm", "Maker", 5, 200, 200, 1);
        while (midi.TryRead(out _) is var read)
        {
            if (read == MidiInput.None) break;
        }

        StandIn.standin_storm_join();
        Await(midi, () => midi.Sources().Count == 2, "both");
        Assert.True(midi.Connect(Port(midi, "Storm"), 4));
        Assert.False(midi.Connect(Port(midi, "Still"), 3));
    }

    [Fact]
    public void Callbacks_that_are_under_way_while_everything_is_closed_do_no_harm()
    {
        StandIn.standin_set_late_callbacks(1);
        var pads = Plug();
        for (var round = 0; round < 20; round++)
        {
            var midi = Open();
            midi.Connect(Port(midi, "Pads"), Pads);
            for (var i = 0; i < 50; i++) StandIn.Fire(pads, 0x90, 36, 100);
            midi.Dispose();
            StandIn.Fire(pads, 0x90, 36, 100);
        }
    }

    [Fact]
    public void What_is_sent_arrives_as_bytes_and_at_once()
    {
        var synth = StandIn.AddDestination("Synth", 9);
        var midi = Open();
        using var output = midi.OpenOutput(midi.Destinations().Single());
        output.Send(new MidiMessage(MidiStatus.NoteOn, 9, 60, 127));
        output.Send(new MidiMessage(MidiStatus.ProgramChange, 15, 127, 0));
        output.Send(MidiWords.TryParse("pitch-bend 16383", out var bend, out _, out _, out _) ? bend : default);
        output.Send(new MidiMessage(MidiStatus.Start, 0, 0, 0));
        Assert.Equal("993C7F" + "CF7F" + "E07F7F" + "FA", StandIn.Sent(synth));
        Assert.Equal(0UL, Stamp(synth));
    }

    [Fact]
    public void A_source_of_ours_is_seen_by_others_is_ours_and_stamps_what_it_sends()
    {
        var midi = Open();
        using (var output = midi.CreateOutput("Conductor Out"))
        {
            var port = Port(midi, "Conductor Out");
            Assert.True(port.IsOurs);
            var source = StandIn.standin_find_source("Conductor Out");
            output.Send(new MidiMessage(MidiStatus.ControlChange, 0, 7, 1));
            Assert.Equal("B00701", StandIn.Sent(source));
            Assert.NotEqual(0UL, Stamp(source));
        }

        Await(midi, () => midi.Sources().Count == 0, "its end");
    }

    [Fact]
    public void Loopback_from_our_own_source_to_ourselves_works_as_the_doctor_plays_it()
    {
        var midi = Open();
        using var output = midi.CreateOutput("Loop");
        Assert.True(midi.Connect(Port(midi, "Loop"), 5));
        output.Send(new MidiMessage(MidiStatus.NoteOn, 0, 1, 2));
        string next;
        while ((next = Next(midi)) == "PortsChanged")
        {
        }

        Assert.Equal("5: note-on 1 2", next);
    }

    [Fact]
    public void The_same_name_gives_our_source_the_same_number_and_a_taken_number_is_no_error()
    {
        var midi = Open();
        string Address()
        {
            using var output = midi.CreateOutput("Out");
            return Port(midi, "Out").Address;
        }

        var first = Address();
        Assert.Equal(first, Address());
        StandIn.AddDestination("Taken", int.Parse(first));
        Await(midi, () => midi.Destinations().Count == 1, "the destination");
        Assert.NotEqual(first, Address());
    }

    [Fact]
    public void Sending_to_a_port_that_has_gone_says_so_and_an_output_knows_that_its_port_was_away()
    {
        StandIn.standin_set_ref_reuse(1);
        var synth = StandIn.AddDestination("Synth", 9);
        var midi = Open();
        using var output = midi.OpenOutput(midi.Destinations().Single());
        Assert.True(output.Confirm());
        StandIn.standin_remove(synth);
        Await(midi, () => midi.Destinations().Count == 0, "its end");
        var refusal = Assert.Throws<NativeException>(() => output.Send(new MidiMessage(MidiStatus.NoteOn, 0, 1, 1)));
        Assert.Contains("kMIDIUnknownEndpoint (-10834)", refusal.Message);
        Assert.Contains("\"Synth\"", refusal.Message);
        StandIn.AddDestination("Synth", 9);
        Await(midi, () => midi.Destinations().Count == 1, "its return");
        Assert.False(output.Confirm());
    }

    private static ulong Stamp(uint endpoint)
    {
        unsafe
        {
            standin_sent sent;
            Assert.True(StandIn.standin_sent(endpoint, 0, &sent, null, 0) > 0);
            return sent.stamp;
        }
    }

    private static List<string> Take(IMidiSystem midi, int count)
    {
        var words = new List<string>();
        while (words.Count < count) words.Add(Next(midi)["7: ".Length..]);
        return words;
    }
}
