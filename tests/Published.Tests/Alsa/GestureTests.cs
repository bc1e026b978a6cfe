using Conductor.Published.Tests.Machine;

namespace Conductor.Published.Tests.Alsa;

public class GestureTests(TestMachine machine) : AlsaTest(machine)
{
    /// <summary>Every mapping sends its own controller, so that the output tells which one ran.</summary>
    private const string Config = """
        [device]
        name = "Keys"
        [virtual_midi]
        port_name = "Out"

        [[modes]]
        name = "Default"
        [[modes.mappings]]
        trigger = { type = "Note", note = 36 }
        action = { type = "ModeChange", mode = "Layer", hold = true }
        [[modes.mappings]]
        trigger = { type = "Note", note = 37 }
        action = { type = "SendMidi", message_type = "CC", controller = 1, value = 1 }

        [[modes]]
        name = "Layer"
        [[modes.mappings]]
        trigger = { type = "Note", note = 37 }
        action = { type = "SendMidi", message_type = "CC", controller = 2, value = 2 }

        [[global_mappings]]
        trigger = { type = "LongPress", note = 40, duration_ms = 300 }
        action = { type = "SendMidi", message_type = "CC", controller = 3, value = 3 }
        [[global_mappings]]
        trigger = { type = "Note", note = 40, on = "tap" }
        action = { type = "SendMidi", message_type = "CC", controller = 4, value = 4 }
        [[global_mappings]]
        trigger = { type = "NoteChord", notes = [50, 52, 55], timeout_ms = 5000 }
        action = { type = "SendMidi", message_type = "CC", controller = 5, value = 5 }
        [[global_mappings]]
        trigger = { type = "VelocityRange", note = 60, level = "Soft" }
        action = { type = "SendMidi", message_type = "CC", controller = 6 }
        [[global_mappings]]
        trigger = { type = "VelocityRange", note = 60, velocity_min = 81, velocity_max = 127 }
        action = { type = "SendMidi", message_type = "CC", controller = 7 }
        [[global_mappings]]
        trigger = { type = "CC", cc = 20, value_min = 64, on = "enter" }
        action = { type = "SendMidi", message_type = "CC", controller = 8 }
        [[global_mappings]]
        trigger = { type = "CC", cc = 21 }
        action = { type = "SendMidi", message_type = "CC", controller = 9 }
        [[global_mappings]]
        trigger = { type = "Note", note = 70, on = "release", channel = 5 }
        action = { type = "SendMidi", message_type = "CC", controller = 10, value = 10 }
        """;

    private (Player Keys, LineReader Output) Begin()
    {
        StartConductor(Config);
        return (StartPlayer().Heard(), ListenTo("Conductor:Out"));
    }

    [Fact]
    public void A_momentary_layer_lasts_as_long_as_its_note()
    {
        var (keys, output) = Begin();
        keys.Play("note-on 37", "note-off 37", "note-on 36", "note-on 37", "note-off 37");
        output.Expect("cc 1 1 ch=1", "cc 2 2 ch=1");
        Assert.Contains("\n  Mode: Layer (2 of 2)\n", Ctl("status"));
        keys.Play("note-off 36", "note-on 37");
        output.Expect("cc 1 1 ch=1");
        Assert.Contains("\n  Mode: Default (1 of 2)\n", Ctl("status"));
    }

    [Fact]
    public void A_long_press_fires_while_the_note_is_held()
    {
        var (keys, output) = Begin();
        keys.Play("note-on 40");
        output.Expect("cc 3 3 ch=1");
        keys.Play("note-off 40", "note-on 40", "note-off 40");   // a tap, and none for the long press
        output.Expect("cc 4 4 ch=1");
    }

    [Fact]
    public void A_chord_fires_once_in_any_order()
    {
        var (keys, output) = Begin();
        keys.Play("note-on 55", "note-on 50", "note-on 52", "note-off 52", "note-on 52", "note-on 37");
        output.Expect("cc 5 5 ch=1", "cc 1 1 ch=1");
    }

    [Fact]
    public void The_velocity_chooses()
    {
        var (keys, output) = Begin();
        keys.Play("note-on 60 40", "note-off 60", "note-on 60 60", "note-off 60", "note-on 60 81");
        output.Expect("cc 6 40 ch=1", "cc 7 81 ch=1");
    }

    [Fact]
    public void A_knob_gives_every_value_and_a_button_the_first()
    {
        var (keys, output) = Begin();
        keys.Play("cc 20 64", "cc 20 65", "cc 20 0", "cc 20 127", "cc 21 5", "cc 21 5", "cc 21 6");
        output.Expect("cc 8 64 ch=1", "cc 8 127 ch=1", "cc 9 5 ch=1", "cc 9 5 ch=1", "cc 9 6 ch=1");
    }

    [Fact]
    public void A_release_counts_on_its_channel_only()
    {
        var (keys, output) = Begin();
        keys.Play("note-on 70 100 ch=5", "note-on 70 100 ch=4", "note-off 70 0 ch=4", "cc 21 1", "note-on 70 0 ch=5");
        output.Expect("cc 9 1 ch=1", "cc 10 10 ch=1");
    }
}
