using System.Runtime.InteropServices;

namespace Conductor.Native.Alsa;

/// <summary>Opaque; lives in as many zeroed bytes as <see cref="SeqPort.snd_seq_port_info_sizeof"/> says.</summary>
public readonly struct snd_seq_port_info_t;

/// <summary>
/// Ports. &lt;alsa/seq.h&gt;, &lt;alsa/seqmid.h&gt;, https://www.alsa-project.org/alsa-doc/alsa-lib/group___seq_port.html
/// </summary>
public static unsafe partial class SeqPort
{
    public const byte SND_SEQ_PORT_SYSTEM_TIMER = 0;
    public const byte SND_SEQ_PORT_SYSTEM_ANNOUNCE = 1;

    public const uint SND_SEQ_PORT_CAP_READ = 1 << 0;
    public const uint SND_SEQ_PORT_CAP_WRITE = 1 << 1;
    public const uint SND_SEQ_PORT_CAP_SUBS_READ = 1 << 5;
    public const uint SND_SEQ_PORT_CAP_SUBS_WRITE = 1 << 6;
    public const uint SND_SEQ_PORT_CAP_NO_EXPORT = 1 << 7;

    /// <summary>A group that a MIDI 2.0 device does not use at present; since alsa-lib 1.2.10 and Linux 6.5.</summary>
    public const uint SND_SEQ_PORT_CAP_INACTIVE = 1 << 8;

    public const uint SND_SEQ_PORT_TYPE_MIDI_GENERIC = 1 << 1;
    public const uint SND_SEQ_PORT_TYPE_APPLICATION = 1 << 20;

    [LibraryImport(AlsaLibrary.Name)]
    public static partial nuint snd_seq_port_info_sizeof();

    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_port_info_get_port(snd_seq_port_info_t* info);

    /// <summary>Points into <paramref name="info"/>.</summary>
    [LibraryImport(AlsaLibrary.Name)]
    public static partial byte* snd_seq_port_info_get_name(snd_seq_port_info_t* info);

    [LibraryImport(AlsaLibrary.Name)]
    public static partial uint snd_seq_port_info_get_capability(snd_seq_port_info_t* info);

    [LibraryImport(AlsaLibrary.Name)]
    public static partial void snd_seq_port_info_set_client(snd_seq_port_info_t* info, int client);

    [LibraryImport(AlsaLibrary.Name)]
    public static partial void snd_seq_port_info_set_port(snd_seq_port_info_t* info, int port);

    /// <summary>
    /// Fills in the port after the one in <paramref name="info"/> (-1: the first) of its client; -ENOENT where there is none.
    /// </summary>
    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_query_next_port(snd_seq_t* handle, snd_seq_port_info_t* info);

    /// <summary>Returns the number of the new port.</summary>
    [LibraryImport(AlsaLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int snd_seq_create_simple_port(snd_seq_t* seq, string name, uint caps, uint type);

    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_delete_simple_port(snd_seq_t* seq, int port);
}
