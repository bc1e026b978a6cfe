using System.Runtime.InteropServices;

namespace Conductor.Native.Alsa;

/// <summary>Writing events. &lt;alsa/seq.h&gt;, https://www.alsa-project.org/alsa-doc/alsa-lib/group___seq_event.html</summary>
public static unsafe partial class SeqOutput
{
    /// <summary>
    /// Writes one event past libasound's buffer: one write(2). With the queue <see cref="Seq.SND_SEQ_QUEUE_DIRECT"/> the kernel delivers it
    /// before it returns, and returns what became of it. -ENOENT: no such port. -EPERM: not to be written. -ENODEV: nobody has opened the
    /// device. -EAGAIN: the receiver's pool is full.
    /// </summary>
    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_event_output_direct(snd_seq_t* handle, snd_seq_event_t* ev);
}
