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
    Start = 0xFA,
    Continue = 0xFB,
    Stop = 0xFC,
}

/// <summary>
/// One complete MIDI message, with where and when it arrived: 16 bytes, copied by value all the way to the look-up.
/// </summary>
/// <remarks>Note-on with velocity 0 is written as the note-off it means (MIDI 1.0, "Note-Off"); data bytes are 0–127.</remarks>
public readonly record struct MidiMessage
{
    /// <summary>Microseconds of the monotonic clock.</summary>
    public long Time { get; }

    /// <summary>The slot of the device it came from; 0 is "no device of the configuration".</summary>
    public ushort Device { get; }

    private readonly byte _status;

    /// <summary>First data byte: note, controller or program number; bend: low seven bits. 0–127.</summary>
    public byte Data1 { get; }

    /// <summary>Second data byte: velocity, value or pressure; bend: high seven bits. 0–127.</summary>
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

    /// <summary>The status byte as it goes over the wire.</summary>
    public byte StatusByte => _status;

    public MidiStatus Kind => (MidiStatus)(_status < 0xF0 ? _status & 0xF0 : _status);

    /// <summary>0–15; people are shown 1–16. 0 for messages without a channel.</summary>
    public int Channel => _status < 0xF0 ? _status & 0x0F : 0;

    /// <summary>A bend's value, 0–16383, centre 8192.</summary>
    public int Bend => Data1 | (Data2 << 7);

    public MidiMessage At(long time) => new(_status, Data1, Data2, Device, time);

    public MidiMessage From(ushort device) => new(_status, Data1, Data2, device, Time);
}
