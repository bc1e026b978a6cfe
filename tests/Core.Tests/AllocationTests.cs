using System.Text;
using Conductor.Core.Midi;
using Conductor.TestKit;

namespace Conductor.Core.Tests;

/// <summary>"Nothing on this path … allocates": after a warm run a message costs no byte, with 1,000 mappings in the plan.</summary>
public class AllocationTests
{
    private const int Rounds = 200;

    private static readonly string Plan = Make();

    private static string Make()
    {
        var toml = new StringBuilder("""
            [[modes]]
            name = "One"
            mappings = [
                { trigger = { Note = 1 }, action = { Keystroke = "cmd+shift+a" } },
                { trigger = { Note = 2 }, action = { Keystroke = { keys = "b", hold = true } } },
                { trigger = { Note = { note = 3, on = "release" } }, action = { Keystroke = "c" } },
                { trigger = { Note = { note = 4, on = "tap" } }, action = { Keystroke = "d" } },
                { trigger = { LongPress = { note = 5, duration_ms = 10 } }, action = { Keystroke = "e" } },
                { trigger = { LongPress = { note = 5, duration_ms = 20 } }, action = { Keystroke = "f" } },
                { trigger = { NoteChord = [6, 7] }, action = { Keystroke = { keys = "g", hold = true } } },
                { trigger = { NoteChord = [6, 7, 8] }, action = { Keystroke = "h" } },
                { trigger = { CC = 1 }, action = { SendMidi = { port = "Synth", create = true, message_type = "CC", controller = 7 } } },
                { trigger = { CC = { cc = 2, value_min = 64, on = "enter" } }, action = { Keystroke = "i" } },
                { trigger = { Note = 9 }, action = { ModeChange = "Two" } },
                { trigger = { Note = 10 }, action = { ModeChange = { mode = "Two", hold = true } } },
                { trigger = { Note = 11 }, action = { SendMidi = { port = "Synth", create = true, note = 60 } } },
                { trigger = { Note = 12 }, action = { SendMidi = { port = "Synth", create = true, note = 61, duration_ms = 5 } } },
                { trigger = { Note = 13 }, actions = [{ Keystroke = "j" }, { Delay = 5 }, { Sequence = [{ MouseClick = "left" }, { Delay = 5 }] }, { MouseScroll = 1 }] },
                { trigger = { Note = 14 }, action = { Shell = "ls" } },
                { trigger = { Note = 15 }, actions = [{ Shell = "ls" }, { Keystroke = "k" }] },
                { trigger = { VelocityRange = { note = 16, level = "Hard" } }, action = { Keystroke = "l" } },
                { trigger = { Note = 17 }, action = { Conditional = { condition = { And = [
                    { ModeIs = "One" }, { DayOfWeek = ["Mon"] }, { TimeRange = { start = "00:00", end = "12:00" } }, { VelocityLevel = "Hard" },
                    { Or = [{ AppRunning = "OBS" }, { Not = { AppFrontmost = "OBS" } }, { Not = { ModifierPressed = "shift" } }, { Not = { AppNotRunning = "OBS" } }, { Not = "Never" }] },
                ] }, then_action = { Keystroke = "m" } } } },
                { trigger = { Note = 18 }, when_running = "restart", actions = [{ Keystroke = { keys = "n", hold = true } }, { Delay = 50 }, { Keystroke = "o" }] },
                { trigger = { Note = 19 }, when_running = "stop", action = { Shell = "ls" } },
                { trigger = { Note = 120 }, repeat_ms = 10, velocity_mapping = { Curve = { curve_type = "SCurve", intensity = 0.5 } }, action = { SendMidi = { port = "Synth", create = true, message_type = "CC", controller = 7 } } },
                { trigger = { Note = 121 }, action = { Cycle = { reset_ms = 5, actions = [{ Keystroke = "p" }, { Cycle = [{ Keystroke = "q" }, { Keystroke = "r" }] }] } } },
                { trigger = { Note = 122 }, repeat_ms = 10, actions = [{ ModeChange = { mode = "Two", hold = true } }, { Keystroke = { keys = "s", hold = true } }] },

            """);
        for (var i = 0; i < 980; i++) toml.Append($$"""    { trigger = { {{(i % 2 == 0 ? "Note" : "CC")}} = {{20 + (i % 100)}} }, action = { Keystroke = "z" } },""").Append('\n');
        return toml.Append("""
            ]
            [[modes]]
            name = "Two"
            on_enter = { Keystroke = "t" }
            on_exit = { Sequence = [{ Keystroke = "u" }, { Delay = 5 }] }
            mappings = [{ trigger = { Note = 9 }, action = { ModeChange = "One" } }]
            [[devices]]
            id = "pads"
            on_connect = { Cycle = [{ Keystroke = "v" }, { Keystroke = "w" }] }
            [[global_mappings]]
            trigger = { type = "Note", note = 123 }
            action = { Control = "pause" }
            [[global_mappings]]
            trigger = { type = "Note", note = 124 }
            action = { Control = "resume" }
            [[global_mappings]]
            trigger = { type = "Note", note = 125 }
            actions = [{ Keystroke = { keys = "x", hold = true } }, { Control = "panic" }]
            [[global_mappings]]
            trigger = { type = "Note", note = "any" }
            action = { type = "Keystroke", keys = "y" }
            """ + Global).ToString();
    }

    /// <summary>A gesture of every kind that the first mode has not.</summary>
    private const string Global = """

        [[global_mappings]]
        trigger = { type = "DoubleTap", note = 110, timeout_ms = 300 }
        action = { type = "Keystroke", keys = "a", hold = true }
        [[global_mappings]]
        trigger = { type = "Note", note = 111, on = "tap" }
        action.Keystroke = "b"
        [[global_mappings]]
        trigger = { type = "DoubleTap", note = 111, timeout_ms = 20 }
        action.Keystroke = "c"
        [[global_mappings]]
        trigger = { type = "EncoderTurn", cc = 120, encoding = "twos_complement" }
        action.Keystroke = "d"
        [[global_mappings]]
        trigger = { type = "EncoderTurn", cc = 121, encoding = "binary_offset", steps = 4 }
        action.Keystroke = "e"
        [[global_mappings]]
        trigger = { type = "CC", cc = 122, throttle_ms = 10 }
        action.Keystroke = "f"
        [[global_mappings]]
        trigger = { type = "Aftertouch", pressure_min = 64, on = "enter" }
        action.Keystroke = "g"
        [[global_mappings]]
        trigger = { type = "PitchBend", center_deadzone = 100, throttle_ms = 5 }
        action.Keystroke = "h"
        [[global_mappings]]
        trigger = { type = "ProgramChange" }
        action.Keystroke = "i"
        [[global_mappings]]
        trigger = { type = "Transport", message = "Start" }
        action.Keystroke = "j"
        [[global_mappings]]
        trigger = { type = "SysEx", pattern = "F0 00 ?? .. 01 .. F7" }
        action.Keystroke = "k"
        [[global_mappings]]
        trigger = { type = "GamepadAnalogStick", axis = "LeftX" }
        action.Keystroke = "l"
        [[global_mappings]]
        trigger = { type = "GamepadTriggerHold", trigger = "Left", duration_ms = 10 }
        action.Keystroke = "m"
        [[global_mappings]]
        trigger = { type = "GamepadButtonChord", buttons = ["L1", "R1"] }
        action.Keystroke = "n"
        [[global_mappings]]
        trigger = { type = "GamepadButtonHold", button = "L1", duration_ms = 10 }
        action.Keystroke = "o"
        [[global_mappings]]
        trigger = { type = "Note", note = 112 }
        condition = { ModeIs = "Two" }
        action.Keystroke = "p"

        """;

    /// <summary>An engine whose surroundings only count.</summary>
    private sealed class Room
    {
        private readonly FakeJobQueue _jobs = new();
        private long _now;

        public Room()
        {
            Engine = new Engine(EngineRig.Plan(Plan), Listener, _jobs);
            Engine.UseDevices(Keyboard, Mouse, null);
            Engine.DefineSlot(5, 1);
            foreach (var port in Engine.Plan.Needs.Outputs) Engine.UseOutput(port, Output);
        }

        public Engine Engine { get; }

        public bool AnswersJobs { get; set; } = true;

        public CountingListener Listener { get; } = new();

        public FakeKeyboard Keyboard { get; } = new();

        public FakeMouse Mouse { get; } = new();

        public FakeMidiOutput Output { get; } = new("Synth");

        public void Send(MidiStatus kind, int data1, int data2, int device = 0) => Send(new MidiMessage(kind, 0, data1, data2, (ushort)device));

        public void Send(in MidiMessage message)
        {
            _now += 1000;
            Engine.Process(message.At(_now));
            AnswerJobs();
        }

        public void SendSysEx(ReadOnlySpan<byte> bytes)
        {
            _now += 1000;
            Engine.ProcessSysEx(bytes, 0, _now);
            AnswerJobs();
        }

        private void AnswerJobs()
        {
            while (AnswersJobs && _jobs.FinishNext(Engine, _now))
            {
            }
        }

        public void Tap(int note, int device = 0)
        {
            Send(MidiStatus.NoteOn, note, 100, device);
            Send(MidiStatus.NoteOff, note, 0, device);
        }

        public void Wait(int ms)
        {
            _now += ms * 1000L;
            Engine.Wake(_now);
        }
    }

    /// <summary>Keys, long presses, chords, sent notes, what runs and repeats, and a layer.</summary>
    private static readonly int[] Holding = [2, 5, 6, 7, 11, 12, 13, 18, 120, 10];

    private static readonly Dictionary<string, Action<Room>> Plays = new()
    {
        ["a press and its release"] = room => room.Tap(1),
        ["a key that is held"] = room => room.Tap(2),
        ["a release mapping"] = room => room.Tap(3),
        ["a tap"] = room => room.Tap(4),
        ["a note struck again"] = room =>
        {
            room.Send(MidiStatus.NoteOn, 2, 100);
            room.Tap(2);
        },
        ["a note nobody mapped but the global one"] = room => room.Tap(127),
        ["a long press armed and let go"] = room => room.Tap(5),
        ["a long press armed and fired"] = room =>
        {
            room.Send(MidiStatus.NoteOn, 5, 100);
            room.Wait(15);
            room.Wait(15);
            room.Send(MidiStatus.NoteOff, 5, 0);
        },
        ["chords, one in another"] = room =>
        {
            for (var note = 6; note <= 8; note++) room.Send(MidiStatus.NoteOn, note, 100);
            for (var note = 6; note <= 8; note++) room.Send(MidiStatus.NoteOff, note, 0);
        },
        ["a knob that sends"] = room => room.Send(MidiStatus.ControlChange, 1, 5),
        ["a pedal"] = room =>
        {
            room.Send(MidiStatus.ControlChange, 2, 127);
            room.Send(MidiStatus.ControlChange, 2, 0);
        },
        ["all notes off"] = room =>
        {
            room.Send(MidiStatus.NoteOn, 2, 100);
            room.Send(MidiStatus.ControlChange, 123, 0);
        },
        ["a mode change and back"] = room =>
        {
            room.Tap(9);
            room.Tap(9);
        },
        ["a layer"] = room => room.Tap(10),
        ["a sent note"] = room => room.Tap(11),
        ["a sent note with a duration"] = room =>
        {
            room.Tap(12);
            room.Wait(10);
        },
        ["a sequence with delays"] = room =>
        {
            room.Tap(13);
            room.Wait(20);
        },
        ["a sequence pressed again while it runs"] = room =>
        {
            room.Tap(13);
            room.Tap(13);
            room.Wait(100);
        },
        ["a command"] = room => room.Tap(14),
        ["a command in a sequence"] = room => room.Tap(15),
        ["a hard hit"] = room => room.Tap(16),
        ["conditions"] = room => room.Tap(17),
        ["a sequence restarted by each press"] = room =>
        {
            for (var i = 0; i < 3; i++) room.Tap(18);
            room.Wait(100);
        },
        ["a command stopped"] = room =>
        {
            room.AnswersJobs = false;
            room.Tap(19);
            room.Tap(19);
            room.AnswersJobs = true;
        },
        ["a press that repeats"] = room =>
        {
            room.Send(MidiStatus.NoteOn, 120, 100);
            room.Wait(35);
            room.Send(MidiStatus.NoteOff, 120, 0);
        },
        ["a layer that repeats"] = room =>
        {
            room.Send(MidiStatus.NoteOn, 122, 100);
            room.Wait(35);
            room.Send(MidiStatus.NoteOff, 122, 0);
        },
        ["a device that connects"] = room => room.Engine.Connected(5, 0),
        ["a pause in the middle of all that can be held"] = room =>
        {
            foreach (var note in Holding) room.Send(MidiStatus.NoteOn, note, 100);
            room.Tap(123);
            room.Tap(2);
            room.Tap(124);
            room.Wait(100);
        },
        ["a panic in the middle of all that can be held"] = room =>
        {
            foreach (var note in Holding) room.Send(MidiStatus.NoteOn, note, 100);
            room.Tap(125);
            room.Wait(100);
        },
        ["cycles"] = room =>
        {
            for (var i = 0; i < 4; i++) room.Tap(121);
        },
        ["a double tap"] = room =>
        {
            room.Tap(110);
            room.Tap(110);
            room.Wait(400);
        },
        ["a tap that waits"] = room =>
        {
            room.Tap(111);
            room.Wait(30);
        },
        ["a tap that waited for its double tap"] = room =>
        {
            room.Tap(111);
            room.Tap(111);
            room.Wait(30);
        },
        ["an encoder"] = room =>
        {
            room.Send(MidiStatus.ControlChange, 120, 40);
            room.Send(MidiStatus.ControlChange, 120, 127);
        },
        ["an encoder that divides, and turns back"] = room =>
        {
            room.Send(MidiStatus.ControlChange, 121, 64 + 7);
            room.Send(MidiStatus.ControlChange, 121, 64 - 2);
        },
        ["a throttled fader"] = room =>
        {
            for (var value = 0; value < 30; value++) room.Send(MidiStatus.ControlChange, 122, value);
            room.Wait(50);
        },
        ["pressure of a channel and of a note"] = room =>
        {
            room.Send(MidiStatus.ChannelPressure, 100, 0);
            room.Send(MidiStatus.ChannelPressure, 0, 0);
            room.Send(MidiStatus.PolyPressure, 60, 100);
            room.Send(MidiStatus.PolyPressure, 60, 0);
        },
        ["a bend, throttled"] = room =>
        {
            for (var bend = 0; bend < 128; bend++) room.Send(MidiStatus.PitchBend, 0, bend);
            room.Wait(50);
        },
        ["a program and a start"] = room =>
        {
            room.Send(MidiStatus.ProgramChange, 5, 0);
            room.Send(MidiStatus.Start, 0, 0);
        },
        ["a SysEx message"] = room => room.SendSysEx([0xF0, 0, 1, 2, 3, 1, 1, 2, 0xF7]),
        ["a stick and a gamepad's trigger, held and let go"] = room =>
        {
            room.Send(MidiMessage.OfAxis(128, -100));
            room.Send(MidiMessage.OfAxis(128, 0));
            room.Send(MidiMessage.OfAxis(132, 100));
            room.Wait(20);
            room.Send(MidiMessage.OfAxis(132, 0));
            room.Send(MidiMessage.OfAxis(132, 100));
            room.Send(MidiMessage.OfAxis(132, 0));
        },
        ["buttons of a gamepad, held together"] = room =>
        {
            room.Send(MidiStatus.NoteOn, 136, 127);
            room.Send(MidiStatus.NoteOn, 137, 127);
            room.Wait(20);
            room.Send(MidiStatus.NoteOff, 136, 0);
            room.Send(MidiStatus.NoteOff, 137, 0);
        },
        ["a mapping with a condition"] = room => room.Tap(112),
        ["messages nobody listens to"] = room =>
        {
            room.Send(MidiStatus.PitchBend, 1, 2);
            room.Send(MidiStatus.Start, 0, 0);
            room.Send(MidiStatus.ChannelPressure, 5, 0);
        },
        ["two devices"] = room =>
        {
            room.Tap(1, device: 1);
            room.Tap(2, device: 200);
        },
        ["a device that is unplugged"] = room =>
        {
            room.Send(MidiStatus.NoteOn, 2, 100, device: 3);
            room.Engine.Disconnect(3, 0);
        },
    };

    public static TheoryData<string> What => [.. Plays.Keys];

    [Theory]
    [MemberData(nameof(What))]
    public void Costs_no_byte(string what)
    {
        var room = new Room();
        var play = Plays[what];
        for (var i = 0; i < Rounds; i++) play(room);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++) play(room);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.Equal(0, allocated);
        Assert.Equal(0, room.Listener.Failures);
    }

    [Fact]
    public void What_is_measured_really_runs()
    {
        var room = new Room();
        foreach (var play in Plays.Values) play(room);
        Assert.True(room.Keyboard.Presses > 20 && room.Keyboard.Presses == room.Keyboard.Releases, $"{room.Keyboard.Presses} presses, {room.Keyboard.Releases} releases");
        Assert.Equal((12, 19, 10), (room.Mouse.Events, room.Output.Sent, room.Listener.ModeChanges));
        Assert.Equal(0, room.Listener.Failures);
        Assert.False(room.Engine.IsHolding);
    }
}
