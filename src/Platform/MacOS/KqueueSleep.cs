using System.Runtime.Versioning;
using Conductor.Native.Darwin;
using Conductor.Native.Libc;
using Conductor.Platform.Posix;

namespace Conductor.Platform.MacOS;

/// <summary>One thread's sleep, ended by a time or by another thread. Ringing costs a call of the system only while somebody sleeps. Allocates nothing.</summary>
[SupportedOSPlatform("macos")]
internal sealed unsafe class KqueueSleep : IDisposable
{
    private const ulong Bell = 1;

    /// <summary>The kernel refuses to sleep for more than three years; half a year is one wake-up too many.</summary>
    private const long Longest = 180L * 24 * 3600 * 1_000_000;

    private readonly Descriptor _queue = Queue.Open();
    private int _rung;
    private int _asleep;

    public KqueueSleep() => Queue.Change(_queue.Number, new kevent { ident = Bell, filter = Kqueue.EVFILT_USER, flags = Kqueue.EV_ADD | Kqueue.EV_CLEAR });

    /// <summary>Until somebody rings or has rung, or the time (µs of <see cref="HostTime"/>; <see cref="long.MaxValue"/> = none) has come.</summary>
    public void Until(long deadline)
    {
        // Both sides say first what they do and then look at the other: one of them sees it.
        Interlocked.Exchange(ref _asleep, 1);
        if (Interlocked.Exchange(ref _rung, 0) == 0) Sleep(deadline);
        Interlocked.Exchange(ref _asleep, 0);
        Interlocked.Exchange(ref _rung, 0);
    }

    /// <summary>From any thread; never blocks. Ringing where nobody lives any more is nothing.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _rung, 1) == 0 && Volatile.Read(ref _asleep) == 1) Ring();
    }

    public void Dispose() => _queue.Dispose();

    private void Sleep(long deadline)
    {
        kevent heard;
        while (true)
        {
            var left = deadline == long.MaxValue ? default : Left(deadline);
            var heardOf = Kqueue.kevent_(_queue.Number, null, 0, &heard, 1, deadline == long.MaxValue ? null : &left);
            if (heardOf >= 0) return;
            if (Errno.Last != Errno.EINTR) throw Libc.Refusal("kevent", null, Errno.Last);
        }
    }

    private static Native.Darwin.timespec Left(long deadline)
    {
        var now = HostTime.Now;
        var left = Math.Min(Math.Max(deadline, now) - now, Longest);   // a deadline of long.MinValue must not wrap around
        return new Native.Darwin.timespec { tv_sec = left / 1_000_000, tv_nsec = left % 1_000_000 * 1000 };
    }

    // The reference keeps the number ours while another thread disposes.
    private void Ring()
    {
        var held = false;
        try
        {
            _queue.DangerousAddRef(ref held);
            var trigger = new kevent { ident = Bell, filter = Kqueue.EVFILT_USER, fflags = Kqueue.NOTE_TRIGGER };
            _ = Kqueue.kevent_(_queue.Number, &trigger, 1, null, 0, null);
        }
        catch (ObjectDisposedException)
        {
            // Whom it would wake is awake and gone.
        }
        finally
        {
            if (held) _queue.DangerousRelease();
        }
    }
}
