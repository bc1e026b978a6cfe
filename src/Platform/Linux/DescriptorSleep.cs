using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.Libc;
using Conductor.Platform.Posix;

namespace Conductor.Platform.Linux;

/// <summary>
/// One thread's sleep on descriptors that a library owns and reads itself: until one is ready, a wake, or a deadline. Allocates nothing.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed unsafe class DescriptorSleep : IDisposable
{
    private readonly string _what;
    private readonly WakeEvent _wake = new();
    private readonly pollfd[] _polled; // the wake, then the library's

    /// <param name="what">What the descriptors are of, for the error.</param>
    /// <param name="watched">The descriptors and what to wait for.</param>
    public DescriptorSleep(string what, ReadOnlySpan<pollfd> watched)
    {
        _what = what;
        _polled = [new pollfd { fd = _wake.Number, events = Poll.POLLIN }, .. watched];
    }

    private Span<pollfd> Watched => _polled.AsSpan(1);

    /// <summary>
    /// Sleeps until a descriptor is ready, <see cref="Wake"/> is called or <paramref name="deadline"/> (<see cref="long.MaxValue"/> = none)
    /// has come.
    /// </summary>
    /// <exception cref="NativeException">
    /// A descriptor is broken. Said once: from then on it is not waited for, or this would never sleep again.
    /// </exception>
    public void Until(long deadline)
    {
        while (!Ended(deadline))
        {
        }

        if (_polled[0].revents != 0) _wake.Answer();
        foreach (ref var watched in Watched) DropBroken(ref watched);
    }

    /// <summary>Ends the running or the next sleep. From any thread; never blocks.</summary>
    public void Wake() => _wake.Ring();

    /// <summary>Waits for nothing but wakes and deadlines any more.</summary>
    public void Forget()
    {
        foreach (ref var watched in Watched) watched.fd = -1;
    }

    public void Dispose() => _wake.Dispose();

    // False where only a signal came.
    private bool Ended(long deadline)
    {
        var hasEnd = deadline != long.MaxValue;
        var left = hasEnd ? MonotonicClock.Until(deadline) : default;
        fixed (pollfd* polled = _polled)
        {
            var ready = Poll.ppoll_quick(polled, (nuint)_polled.Length, hasEnd ? &left : null, null);
            return ready >= 0 || Interrupted(ready);
        }
    }

    // The quick call leaves errno to be read here, where it is needed once in a long while; a collection in between may have changed it.
    private bool Interrupted(int ready)
    {
        var error = Marshal.GetLastSystemError();
        if (error is Errno.EBADF or Errno.EFAULT or Errno.EINVAL or Errno.ENOMEM) throw Libc.Refusal("ppoll", _what, error);
        return ready >= 0;
    }

    private void DropBroken(ref pollfd watched)
    {
        var events = watched.revents & (Poll.POLLERR | Poll.POLLHUP | Poll.POLLNVAL);
        if (events == 0) return;
        watched.fd = -1;
        watched.revents = 0;
        throw new NativeException($"ppoll {_what}", events, Name(events));
    }

    private static string Name(int events) =>
        (events & Poll.POLLNVAL) != 0 ? nameof(Poll.POLLNVAL) : (events & Poll.POLLERR) != 0 ? nameof(Poll.POLLERR) : nameof(Poll.POLLHUP);
}
