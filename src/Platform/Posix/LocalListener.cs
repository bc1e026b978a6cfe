using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>A listening socket that only its user can connect to, and that takes away nothing but itself.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal sealed unsafe class LocalListener : ILocalListener
{
    private const uint OwnerOnly = 0x7F; // 0177: a socket starts as 0777
    private const int Backlog = 128;
    private const int AcceptsPerTurn = 16; // then the poller's other guests
    private const long BackoffMicroseconds = 50_000;
    private const long Always = long.MinValue;

    /// <summary>The umask belongs to the process, so only one bind at a time may change it.</summary>
    private static readonly Lock UmaskLock = new();

    private readonly Descriptor _socket;
    private readonly string _path;
    private readonly FileIdentity _identity;
    private long _resumeAt = Always;

    private LocalListener(Descriptor socket, string path, FileIdentity identity)
    {
        _socket = socket;
        _path = path;
        _identity = identity;
    }

    public Action<ILocalConnection>? Accepted { get; set; }

    public long BackoffUntil => _resumeAt != Always && _resumeAt > Kernel.Current.Now ? _resumeAt : long.MaxValue;

    public int Descriptor => _socket.Number;

    public bool WantsRead => _resumeAt == Always || Kernel.Current.Now >= _resumeAt;

    public bool WantsWrite => false;

    public static LocalListener Bind(string path)
    {
        var length = SocketAddress.Fill(path, out var address);
        RemoveStale(path);
        var socket = new Descriptor(Libc.Check(Kernel.Current.OpenSocket(blocks: false), "socket"));
        try
        {
            BindPrivately(socket, &address, length, path);
            var listener = new LocalListener(socket, path, OurSocketAt(path));
            Libc.Check(Sockets.listen(socket.Number, Backlog), "listen", path);
            return listener;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void OnReady()
    {
        _resumeAt = Always;
        for (var turn = 0; turn < AcceptsPerTurn; turn++)
        {
            var number = Kernel.Current.Accept(_socket.Number);
            if (number >= 0) Welcome(new Descriptor(number));
            else if (!GoOnAfter(Errno.Last)) return;
        }
    }

    /// <summary>
    /// Unlinks the path only while it is the socket that was bound. Its inode can't be another's by chance: the open socket keeps it.
    /// </summary>
    public void Dispose()
    {
        if (_socket.IsClosed) return;
        if (FileStatus.TryAt(_path, out var status) && status.Identity == _identity)
            _ = Files.unlinkat(Files.AT_FDCWD, _path, 0); // one that stays is stale, and the next daemon replaces it
        _socket.Dispose();
    }

    private static void RemoveStale(string path)
    {
        if (FileStatus.At(path) is not { } status) return;
        if (status.Kind != FileKind.Socket)
            throw Libc.Refusal("bind", path, Errno.EEXIST, "something that is no socket lies there: move it away");
        if (status.Owner != Credentials.geteuid())
            throw Libc.Refusal("bind", path, Errno.EADDRINUSE, "the socket there is another user's: choose another path");
        Libc.Check(Files.unlinkat(Files.AT_FDCWD, path, 0), "unlink", path);
    }

    /// <summary>
    /// The mode is right from the first moment; a chmod afterwards would come too late, and could hit what was put there meanwhile.
    /// </summary>
    private static void BindPrivately(Descriptor socket, sockaddr_un* address, uint length, string path)
    {
        lock (UmaskLock)
        {
            var before = Files.umask(OwnerOnly);
            var bound = Sockets.bind(socket.Number, address, length);
            var errno = Errno.Last;
            _ = Files.umask(before);
            if (bound != 0) throw Libc.Refusal("bind", path, errno);
        }
    }

    private static FileIdentity OurSocketAt(string path) =>
        FileStatus.At(path) is { Kind: FileKind.Socket } status && status.Owner == Credentials.geteuid()
            ? status.Identity
            : throw Libc.Refusal("bind", path, Errno.EADDRINUSE, "somebody replaced the socket while it was made");

    private void Welcome(Descriptor socket)
    {
        var connection = new LocalConnection(socket);
        if (Accepted is { } accepted) accepted(connection);
        else connection.Dispose();
    }

    /// <summary>
    /// No descriptors or memory left: the peer stays in the backlog, and asking again at once would spin. A peer that left before it
    /// was accepted (ECONNABORTED) is nothing.
    /// </summary>
    private bool GoOnAfter(int errno)
    {
        if (errno is Errno.EINTR or Errno.ECONNABORTED) return true;
        if (errno == Errno.EAGAIN) return false;
        if (errno is not (Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM)) throw Libc.Refusal("accept", _path, errno);
        _resumeAt = Kernel.Current.Now + BackoffMicroseconds;
        return false;
    }
}
