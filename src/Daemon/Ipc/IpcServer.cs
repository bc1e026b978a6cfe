using Conductor.Core.Ports;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Daemon.Ipc;

/// <summary>What answers the requests; called on the control thread.</summary>
public interface IRequestHandler
{
    /// <summary>
    /// Answers now, or later on the same thread, by exactly one <see cref="IpcConnection.Answer"/>, <see cref="IpcConnection.Fail"/> or
    /// <see cref="IpcConnection.BeginStream"/>. The connection's next request waits until then. An exception is answered with 4001.
    /// </summary>
    void Handle(Command command, Request request, IpcConnection connection);
}

/// <summary>What the server has to tell the log.</summary>
public interface IIpcLog
{
    /// <summary>The command as it was sent.</summary>
    void Received(string command, int bytes);

    /// <summary>The line as it goes out, its line feed included.</summary>
    void Answered(string command, ReadOnlySpan<byte> line);

    /// <summary>What came was no request, or there was no room for it; the connection is closed.</summary>
    void Refused(ErrorCode code, string message);

    /// <summary>A peer of another user was turned away.</summary>
    void TurnedAway();

    /// <summary>A client left more unread than is kept for it.</summary>
    void Dropped(int backlog);

    void HandlerFailed(Command command, Exception exception);
}

/// <summary>
/// Serves the socket on the control thread's poller: no thread, no timer, no buffer for a connection that says nothing. The owner sleeps
/// until <see cref="NextDeadline"/> at the latest and then calls <see cref="OnTime"/>.
/// </summary>
public sealed class IpcServer : IDisposable
{
    private readonly ILocalListener _listener;
    private readonly List<IpcConnection> _connections = [];

    public IpcServer(ILocalListener listener, IPoller poller, IRequestHandler handler, IIpcLog? log = null)
    {
        (_listener, Poller, Handler, Log) = (listener, poller, handler, log ?? Silence.Instance);
        listener.Accepted = Accept;
        poller.Add(listener);
    }

    /// <summary>Connections that are open.</summary>
    public int Connections => _connections.Count;

    /// <summary>Bytes of requests that have begun and not ended, over all connections.</summary>
    public int PendingBytes { get; internal set; }

    /// <summary>When <see cref="OnTime"/> wants to be called (µs of the poller); <see cref="long.MaxValue"/> = not at all.</summary>
    public long NextDeadline
    {
        get
        {
            var next = _listener.BackoffUntil;
            foreach (var connection in _connections) next = Math.Min(next, connection.Deadline);
            return next;
        }
    }

    internal IPoller Poller { get; }

    internal IRequestHandler Handler { get; }

    internal IIpcLog Log { get; }

    /// <summary>One for all connections: what is read is either used at once or copied.</summary>
    internal byte[] ReadBuffer { get; } = new byte[32 * 1024];

    internal LineWriter Lines { get; } = new();

    /// <summary>Ends what has taken too long.</summary>
    public void OnTime(long now)
    {
        // Backwards: who is closed leaves the list, and its place goes to one that was looked at.
        for (var i = _connections.Count - 1; i >= 0; i--)
        {
            if (i < _connections.Count && _connections[i].Deadline <= now) _connections[i].Expire();
        }
    }

    public void Dispose()
    {
        Poller.Remove(_listener);
        _listener.Dispose();
        while (_connections.Count > 0) _connections[^1].Close();
        Lines.Dispose();
    }

    internal void Forget(IpcConnection connection)
    {
        var index = _connections.IndexOf(connection);
        _connections[index] = _connections[^1];
        _connections.RemoveAt(_connections.Count - 1);
    }

    private void Accept(ILocalConnection peer)
    {
        if (!peer.PeerIsTrusted)
        {
            TurnAway(peer);
            return;
        }

        if (_connections.Count >= Limits.MaxConnections) NoticeWhoHasGone();
        if (_connections.Count >= Limits.MaxConnections) Refuse(peer);
        else _connections.Add(new IpcConnection(this, peer));
    }

    /// <summary>A client that left before this one came makes room, also where the poller has not told of it yet.</summary>
    private void NoticeWhoHasGone()
    {
        for (var i = _connections.Count - 1; i >= 0; i--)
        {
            if (i < _connections.Count) _connections[i].Look();
        }
    }

    private void TurnAway(ILocalConnection peer)
    {
        Log.TurnedAway();
        peer.Dispose();
    }

    private void Refuse(ILocalConnection peer)
    {
        var message = $"Too many connections: {Limits.MaxConnections} are open already";
        Log.Refused(ErrorCode.InvalidState, message);
        try
        {
            peer.Write(Lines.Line(Replies.Error(ErrorCode.InvalidState, message), IpcJson.Default.ErrorReply));
            Drain(peer);
        }
        catch (NativeException)
        {
            // It would have been closed anyway.
        }

        peer.Dispose();
    }

    /// <summary>
    /// Reads what has already come and throws it away: a socket that is closed with unread bytes resets the connection, and the last line
    /// might be lost.
    /// </summary>
    internal static void Drain(ILocalConnection peer)
    {
        Span<byte> buffer = stackalloc byte[8192];
        var left = Limits.MaxRequestBytes;
        int read;
        while (left > 0 && (read = peer.Read(buffer)) > 0) left -= read;
    }

    private sealed class Silence : IIpcLog
    {
        public static readonly Silence Instance = new();

        public void Received(string command, int bytes)
        {
        }

        public void Answered(string command, ReadOnlySpan<byte> line)
        {
        }

        public void Refused(ErrorCode code, string message)
        {
        }

        public void TurnedAway()
        {
        }

        public void Dropped(int backlog)
        {
        }

        public void HandlerFailed(Command command, Exception exception)
        {
        }
    }
}
