using System.Runtime.InteropServices;

namespace Conductor.Native.Alsa;

/// <summary>What to sleep on. &lt;alsa/seq.h&gt;, https://www.alsa-project.org/alsa-doc/alsa-lib/group___sequencer.html</summary>
public static unsafe partial class SeqPoll
{
    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_poll_descriptors_count(snd_seq_t* handle, short events);

    /// <summary>Returns how many of the <paramref name="space"/> places it filled.</summary>
    /// <param name="handle">The sequencer.</param>
    /// <param name="pfds">struct pollfd: int fd, short events, short revents.</param>
    /// <param name="space">How many there is room for.</param>
    /// <param name="events">POLLIN, POLLOUT.</param>
    [LibraryImport(AlsaLibrary.Name)]
    public static partial int snd_seq_poll_descriptors(snd_seq_t* handle, void* pfds, uint space, short events);
}
