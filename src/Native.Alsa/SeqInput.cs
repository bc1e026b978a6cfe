using System.Runtime.InteropServices;

namespace Conductor.Native.Alsa;

/// <summary>Reading events. &lt;alsa/seq.h&gt;, https://www.alsa-project.org/alsa-doc/alsa-lib/group___seq_event.html</summary>
public static unsafe partial class SeqInput
{
    /// <summary>
    /// Points <paramref name="ev"/> at the next event in libasound's buffer (good until the next call), after one read(2) where that is
    /// empty. -EAGAIN: nothing there. -ENOSPC: the kernel ran out of room and has dropped all that waited. -EINVAL: libasound has dropped
    /// what it read.
    /// </summary>
    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_event_input(snd_seq_t* handle, snd_seq_event_t** ev);

    /// <summary>How many events libasound has in its buffer.</summary>
    /// <remarks>With <paramref name="fetch_sequencer"/> 0 it reads one field, so the transition costs more than the call.</remarks>
    [LibraryImport(AlsaLibrary.Name)]
    [SuppressGCTransition]
    public static partial int snd_seq_event_input_pending(snd_seq_t* seq, int fetch_sequencer);
}
