using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>
/// <see cref="IPoller"/> on poll: microsecond deadlines where the system has them, and arrays that are kept, so that <see cref="Wait"/> allocates nothing.
/// </summary>
/// <remarks>
/// A pollable that wants neither reading nor writing nor hang-ups is not asked at all: poll reports a hang-up even when asked for
/// nothing, and a loop whose owner is not ready for it would spin.
/// </remarks>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal sealed unsafe class PosixPoller : IPoller
{
    private const int WakeSlot = 0;

    private readonly IBell _wake = Kernel.Current.OpenBell();

    // Two arrays with one index. A removed pollable leaves a hole until the next Wait, so that indices stay true during dispatch.
    private pollfd[] _descriptors = new pollfd[8];
    private IPollable?[] _pollables = new IPollable?[8];
    private int _count = WakeSlot + 1;
    private bool _hasHoles;

    public long Now => Kernel.Current.Now;

    public void Add(IPollable pollable)
    {
        if (_count == _pollables.Length) Grow();
        _descriptors[_count] = default;
        _pollables[_count] = pollable;
        _count++;
    }

    public void Remove(IPollable pollable)
    {
        var slot = Array.IndexOf(_pollables, pollable, WakeSlot + 1, _count - WakeSlot - 1);
        if (slot < 0) return;
        _pollables[slot] = null;
        _hasHoles = true;
    }

    public void Wait(long deadline)
    {
        CloseHoles();
        AskWhatIsWanted();
        if (Sleep(deadline) > 0) Dispatch();
    }

    public void Wake() => _wake.Ring();

    public void Dispose() => _wake.Dispose();

    private void Grow()
    {
        Array.Resize(ref _descriptors, _count * 2);
        Array.Resize(ref _pollables, _count * 2);
    }

    private void CloseHoles()
    {
        if (!_hasHoles) return;
        var kept = WakeSlot + 1;
        for (var slot = kept; slot < _count; slot++)
            if (_pollables[slot] is { } pollable) _pollables[kept++] = pollable;
        Array.Clear(_pollables, kept, _count - kept);
        _count = kept;
        _hasHoles = false;
    }

    private void AskWhatIsWanted()
    {
        _descriptors[WakeSlot] = new pollfd { fd = _wake.Number, events = Poll.POLLIN };
        for (var slot = WakeSlot + 1; slot < _count; slot++)
        {
            var pollable = _pollables[slot]!;
            var events = (pollable.WantsRead ? Poll.POLLIN : 0) | (pollable.WantsWrite ? Poll.POLLOUT : 0);
            _descriptors[slot] = new pollfd { fd = events == 0 && !pollable.WantsHangUp ? -1 : pollable.Descriptor, events = (short)events };
        }
    }

    /// <summary>How many are ready. A signal interrupts, and we lie down again for what is left of the time.</summary>
    private int Sleep(long deadline)
    {
        fixed (pollfd* descriptors = _descriptors)
        {
            while (true)
            {
                var ready = Kernel.Current.Poll(descriptors, _count, deadline);
                if (ready >= 0) return ready;
                if (Errno.Last != Errno.EINTR) Libc.Check(ready, "poll");
            }
        }
    }

    private void Dispatch()
    {
        if (_descriptors[WakeSlot].revents != 0) _wake.Answer();
        var asked = _count; // what is added from here on was not asked
        for (var slot = WakeSlot + 1; slot < asked; slot++)
        {
            var events = _descriptors[slot].revents;
            if (events == 0 || _pollables[slot] is not { } pollable) continue;
            if ((events & Poll.POLLNVAL) != 0) throw Libc.Refusal("poll", $"descriptor {_descriptors[slot].fd}", Errno.EBADF);
            pollable.OnReady();
        }
    }
}
