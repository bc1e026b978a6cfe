using System.Runtime.Versioning;
using Conductor.Native.Libc;
using Conductor.Platform.Posix;

namespace Conductor.Platform.Linux;

/// <summary>A door bell: any thread rings, the one that sleeps on <see cref="Number"/> wakes and answers.</summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class WakeEvent : IBell
{
    private readonly Descriptor _descriptor =
        new(Libc.Check(EventFd.eventfd(0, EventFd.EFD_CLOEXEC | EventFd.EFD_NONBLOCK), "eventfd"));

    public int Number => _descriptor.Number;

    /// <summary>From any thread; never blocks. Ringing twice is ringing once, and ringing where nobody lives any more is nothing.</summary>
    public void Ring()
    {
        // The reference keeps the number ours while another thread disposes: it could be an other file's by the time we write.
        var held = false;
        try
        {
            _descriptor.DangerousAddRef(ref held);
            _ = EventFd.eventfd_write(_descriptor.Number, 1); // EAGAIN: rung 2^64 times, so it is ringing
        }
        catch (ObjectDisposedException)
        {
            // A signal during shutdown: whom it would wake is awake and gone.
        }
        finally
        {
            if (held) _descriptor.DangerousRelease();
        }
    }

    public void Answer()
    {
        ulong count;
        _ = EventFd.eventfd_read(_descriptor.Number, &count); // EAGAIN: nobody rang
    }

    public void Dispose() => _descriptor.Dispose();
}
