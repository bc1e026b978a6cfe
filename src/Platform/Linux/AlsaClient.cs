using System.Runtime.Versioning;
using Conductor.Native.Alsa;
using static Conductor.Native.Alsa.Seq;
using static Conductor.Native.Alsa.SeqPort;
using static Conductor.Native.Alsa.SeqSubscribe;

namespace Conductor.Platform.Linux;

/// <summary>
/// Our place in the sequencer: one client, the port that all input comes to, the port that goes before all output to others.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class AlsaClient : IDisposable
{
    private const uint Type = SND_SEQ_PORT_TYPE_MIDI_GENERIC | SND_SEQ_PORT_TYPE_APPLICATION;
    private const uint Readable = SND_SEQ_PORT_CAP_READ | SND_SEQ_PORT_CAP_SUBS_READ;
    private const uint Writable = SND_SEQ_PORT_CAP_WRITE | SND_SEQ_PORT_CAP_SUBS_WRITE;

    private readonly SeqHandle _handle;

    private AlsaClient(SeqHandle handle, string name)
    {
        _handle = handle;
        AlsaError.Check(snd_seq_set_client_name(Sequencer, name), nameof(snd_seq_set_client_name));
        Id = (byte)AlsaError.Check(snd_seq_client_id(Sequencer), nameof(snd_seq_client_id));
        MakeRoom();
        InPort = CreatePort("in", Writable);
        OutPort = CreatePort("out", Readable | SND_SEQ_PORT_CAP_NO_EXPORT);
        ConnectFrom(new snd_seq_addr_t { client = SND_SEQ_CLIENT_SYSTEM, port = SND_SEQ_PORT_SYSTEM_ANNOUNCE });
    }

    /// <summary>For calls; not to be kept.</summary>
    public snd_seq_t* Sequencer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
            return _handle.Pointer;
        }
    }

    public bool IsClosed => _handle.IsClosed;

    public byte Id { get; }

    public byte InPort { get; }

    /// <summary>Not exported: nobody can connect to it, and no list shows it.</summary>
    public byte OutPort { get; }

    public static AlsaClient Open(string name)
    {
        AlsaLibrary.Quieten();
        var handle = SeqHandle.Open("default", SND_SEQ_OPEN_DUPLEX, SND_SEQ_NONBLOCK);
        try
        {
            return new AlsaClient(handle, name);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>A port that other programs can read from.</summary>
    public byte CreateSource(string name) => CreatePort(name, Readable);

    public void DeletePort(byte port) => _ = snd_seq_delete_simple_port(Sequencer, port); // fails only where there is none

    /// <summary>Lets a source send to our input; one that does already stays as it is, and the answer is false.</summary>
    public bool ConnectFrom(snd_seq_addr_t source)
    {
        var status = snd_seq_connect_from(Sequencer, InPort, source.client, source.port);
        CheckUnless(AlsaError.EBUSY, status, nameof(snd_seq_connect_from));
        return status >= 0;
    }

    /// <summary>A source that is not connected, or gone, is no error.</summary>
    public void DisconnectFrom(snd_seq_addr_t source) =>
        _ = snd_seq_disconnect_from(Sequencer, InPort, source.client, source.port);

    /// <summary>Makes the kernel open the device behind a destination; one that is open already stays as it is, and the answer is false.</summary>
    public bool ConnectTo(snd_seq_addr_t destination)
    {
        var status = snd_seq_connect_to(Sequencer, OutPort, destination.client, destination.port);
        CheckUnless(AlsaError.EBUSY, status, nameof(snd_seq_connect_to));
        return status >= 0;
    }

    /// <summary>A destination that is not connected, or gone, is no error.</summary>
    public void DisconnectTo(snd_seq_addr_t destination) =>
        _ = snd_seq_disconnect_to(Sequencer, OutPort, destination.client, destination.port);

    /// <summary>Whether the kernel knows of the connection from a source to our input.</summary>
    public bool IsConnectedFrom(snd_seq_addr_t source)
    {
        var memory = stackalloc byte[(int)snd_seq_port_subscribe_sizeof()];
        var subscription = (snd_seq_port_subscribe_t*)memory;
        var input = new snd_seq_addr_t { client = Id, port = InPort };
        snd_seq_port_subscribe_set_sender(subscription, &source);
        snd_seq_port_subscribe_set_dest(subscription, &input);
        return snd_seq_get_port_subscription(Sequencer, subscription) == 0;
    }

    public void Dispose() => _handle.Dispose();

    // The kernel's pool bridges the moments when we are not scheduled: 2000 events are 0.2 s at 10,000 a second. libasound's buffer takes
    // all of it with one read, and so also the longest SysEx that fits there; one that does not fit would be offered for ever and never
    // read.
    private void MakeRoom()
    {
        AlsaError.Check(snd_seq_set_client_pool_input(Sequencer, SNDRV_SEQ_MAX_CLIENT_EVENTS), nameof(snd_seq_set_client_pool_input));
        var bytes = (nuint)((SNDRV_SEQ_MAX_CLIENT_EVENTS + 1) * sizeof(snd_seq_event_t));
        AlsaError.Check(snd_seq_set_input_buffer_size(Sequencer, bytes), nameof(snd_seq_set_input_buffer_size));
    }

    private byte CreatePort(string name, uint capability) =>
        (byte)AlsaError.Check(snd_seq_create_simple_port(Sequencer, name, capability, Type), nameof(snd_seq_create_simple_port));

    private static void CheckUnless(int expected, int status, string function)
    {
        if (status != expected) AlsaError.Check(status, function);
    }
}
