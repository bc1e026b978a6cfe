using System.Runtime.InteropServices;

namespace Conductor.Native.Alsa;

/// <summary>Sequencer handle; opaque.</summary>
public readonly struct snd_seq_t;

/// <summary>
/// Opening a sequencer, and what belongs to its client. &lt;alsa/seq.h&gt;,
/// https://www.alsa-project.org/alsa-doc/alsa-lib/group___sequencer.html
/// </summary>
public static unsafe partial class Seq
{
    public const int SND_SEQ_OPEN_OUTPUT = 1;
    public const int SND_SEQ_OPEN_INPUT = 2;
    public const int SND_SEQ_OPEN_DUPLEX = SND_SEQ_OPEN_OUTPUT | SND_SEQ_OPEN_INPUT;

    public const int SND_SEQ_NONBLOCK = 0x0001;

    public const byte SND_SEQ_ADDRESS_UNKNOWN = 253;
    public const byte SND_SEQ_ADDRESS_SUBSCRIBERS = 254;
    public const byte SND_SEQ_ADDRESS_BROADCAST = 255;

    public const byte SND_SEQ_CLIENT_SYSTEM = 0;
    public const byte SND_SEQ_QUEUE_DIRECT = 253;

    /// <summary>
    /// The largest pool of a client. SNDRV_SEQ_MAX_CLIENT_EVENTS, &lt;sound/asequencer.h&gt;; libasound's headers don't say.
    /// </summary>
    public const int SNDRV_SEQ_MAX_CLIENT_EVENTS = 2000;

    [LibraryImport(AlsaLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int snd_seq_open(snd_seq_t** handle, string name, int streams, int mode);

    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_close(snd_seq_t* handle);

    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_client_id(snd_seq_t* handle);

    /// <summary>Bytes that one read(2) can bring; the default is 500 events. Drops what has arrived.</summary>
    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_set_input_buffer_size(snd_seq_t* handle, nuint size);

    /// <summary>&lt;alsa/seqmid.h&gt;</summary>
    [LibraryImport(AlsaLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int snd_seq_set_client_name(snd_seq_t* seq, string name);

    /// <summary>How many events the kernel keeps for this client; the default is 200. &lt;alsa/seqmid.h&gt;</summary>
    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_set_client_pool_input(snd_seq_t* seq, nuint size);
}
