using System.Runtime.InteropServices;

namespace Conductor.Native.Alsa;

/// <summary>Opaque; lives in as many zeroed bytes as <see cref="SeqClient.snd_seq_client_info_sizeof"/> says.</summary>
public readonly struct snd_seq_client_info_t;

/// <summary>
/// Who takes part in the sequencer. &lt;alsa/seq.h&gt;, https://www.alsa-project.org/alsa-doc/alsa-lib/group___seq_client.html
/// </summary>
public static unsafe partial class SeqClient
{
    // snd_seq_client_type_t
    public const int SND_SEQ_USER_CLIENT = 1;
    public const int SND_SEQ_KERNEL_CLIENT = 2;

    [LibraryImport(AlsaLibrary.Name)]
    public static partial nuint snd_seq_client_info_sizeof();

    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_client_info_get_client(snd_seq_client_info_t* info);

    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_client_info_get_type(snd_seq_client_info_t* info);

    /// <summary>Points into <paramref name="info"/>.</summary>
    [LibraryImport(AlsaLibrary.Name)]
    public static partial byte* snd_seq_client_info_get_name(snd_seq_client_info_t* info);

    [LibraryImport(AlsaLibrary.Name)]
    public static partial void snd_seq_client_info_set_client(snd_seq_client_info_t* info, int client);

    /// <summary>Fills in the client after the one in <paramref name="info"/> (-1: the first); -ENOENT where there is none.</summary>
    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_query_next_client(snd_seq_t* handle, snd_seq_client_info_t* info);
}
