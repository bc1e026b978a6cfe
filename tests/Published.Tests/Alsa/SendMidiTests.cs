using Conductor.Published.Tests.Machine;

namespace Conductor.Published.Tests.Alsa;

public class SendMidiTests(TestMachine machine) : AlsaTest(machine)
{
    /// <summary>The last mapping is the fence: what it sends shows that nothing else came before.</summary>
    private static string Mappings(string port) => $$"""
        [device]
        name = "Keys"
        [[modes]]
        name = "Default"
        [[modes.mappings]]
        trigger = { type = "Note", note = 36 }
        action = { type = "SendMidi", {{port}}, note = 60, channel = 3 }
        [[modes.mappings]]
        trigger = { type = "Note", note = 37 }
        action = { type = "SendMidi", {{port}}, message_type = "NoteOn", velocity = 1, duration_ms = 20 }
        [[modes.mappings]]
        trigger = { type = "CC", cc = 1 }
        action = { type = "SendMidi", {{port}}, message_type = "CC", controller = 7 }
        [[modes.mappings]]
        trigger = { type = "Note", note = 38 }
        action = { type = "SendMidi", {{port}}, message_type = "ProgramChange", program = 5, channel = 15 }
        [[modes.mappings]]
        trigger = { type = "Note", note = 39 }
        action = { type = "SendMidi", {{port}}, message_type = "PitchBend", pitch = -8192 }
        [[modes.mappings]]
        trigger = { type = "Note", note = 40 }
        action = { type = "SendMidi", {{port}}, message_type = "Aftertouch", pressure = 99 }
        [[modes.mappings]]
        trigger = { type = "Note", note = 41 }
        action = { type = "SendMidi", {{port}}, message_type = "PolyAftertouch", note = 1, pressure = 2 }
        """;

    [Fact]
    public void A_port_that_exists_gets_the_note_and_its_end_with_the_release()
    {
        var synth = StartSynth("Synth");
        StartConductor(Mappings("port = 'Synth'"));
        PlayAndExpectNoteAndRelease(synth);
    }

    [Fact]
    public void A_port_that_comes_later_is_found()
    {
        StartConductor(Mappings("port = 'Late'"));
        var keys = StartPlayer().Heard();
        var synth = StartSynth("Late");

        // The daemon hears of a port a moment after it is there, and nothing tells us when it has: played again until it arrives.
        Run($"heard() {{ {keys.Step("cc 1 11")}; has {synth.File} 'cc 7 11'; }}; until_true heard");
        synth.Expect("cc 7 11 ch=1");
    }

    [Fact]
    public void A_virtual_port_is_there_from_load_and_sends()
    {
        StartConductor(Mappings("port = 'Loop Out', create = true"));
        PlayAndExpectNoteAndRelease(ListenTo("Conductor:Loop Out"));
    }

    [Fact]
    public void A_note_with_a_duration_ends_by_itself_and_not_with_the_release()
    {
        StartConductor(Mappings("port = 'Out', create = true"));
        var output = ListenTo("Conductor:Out");
        var keys = StartPlayer().Heard();
        keys.Play("note-on 37 64");
        output.Expect("note-on 37 1 ch=1", "note-off 37 0 ch=1");
        keys.Play("note-off 37", "cc 1 42");
        output.Expect("cc 7 42 ch=1");
    }

    [Fact]
    public void Every_kind_of_message_goes_out_as_written()
    {
        StartConductor(Mappings("port = 'Out', create = true"));
        var output = ListenTo("Conductor:Out");
        StartPlayer().Heard().Play("note-on 38", "note-on 39", "note-on 40", "note-on 41", "cc 1 0", "cc 1 127");
        output.Expect(
            "program 5 ch=16", "pitch-bend 0 ch=1", "channel-pressure 99 ch=1", "poly-pressure 1 2 ch=1", "cc 7 0 ch=1", "cc 7 127 ch=1");
    }

    private void PlayAndExpectNoteAndRelease(LineReader output)
    {
        var keys = StartPlayer().Heard();
        keys.Play("note-on 36 99");
        output.Expect("note-on 60 99 ch=4");
        keys.Play("note-off 36");
        output.Expect("note-off 60 0 ch=4");
    }
}
