namespace Conductor.Platform;

/// <summary>Something with a descriptor that a thread can sleep on.</summary>
public interface IPollable
{
    /// <summary>The descriptor; must stay the same while it is in a poller.</summary>
    int Descriptor { get; }

    /// <summary>Asked before every sleep.</summary>
    bool WantsRead { get; }

    /// <summary>Asked before every sleep.</summary>
    bool WantsWrite { get; }

    /// <summary>Whether it is told of a hang-up also while it wants neither; it must end it then, or the loop would spin.</summary>
    bool WantsHangUp => false;

    /// <summary>Called on the poller's thread when the descriptor is readable, writable, hung up or in error.</summary>
    void OnReady();
}

/// <summary>One thread's waiting room (poll(2)): descriptors, a deadline, and a door through which other threads wake it.</summary>
public interface IPoller : IDisposable
{
    /// <summary>Microseconds of the monotonic clock.</summary>
    long Now { get; }

    void Add(IPollable pollable);

    void Remove(IPollable pollable);

    /// <summary>
    /// Sleeps until a descriptor is ready, <see cref="Wake"/> is called or the deadline (µs; <see cref="long.MaxValue"/> = none) has come, then calls
    /// <see cref="IPollable.OnReady"/> of each that is ready. A pollable removed meanwhile (by another's OnReady) is not called. EINTR is no end.
    /// </summary>
    void Wait(long deadline);

    /// <summary>Ends the running or the next <see cref="Wait"/>. From any thread and from a signal handler's thread; never blocks.</summary>
    void Wake();
}
