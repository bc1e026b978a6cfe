using Conductor.Core.Midi;
using Conductor.Core.Ports;
using Conductor.Native.Alsa;
using Conductor.Platform.Linux;
using static Conductor.Native.Alsa.Seq;
using static Conductor.Native.Alsa.SeqEvent;
using static Conductor.Native.Alsa.SeqPort;
using static Conductor.Native.Alsa.SeqSubscribe;

namespace Conductor.Alsa.Tests;

/// <summary>Another program at the sequencer.</summary>
internal sealed unsafe class RawClient : IDisposable
{
    public const uint Readable = SND_SEQ_PORT_CAP_READ | SND_SEQ_PORT_CAP_SUBS_READ;
    public const uint Writable = SND_SEQ_PORT_CAP_WRITE | SND_SEQ_PORT_CAP_SUBS_WRITE;

    private readonly SeqHandle _handle = SeqHandle.Open("default", SND_SEQ_OPEN_DUPLEX, SND_SEQ_NONBLOCK);

    public RawClient(string name)
    {
        Check(snd_seq_set_client_name(_handle.Pointer, name));
        Id = Check(snd_seq_client_id(_handle.Pointer));
    }

    public int Id { get; }

    public MidiPort CreatePort(string name, uint capability)
    {
        var port = Check(snd_seq_create_simple_port(_handle.Pointer, name, capability, SND_SEQ_PORT_TYPE_MIDI_GENERIC));
        return new MidiPort((Id << 8) | port, "", name, $"{Id}:{port}", IsOurs: false, IsSystem: false);
    }

    public void DeletePort(MidiPort port) => Check(snd_seq_delete_simple_port(_handle.Pointer, port.Id & 0xFF));

    public void Connect(MidiPort from, MidiPort to) => Check(snd_seq_connect_to(_handle.Pointer, from.Id & 0xFF, to.Id >> 8, to.Id & 0xFF));

    public bool IsConnected(int from, int to)
    {
        var memory = stackalloc byte[(int)snd_seq_port_subscribe_sizeof()];
        var subscription = (snd_seq_port_subscribe_t*)memory;
        var sender = Address(from);
        var dest = Address(to);
        snd_seq_port_subscribe_set_sender(subscription, &sender);
        snd_seq_port_subscribe_set_dest(subscription, &dest);
        return snd_seq_get_port_subscription(_handle.Pointer, subscription) == 0;
    }

    /// <summary>To all who are connected to the port.</summary>
    public void Send(MidiPort from, MidiMessage message) => Check(TrySend(from, AlsaEvents.From(message)));

    public void Send(MidiPort from, snd_seq_event_t ev) => Check(TrySend(from, ev));

    public void SendSysEx(MidiPort from, int length) => SendSysEx(from, new byte[length]);

    /// <summary>A message, or a piece of one, in one event.</summary>
    public void SendSysEx(MidiPort from, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            var ev = new snd_seq_event_t { type = SND_SEQ_EVENT_SYSEX, flags = SND_SEQ_EVENT_LENGTH_VARIABLE };
            ev.queue = SND_SEQ_QUEUE_DIRECT;
            ev.data.ext = new snd_seq_ev_ext_t { len = (uint)bytes.Length, ptr = first };
            Check(TrySend(from, ev));
        }
    }

    public int TrySend(MidiPort from, snd_seq_event_t ev)
    {
        ev.source.port = (byte)from.Id;
        ev.dest = new snd_seq_addr_t { client = SND_SEQ_ADDRESS_SUBSCRIBERS, port = SND_SEQ_ADDRESS_UNKNOWN };
        return SeqOutput.snd_seq_event_output_direct(_handle.Pointer, &ev);
    }

    /// <summary>The next message that has arrived, over whatever else (the kernel tells of connections), or null.</summary>
    public MidiMessage? Read()
    {
        snd_seq_event_t* ev;
        while (SeqInput.snd_seq_event_input(_handle.Pointer, &ev) >= 0)
            if (AlsaEvents.TryRead(*ev, device: 0, time: 0, out var message)) return message;
        return null;
    }

    public void Dispose() => _handle.Dispose();

    private static snd_seq_addr_t Address(int id) => new() { client = (byte)(id >> 8), port = (byte)id };

    private static int Check(int status) => AlsaError.Check(status, "the test's own client");
}
