using System.Diagnostics;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;
using Conductor.Core.Triggers;
using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary>What no controller should send, and what some do: the result is defined, nothing hangs, and nothing that is held stays down.</summary>
public class HostileInputTests
{
    private static EngineRig Rig(string mappings) => new($"global_mappings = [{mappings}]");

    private const string Gestures = """
        { trigger = { Note = { note = 36, on = "tap" } }, action = { Shell = "tap" } },
        { trigger = { LongPress = { note = 36, duration_ms = 500 } }, action = { Shell = "long" } },
        { trigger = { DoubleTap = { note = 36, timeout_ms = 300 } }, action = { Shell = "double" } },
        { trigger = { CC = { cc = 7, throttle_ms = 100 } }, action = { Shell = "fader" } },
        """;

    [Fact]
    public void Time_that_goes_backwards_stands_still()
    {
        var rig = Rig(Gestures);
        rig.Play(1000, "note-on 36 100").Play(400, "note-off 36");   // counts as 1000
        rig.Wait(1299);
        Assert.Empty(rig.TakeRan());
        rig.Play(1200, "note-on 36 100");                            // counts as 1299: still in the window
        Assert.Equal(["1299 Shell double"], rig.TakeRan());
        rig.Play(0, "note-off 36").Play(0, "cc 7 1").Play(1350, "cc 7 2").Play(10, "cc 7 3");
        Assert.Equal(["1299 Shell fader"], rig.TakeRan());
        rig.Wait(10_000);
        Assert.Equal(["1399 Shell fader"], rig.TakeRan());
    }

    [Fact]
    public void A_clock_that_jumps_to_its_end_and_back_leaves_nothing_waiting()
    {
        var rig = Rig(Gestures);
        rig.Play(0, "note-on 36 100");
        rig.Engine.Wake(long.MaxValue / 2);
        rig.Play(5, "note-off 36");
        Assert.Equal(["500 Shell long"], rig.TakeRan());
        Assert.Equal(long.MaxValue, rig.Engine.NextDue);
    }

    [Fact]
    public void A_million_messages_of_one_moment_are_a_million_messages()
    {
        var engine = new Engine(EngineRig.Plan($"global_mappings = [{Gestures} {{ trigger = {{ Note = 40 }}, action = {{ Keystroke = \"a\" }} }}]"), new CountingListener());
        engine.UseDevices(new FakeKeyboard(), new FakeMouse(), null);
        for (var i = 0; i < 500_000; i++)
        {
            engine.Process(new MidiMessage(MidiStatus.NoteOn, 0, 40, 100, 0, 7));
            engine.Process(new MidiMessage(MidiStatus.NoteOff, 0, 40, 0, 0, 7));
        }

        Assert.Equal((500_000, long.MaxValue, false), (engine.ActionCount, engine.NextDue, engine.IsHolding));
    }

    [Fact]
    public void All_128_notes_are_held_at_once_on_all_channels()
    {
        var rig = Rig("""
            { trigger = { Note = "any" }, action = { Keystroke = { keys = "shift", hold = true } } },
            { trigger = { LongPress = { note = "any", duration_ms = 100 } }, action = { Keystroke = "a" } },
            """);
        for (var channel = 0; channel < 16; channel++)
        {
            for (var note = 0; note < 128; note++) rig.Play(0, new MidiMessage(MidiStatus.NoteOn, channel, note, 1 + (note % 127)));
        }

        Assert.Equal("down shift", rig.TakeOutside());
        rig.TakeRan();
        rig.Wait(100);
        Assert.Equal(16 * 128, rig.TakeRan().Length);
        rig.TakeOutside();
        for (var channel = 0; channel < 16; channel++) rig.Play(200, new MidiMessage(MidiStatus.ControlChange, channel, 123, 0));
        Assert.Equal("up shift", rig.TakeOutside());
        Assert.Equal((false, long.MaxValue), (rig.Engine.IsHolding, rig.Engine.NextDue));
    }

    [Fact]
    public void Chords_that_share_their_notes_each_fire_once_in_the_order_of_the_file()
    {
        var rig = Rig("""
            { trigger = { NoteChord = [1, 2, 3] }, action = { Shell = "123" } },
            { trigger = { NoteChord = [2, 3] }, action = { Shell = "23" } },
            { trigger = { NoteChord = [1, 3] }, action = { Shell = "13" } },
            { trigger = { NoteChord = [1, 2] }, action = { Shell = "12" } },
            """);
        rig.Play(0, "note-on 1 1").Play(0, "note-on 2 1").Play(0, "note-on 3 1").Play(0, "note-on 3 1");
        Assert.Equal(["0 Shell 12", "0 Shell 123", "0 Shell 23", "0 Shell 13"], rig.TakeRan());
    }

    /// <summary>Numbers that MIDI has not: a status byte's kind with data of eight bits, straight to the engine.</summary>
    [Theory]
    [InlineData(MidiStatus.ControlChange, 7, 128)]
    [InlineData(MidiStatus.ControlChange, 200, 1)]
    [InlineData(MidiStatus.PolyPressure, 200, 1)]
    [InlineData(MidiStatus.PolyPressure, 36, 255)]
    [InlineData(MidiStatus.ProgramChange, 128, 0)]
    [InlineData(MidiStatus.ChannelPressure, 128, 0)]
    [InlineData(MidiStatus.PitchBend, 255, 255)]
    [InlineData(MidiStatus.NoteOn, 36, 128)]
    [InlineData(MidiStatus.NoteOff, 36, 128)]
    [InlineData(MidiStatus.Axis, 127, 5)]
    [InlineData(MidiStatus.Axis, 134, 5)]
    [InlineData(MidiStatus.SysEx, 0, 0)]
    public void What_no_message_can_be_is_nothing(MidiStatus kind, int data1, int data2)
    {
        var rig = Rig("""
            { trigger = { Note = "any" }, action = { Shell = "note" } },
            { trigger = { CC = 7 }, action = { Shell = "cc" } },
            { trigger = { EncoderTurn = { encoding = "twos_complement" } }, action = { Shell = "turn" } },
            { trigger = { type = "Aftertouch" }, action = { Shell = "pressure" } },
            { trigger = { type = "PitchBend" }, action = { Shell = "bend" } },
            { trigger = { type = "ProgramChange" }, action = { Shell = "program" } },
            { trigger = { SysEx = "F0 .. F7" }, action = { Shell = "sysex" } },
            """);
        rig.Play(0, new MidiMessage(kind, 0, data1, data2));
        Assert.Empty(rig.TakeRan());
        Assert.Empty(rig.Listener.Gestures);
    }

    [Fact]
    public void Channel_17_is_none_of_the_sixteen() =>
        Assert.Equal("'ch=17': channels are 1-16", Assert.Throws<InvalidOperationException>(() => Rig(Gestures).Play(0, "note-on 36 100 ch=17")).Message);

    [Fact]
    public void A_status_byte_of_no_kind_is_nothing()
    {
        var rig = Rig("""{ trigger = { Note = "any" }, action = { Shell = "note" } }""");
        for (var status = 0; status < 256; status++)
        {
            if (status is < 0x80 or >= 0xF0) rig.Play(0, new MidiMessage((byte)status, 36, 100));
        }

        Assert.Empty(rig.TakeRan());
    }

    /// <summary>More than a file can hold: the limit is that of the language.</summary>
    [Theory]
    [InlineData("""{ type = "Note", note = 36, velocity_min = 127 }""")]
    [InlineData("""{ type = "Note", note = 36, channel = 2 }""")]
    [InlineData("""{ type = "LongPress", note = 36, duration_ms = 1 }""")]
    public void A_hundred_thousand_mappings_on_one_note_are_looked_through(string trigger)
    {
        var config = EngineRig.Plan($"global_mappings = [{{ trigger = {trigger}, action = {{ Shell = \"x\" }} }}, {{ trigger = {{ Note = 36 }}, action = {{ Shell = \"last\" }} }}]").Config;
        var (first, last) = (config.GlobalMappings[0], config.GlobalMappings[1]);
        var many = Enumerable.Range(1, 99_999).Select(i => first.Trigger is LongPressTrigger longPress ? first with { Trigger = longPress with { DurationMs = 100_000 - i } } : first);
        var listener = new RecordingListener();
        var engine = new Engine(PlanBuilder.Build(config with { GlobalMappings = [.. many, last] }), listener, new FakeJobQueue());
        var begin = Stopwatch.StartNew();
        engine.Process(new MidiMessage(MidiStatus.NoteOn, 0, 36, 100));
        engine.Process(new MidiMessage(MidiStatus.NoteOff, 0, 36, 0));
        Assert.Equal(["0 Shell last"], listener.Actions.ConvertAll(action => action.ToString()));
        Assert.Equal(long.MaxValue, engine.NextDue);
        Assert.True(begin.Elapsed < TimeSpan.FromSeconds(20), "it hangs");
    }
}
