using System.Runtime.InteropServices;

namespace Conductor.Native.Alsa;

/// <summary>Opaque; lives in as many zeroed bytes as <see cref="SeqSubscribe.snd_seq_port_subscribe_sizeof"/> says.</summary>
public readonly struct snd_seq_port_subscribe_t;

/// <summary>
/// Connections between ports. &lt;alsa/seq.h&gt;, &lt;alsa/seqmid.h&gt;,
/// https://www.alsa-project.org/alsa-doc/alsa-lib/group___seq_subscribe.html
/// </summary>
public static unsafe partial class SeqSubscribe
{
    [LibraryImport(AlsaLibrary.Name)]
    public static partial nuint snd_seq_port_subscribe_sizeof();

    [LibraryImport(AlsaLibrary.Name)]
    public static partial void snd_seq_port_subscribe_set_sender(snd_seq_port_subscribe_t* info, snd_seq_addr_t* addr);

    [LibraryImport(AlsaLibrary.Name)]
    public static partial void snd_seq_port_subscribe_set_dest(snd_seq_port_subscribe_t* info, snd_seq_addr_t* addr);

    /// <summary>0 where sender and destination are connected; -ENOENT where they are not, -EINVAL where one of them is gone.</summary>
    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_get_port_subscription(snd_seq_t* handle, snd_seq_port_subscribe_t* sub);

    /// <summary>-EBUSY where they are connected already, -EINVAL where a port is gone.</summary>
    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_connect_from(snd_seq_t* seq, int my_port, int src_client, int src_port);

    /// <summary>-EBUSY where they are connected already, -EINVAL where a port is gone.</summary>
    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_connect_to(snd_seq_t* seq, int my_port, int dest_client, int dest_port);

    /// <summary>-ENOENT where they are not connected, -EINVAL where a port is gone.</summary>
    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_disconnect_from(snd_seq_t* seq, int my_port, int src_client, int src_port);

    /// <summary>-ENOENT where they are not connected, -EINVAL where a port is gone.</summary>
    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_disconnect_to(snd_seq_t* seq, int my_port, int dest_client, int dest_port);
}
