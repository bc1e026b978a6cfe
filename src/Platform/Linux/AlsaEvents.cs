using System.Runtime.Versioning;
using Conductor.Core.Midi;
using Conductor.Native.Alsa;
using static Conductor.Native.Alsa.SeqEvent;

namespace Conductor.Platform.Linux;

/// <summary>Sequencer events ↔ messages.</summary>
[SupportedOSPlatform("linux")]
public static class AlsaEvents
{
    private const int BendCentre = 8192;

    /// <summary>
    /// False for whatever is no message of ours: clock, active sensing, SysEx (see <see cref="AlsaSysEx"/>), and notes with a duration and 14-bit controllers, which only
    /// programs send and no controller. Programs and broken drivers can write any number into an event: one that says which (channel, note,
    /// controller, program) is then nobody's and the event is nothing; one that says how much is brought to the nearest that exists.
    /// </summary>
    public static bool TryRead(in snd_seq_event_t ev, ushort device, long time, out MidiMessage message)
    {
        switch (ev.type)
        {
            case SND_SEQ_EVENT_NOTEON: return Note(MidiStatus.NoteOn, ev.data.note, device, time, out message);
            case SND_SEQ_EVENT_NOTEOFF: return Note(MidiStatus.NoteOff, ev.data.note, device, time, out message);
            case SND_SEQ_EVENT_KEYPRESS: return Note(MidiStatus.PolyPressure, ev.data.note, device, time, out message);
            case SND_SEQ_EVENT_CONTROLLER: return Controller(ev.data.control, device, time, out message);
            case SND_SEQ_EVENT_PGMCHANGE: return Program(ev.data.control, device, time, out message);
            case SND_SEQ_EVENT_CHANPRESS: return Pressure(ev.data.control, device, time, out message);
            case SND_SEQ_EVENT_PITCHBEND: return Bend(ev.data.control, device, time, out message);
            case SND_SEQ_EVENT_START: return Transport(MidiStatus.Start, device, time, out message);
            case SND_SEQ_EVENT_CONTINUE: return Transport(MidiStatus.Continue, device, time, out message);
            case SND_SEQ_EVENT_STOP: return Transport(MidiStatus.Stop, device, time, out message);
            default:
                message = default;
                return false;
        }
    }

    /// <summary>An event for immediate delivery; source and destination are left to the sender. SysEx and a gamepad's axes go no such way.</summary>
    public static snd_seq_event_t From(in MidiMessage message) => message.Kind switch
    {
        MidiStatus.NoteOff => Note(SND_SEQ_EVENT_NOTEOFF, message),
        MidiStatus.NoteOn => Note(SND_SEQ_EVENT_NOTEON, message),
        MidiStatus.PolyPressure => Note(SND_SEQ_EVENT_KEYPRESS, message),
        MidiStatus.ControlChange => Control(SND_SEQ_EVENT_CONTROLLER, message, message.Data2, param: message.Data1),
        MidiStatus.ProgramChange => Control(SND_SEQ_EVENT_PGMCHANGE, message, message.Data1),
        MidiStatus.ChannelPressure => Control(SND_SEQ_EVENT_CHANPRESS, message, message.Data1),
        MidiStatus.PitchBend => Control(SND_SEQ_EVENT_PITCHBEND, message, message.Bend - BendCentre),
        MidiStatus.SysEx or MidiStatus.Axis => throw new ArgumentException($"No event of the sequencer is a {message.Kind} message", nameof(message)),
        MidiStatus.Start => Direct(SND_SEQ_EVENT_START),
        MidiStatus.Continue => Direct(SND_SEQ_EVENT_CONTINUE),
        MidiStatus.Stop => Direct(SND_SEQ_EVENT_STOP),
    };

    private static bool Note(MidiStatus kind, in snd_seq_ev_note_t note, ushort device, long time, out MidiMessage message)
    {
        message = new MidiMessage(kind, note.channel, note.note, Amount(note.velocity), device, time);
        return note.channel < 16 && note.note < 128;
    }

    private static bool Controller(in snd_seq_ev_ctrl_t control, ushort device, long time, out MidiMessage message)
    {
        message = new MidiMessage(MidiStatus.ControlChange, control.channel, (int)control.param, Amount(control.value), device, time);
        return control.channel < 16 && control.param < 128;
    }

    private static bool Program(in snd_seq_ev_ctrl_t control, ushort device, long time, out MidiMessage message)
    {
        message = new MidiMessage(MidiStatus.ProgramChange, control.channel, control.value, 0, device, time);
        return control.channel < 16 && (uint)control.value < 128;
    }

    private static bool Pressure(in snd_seq_ev_ctrl_t control, ushort device, long time, out MidiMessage message)
    {
        message = new MidiMessage(MidiStatus.ChannelPressure, control.channel, Amount(control.value), 0, device, time);
        return control.channel < 16;
    }

    private static bool Bend(in snd_seq_ev_ctrl_t control, ushort device, long time, out MidiMessage message)
    {
        var bend = Math.Clamp(control.value, -BendCentre, BendCentre - 1) + BendCentre;
        message = new MidiMessage(MidiStatus.PitchBend, control.channel, bend & 0x7F, bend >> 7, device, time);
        return control.channel < 16;
    }

    private static bool Transport(MidiStatus kind, ushort device, long time, out MidiMessage message)
    {
        message = new MidiMessage(kind, 0, 0, 0, device, time);
        return true;
    }

    private static int Amount(int value) => Math.Clamp(value, 0, 127);

    private static snd_seq_event_t Note(byte type, in MidiMessage message)
    {
        var ev = Direct(type);
        ev.data.note.channel = (byte)message.Channel;
        ev.data.note.note = message.Data1;
        ev.data.note.velocity = message.Data2;
        return ev;
    }

    private static snd_seq_event_t Control(byte type, in MidiMessage message, int value, uint param = 0)
    {
        var ev = Direct(type);
        ev.data.control.channel = (byte)message.Channel;
        ev.data.control.param = param;
        ev.data.control.value = value;
        return ev;
    }

    private static snd_seq_event_t Direct(byte type) => new() { type = type, queue = Seq.SND_SEQ_QUEUE_DIRECT };
}
