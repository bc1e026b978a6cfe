using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.Alsa;
using static Conductor.Native.Alsa.Seq;
using static Conductor.Native.Alsa.SeqClient;
using static Conductor.Native.Alsa.SeqPort;

namespace Conductor.Platform.Linux;

/// <summary>The sequencer's ports, in its own order: by client, then by port.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe class AlsaPorts
{
    private const uint Hidden = SND_SEQ_PORT_CAP_NO_EXPORT | SND_SEQ_PORT_CAP_INACTIVE;

    public static IReadOnlyList<MidiPort> Sources(AlsaClient us) => List(us, SND_SEQ_PORT_CAP_READ | SND_SEQ_PORT_CAP_SUBS_READ);

    public static IReadOnlyList<MidiPort> Destinations(AlsaClient us) => List(us, SND_SEQ_PORT_CAP_WRITE | SND_SEQ_PORT_CAP_SUBS_WRITE);

    public static int Id(snd_seq_addr_t address) => (address.client << 8) | address.port;

    public static snd_seq_addr_t Address(int id) => new() { client = (byte)(id >> 8), port = (byte)id };

    /// <summary>For errors: 20:0 "Launchpad Mini MIDI 1".</summary>
    public static string Describe(MidiPort port) => $"{port.Address} \"{port.Name}\"";

    private static List<MidiPort> List(AlsaClient us, uint capability)
    {
        var ports = new List<MidiPort>();
        var memory = stackalloc byte[(int)snd_seq_client_info_sizeof()];
        var client = (snd_seq_client_info_t*)memory;
        snd_seq_client_info_set_client(client, -1);
        while (snd_seq_query_next_client(us.Sequencer, client) >= 0) AddPorts(us, client, capability, ports);
        return ports;
    }

    // A client that goes while we look has no next port: no error.
    private static void AddPorts(AlsaClient us, snd_seq_client_info_t* client, uint capability, List<MidiPort> ports)
    {
        var memory = stackalloc byte[(int)snd_seq_port_info_sizeof()];
        var port = (snd_seq_port_info_t*)memory;
        snd_seq_port_info_set_client(port, snd_seq_client_info_get_client(client));
        snd_seq_port_info_set_port(port, -1);
        while (snd_seq_query_next_port(us.Sequencer, port) >= 0)
            if ((snd_seq_port_info_get_capability(port) & (capability | Hidden)) == capability) ports.Add(Port(us, client, port));
    }

    private static MidiPort Port(AlsaClient us, snd_seq_client_info_t* client, snd_seq_port_info_t* port)
    {
        var address = new snd_seq_addr_t
        {
            client = (byte)snd_seq_client_info_get_client(client),
            port = (byte)snd_seq_port_info_get_port(port),
        };
        return new MidiPort(
            Id(address),
            Text(snd_seq_client_info_get_name(client)),
            Text(snd_seq_port_info_get_name(port)),
            $"{address.client}:{address.port}",
            IsOurs: address.client == us.Id,
            IsSystem: IsSystem(client));
    }

    // Midi Through is client 14 of the kernel's, but the number is a habit; a program may call itself so without being it.
    private static bool IsSystem(snd_seq_client_info_t* client) =>
        snd_seq_client_info_get_client(client) == SND_SEQ_CLIENT_SYSTEM
        || (snd_seq_client_info_get_type(client) == SND_SEQ_KERNEL_CLIENT && Text(snd_seq_client_info_get_name(client)) == "Midi Through");

    private static string Text(byte* name) => Marshal.PtrToStringUTF8((nint)name) ?? "";
}
