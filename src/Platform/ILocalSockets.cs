namespace Conductor.Platform;

/// <summary>Unix stream sockets with the owner's checks that .NET's own don't have.</summary>
public interface ILocalSockets
{
    /// <summary>
    /// Binds and listens: made 0600 under a tight umask. A stale socket of ours at the path is replaced (the caller holds the lock file); anything else
    /// there (another user's, not a socket) is a <see cref="Core.Ports.NativeException"/>.
    /// </summary>
    ILocalListener Listen(string path);

    /// <summary>Connects, after checking that the socket is this user's or root's; <see cref="Core.Ports.NativeException"/> where nobody answers (ENOENT, ECONNREFUSED) or the owner is another (EPERM).</summary>
    ILocalConnection Connect(string path);
}

public interface ILocalListener : IPollable, IDisposable
{
    /// <summary>Set by the owner; called on the poller's thread for each peer accepted.</summary>
    Action<ILocalConnection>? Accepted { get; set; }

    /// <summary>No more descriptors: the listener asks not to be polled for 50 ms so that the loop does not spin; this is when it wants to be polled again (µs), or <see cref="long.MaxValue"/>.</summary>
    long BackoffUntil { get; }

    // Dispose unlinks the path only if it is still the socket that was bound (device and inode).
}

public interface ILocalConnection : IPollable, IDisposable
{
    /// <summary>The peer's uid is ours or root's.</summary>
    bool PeerIsTrusted { get; }

    /// <summary>Set by the owner: what happens when the descriptor is ready, and what it waits for.</summary>
    Action? Ready { get; set; }

    new bool WantsRead { get; set; }

    new bool WantsWrite { get; set; }

    /// <summary>Non-blocking for accepted connections. Bytes read; 0 = the peer closed; -1 = nothing now (EAGAIN). A connection reset counts as closed.</summary>
    int Read(Span<byte> buffer);

    /// <summary>Bytes taken; -1 = would block; -2 = the peer is gone (EPIPE, ECONNRESET). Never raises SIGPIPE.</summary>
    int Write(ReadOnlySpan<byte> bytes);

    /// <summary>For a client: waits until readable; false when the time is over.</summary>
    bool WaitReadable(TimeSpan timeout);
}
