using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>
/// <see cref="ILocalSockets"/> by hand: .NET's own socket is born 0755 and, when disposed, unlinks whatever lies at its path by then.
/// </summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal sealed unsafe class LocalSockets : ILocalSockets
{
    /// <summary>How long a client waits for a daemon that hangs: for its place in the backlog, and for room to write.</summary>
    private const int ClientPatienceSeconds = 5;

    public ILocalListener Listen(string path) => LocalListener.Bind(path);

    public ILocalConnection Connect(string path)
    {
        var length = SocketAddress.Fill(path, out var address);
        RefuseForeignSocket(path);
        var socket = new Descriptor(Libc.Check(Kernel.Current.OpenSocket(blocks: true), "socket"));
        try
        {
            LimitWaiting(socket);
            ConnectTo(socket, &address, length, path);
            var connection = new LocalConnection(socket);
            return connection.PeerIsTrusted ? connection : throw Foreign(path);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void RefuseForeignSocket(string path)
    {
        if (FileStatus.At(path) is not { } status) throw Libc.Refusal("connect", path, Errno.ENOENT);
        if (status.Kind != FileKind.Socket) throw Libc.Refusal("connect", path, Errno.ENOTSOCK);
        if (!Peer.IsTrusted(status.Owner)) throw Foreign(path);
    }

    private static void LimitWaiting(Descriptor socket)
    {
        var patience = new timeval { tv_sec = ClientPatienceSeconds };
        var set = Sockets.setsockopt(socket.Number, Sockets.SOL_SOCKET, Sockets.SO_SNDTIMEO, &patience, (uint)sizeof(timeval));
        Libc.Check(set, "setsockopt");
    }

    /// <summary>A local connect that was interrupted has not begun; it can be made again.</summary>
    private static void ConnectTo(Descriptor socket, sockaddr_un* address, uint length, string path)
    {
        while (Sockets.connect(socket.Number, address, length) != 0)
            if (Errno.Last != Errno.EINTR) throw Libc.Refusal("connect", path, Errno.Last);
    }

    private static NativeException Foreign(string path) =>
        Libc.Refusal("connect", path, Errno.EPERM, "that socket is another user's, and who listens there would read what you send");
}
