using System.Runtime.InteropServices;

namespace Conductor.Native.Alsa;

/// <summary>
/// Event types. &lt;alsa/seq_event.h&gt;, enum snd_seq_event_type, https://www.alsa-project.org/alsa-doc/alsa-lib/group___seq_events.html
/// </summary>
public static class SeqEvent
{
    public const byte SND_SEQ_EVENT_SYSTEM = 0;
    public const byte SND_SEQ_EVENT_RESULT = 1;

    // data.note
    public const byte SND_SEQ_EVENT_NOTE = 5;
    public const byte SND_SEQ_EVENT_NOTEON = 6;
    public const byte SND_SEQ_EVENT_NOTEOFF = 7;
    public const byte SND_SEQ_EVENT_KEYPRESS = 8;

    // data.control
    public const byte SND_SEQ_EVENT_CONTROLLER = 10;
    public const byte SND_SEQ_EVENT_PGMCHANGE = 11;
    public const byte SND_SEQ_EVENT_CHANPRESS = 12;

    /// <summary>Its value is from -8192 to 8191.</summary>
    public const byte SND_SEQ_EVENT_PITCHBEND = 13;

    public const byte SND_SEQ_EVENT_CONTROL14 = 14;
    public const byte SND_SEQ_EVENT_NONREGPARAM = 15;
    public const byte SND_SEQ_EVENT_REGPARAM = 16;
    public const byte SND_SEQ_EVENT_SONGPOS = 20;
    public const byte SND_SEQ_EVENT_SONGSEL = 21;
    public const byte SND_SEQ_EVENT_QFRAME = 22;

    // data.queue
    public const byte SND_SEQ_EVENT_START = 30;
    public const byte SND_SEQ_EVENT_CONTINUE = 31;
    public const byte SND_SEQ_EVENT_STOP = 32;
    public const byte SND_SEQ_EVENT_CLOCK = 36;

    // no data
    public const byte SND_SEQ_EVENT_TUNE_REQUEST = 40;
    public const byte SND_SEQ_EVENT_RESET = 41;
    public const byte SND_SEQ_EVENT_SENSING = 42;

    // data.addr
    public const byte SND_SEQ_EVENT_CLIENT_START = 60;
    public const byte SND_SEQ_EVENT_CLIENT_EXIT = 61;
    public const byte SND_SEQ_EVENT_CLIENT_CHANGE = 62;
    public const byte SND_SEQ_EVENT_PORT_START = 63;
    public const byte SND_SEQ_EVENT_PORT_EXIT = 64;
    public const byte SND_SEQ_EVENT_PORT_CHANGE = 65;

    // data.connect
    public const byte SND_SEQ_EVENT_PORT_SUBSCRIBED = 66;
    public const byte SND_SEQ_EVENT_PORT_UNSUBSCRIBED = 67;

    // data.ext
    public const byte SND_SEQ_EVENT_SYSEX = 130;

    public const byte SND_SEQ_EVENT_NONE = 255;

    // snd_seq_event_t.flags
    public const byte SND_SEQ_EVENT_LENGTH_FIXED = 0 << 2;
    public const byte SND_SEQ_EVENT_LENGTH_VARIABLE = 1 << 2;

    /// <summary>data.ext.ptr points into the sender's memory.</summary>
    public const byte SND_SEQ_EVENT_LENGTH_VARUSR = 2 << 2;
    public const byte SND_SEQ_EVENT_LENGTH_MASK = 3 << 2;
}

[StructLayout(LayoutKind.Sequential)]
public struct snd_seq_addr_t
{
    public byte client;
    public byte port;
}

[StructLayout(LayoutKind.Sequential)]
public struct snd_seq_connect_t
{
    public snd_seq_addr_t sender;
    public snd_seq_addr_t dest;
}

[StructLayout(LayoutKind.Sequential)]
public struct snd_seq_real_time_t
{
    public uint tv_sec;
    public uint tv_nsec;
}

[StructLayout(LayoutKind.Explicit)]
public struct snd_seq_timestamp_t
{
    [FieldOffset(0)] public uint tick;
    [FieldOffset(0)] public snd_seq_real_time_t time;
}

[StructLayout(LayoutKind.Sequential)]
public struct snd_seq_ev_note_t
{
    public byte channel;
    public byte note;
    public byte velocity;
    public byte off_velocity;
    public uint duration;
}

[StructLayout(LayoutKind.Sequential)]
public unsafe struct snd_seq_ev_ctrl_t
{
    public byte channel;
    public fixed byte unused[3];
    public uint param;
    public int value;
}

/// <summary>__attribute__((packed)): the pointer stands at 4.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public unsafe struct snd_seq_ev_ext_t
{
    public uint len;
    public void* ptr;
}

/// <summary>The union "param" has eight bytes; only its first member is here.</summary>
[StructLayout(LayoutKind.Sequential, Size = 12)]
public unsafe struct snd_seq_ev_queue_control_t
{
    public byte queue;
    public fixed byte unused[3];
    public int value;
}

/// <summary>The union "data" of <see cref="snd_seq_event_t"/>, which has no name of its own.</summary>
[StructLayout(LayoutKind.Explicit, Pack = 4, Size = 12)]
public struct snd_seq_event_data
{
    [FieldOffset(0)] public snd_seq_ev_note_t note;
    [FieldOffset(0)] public snd_seq_ev_ctrl_t control;
    [FieldOffset(0)] public snd_seq_ev_ext_t ext;
    [FieldOffset(0)] public snd_seq_ev_queue_control_t queue;
    [FieldOffset(0)] public snd_seq_addr_t addr;
    [FieldOffset(0)] public snd_seq_connect_t connect;
}

/// <summary>One event, 28 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct snd_seq_event_t
{
    public byte type;
    public byte flags;
    public byte tag;
    public byte queue;
    public snd_seq_timestamp_t time;
    public snd_seq_addr_t source;
    public snd_seq_addr_t dest;
    public snd_seq_event_data data;
}
