using Conductor.Core.Triggers;

namespace Conductor.Core.Midi;

/// <summary>The upper four bits of a channel message's status byte (MIDI 1.0 Detailed Specification, table I), and the whole byte of the rest.</summary>
public enum MidiStatus : byte
{
    NoteOff = 0x80,
    NoteOn = 0x90,
    PolyPressure = 0xA0,
    ControlChange = 0xB0,
    ProgramChange = 0xC0,
    ChannelPressure = 0xD0,
    PitchBend = 0xE0,

    /// <summary>F0 … F7, whose bytes travel beside the message.</summary>
    SysEx = 0xF0,

    /// <summary>A gamepad's axis. Ours: MIDI 1.0 leaves this status byte undefined ("System Common Messages"), so that nothing else means it and no bytes yield it.</summary>
    Axis = 0xF4,

    Start = 0xFA,
    Continue = 0xFB,
    Stop = 0xFC,
}

/// <summary>
/// One complete MIDI message, with where and when it arrived: 16 bytes, copied by value all the way to the look-up.
/// </summary>
/// <remarks>
/// Note-on with velocity 0 is written as the note-off it means (MIDI 1.0, "Note-Off"). Data bytes are 0–127, but for a gamepad's, which no MIDI device can send: its buttons are notes with the
/// numbers 128–255, its axes have the numbers 128–133 and a signed value.
/// </remarks>
public readonly record struct MidiMessage
{
    /// <summary>Microseconds of the monotonic clock.</summary>
    public long Time { get; }

    /// <summary>The slot of the device it came from; 0 is "no device of the configuration".</summary>
    public ushort Device { get; }

    private readonly byte _status;

    /// <summary>First data byte: note, controller or program number; bend: low seven bits. 0–127; a button: 128–255, an axis: 128–133.</summary>
    public byte Data1 { get; }

    /// <summary>Second data byte: velocity, value or pressure; bend: high seven bits. 0–127; an axis: <see cref="AxisValue"/>.</summary>
    public byte Data2 { get; }

    public MidiMessage(byte status, byte data1, byte data2, ushort device = 0, long time = 0)
    {
        if (status >> 4 == 0x9 && data2 == 0) status = (byte)(0x80 | (status & 0x0F));
        _status = status;
        Data1 = data1;
        Data2 = data2;
        Device = device;
        Time = time;
    }

    public MidiMessage(MidiStatus kind, int channel, int data1, int data2, ushort device = 0, long time = 0)
        : this((byte)((int)kind < 0xF0 ? (int)kind | (channel & 0x0F) : (int)kind), (byte)data1, (byte)data2, device, time)
    {
    }

    /// <summary>An axis of a gamepad (128–133) stands at a value now, −127…127.</summary>
    public static MidiMessage OfAxis(int axis, int value, ushort device = 0, long time = 0) => new(MidiStatus.Axis, 0, axis, Math.Clamp(value, -127, 127), device, time);

    /// <summary>The status byte as it goes over the wire.</summary>
    public byte StatusByte => _status;

    public MidiStatus Kind => (MidiStatus)(HasChannel ? _status & 0xF0 : _status);

    public bool HasChannel => _status < 0xF0;

    /// <summary>0–15; people are shown 1–16. 0 for messages without a channel.</summary>
    public int Channel => HasChannel ? _status & 0x0F : 0;

    /// <summary>A bend's value, 0–16383, centre 8192.</summary>
    public int Bend => Data1 | (Data2 << 7);

    /// <summary>Where an axis stands, −127…127; 0 at rest.</summary>
    public int AxisValue => (sbyte)Data2;

    /// <summary>Whether its numbers are ones that a message of its kind can have; a broken driver's may not be, and are nothing to the engine.</summary>
    public bool IsPossible => Kind switch
    {
        MidiStatus.NoteOn or MidiStatus.NoteOff => Data2 < 0x80,
        MidiStatus.Axis => Data1 is >= GamepadNames.First and < GamepadNames.First + GamepadNames.AxisCount && AxisValue >= -127,
        MidiStatus.PolyPressure or MidiStatus.ControlChange or MidiStatus.ProgramChange or MidiStatus.ChannelPressure or MidiStatus.PitchBend => (Data1 | Data2) < 0x80,
        MidiStatus.Start or MidiStatus.Continue or MidiStatus.Stop => true,
        MidiStatus.SysEx => false,   // its bytes travel beside it: Engine.ProcessSysEx
        _ => false,   // a status byte of no kind
    };

    public MidiMessage At(long time) => new(_status, Data1, Data2, Device, time);

    public MidiMessage From(ushort device) => new(_status, Data1, Data2, device, Time);
}
