using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>One peer on a local stream socket.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal sealed unsafe class LocalConnection(Descriptor socket) : ILocalConnection
{
    private const int NothingNow = -1;
    private const int PeerGone = -2;

    public bool PeerIsTrusted { get; } = Peer.IsTrusted(socket);

    public Action? Ready { get; set; }

    public int Descriptor => socket.Number;

    public bool WantsRead { get; set; } = true;

    public bool WantsWrite { get; set; }

    public bool WantsHangUp => true;

    public void OnReady() => Ready?.Invoke();

    public int Read(Span<byte> buffer)
    {
        var read = PosixIo.Read(socket.Number, buffer);
        if (read >= 0) return read;
        return Errno.Last switch
        {
            Errno.EAGAIN => NothingNow,
            Errno.ECONNRESET => 0,
            var errno => throw Libc.Refusal("read", "socket", errno),
        };
    }

    public int Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            while (true)
            {
                var sent = (int)Sockets.send(socket.Number, start, (nuint)bytes.Length, Sockets.MSG_NOSIGNAL);
                if (sent >= 0) return sent;
                if (Errno.Last != Errno.EINTR) return WhyNot(Errno.Last);
            }
        }
    }

    public bool WaitReadable(TimeSpan timeout) => PosixIo.WaitFor(socket.Number, Poll.POLLIN, timeout);

    public void Dispose() => socket.Dispose();

    private static int WhyNot(int errno) => errno switch
    {
        Errno.EAGAIN => NothingNow,
        Errno.EPIPE or Errno.ECONNRESET or Errno.ENOTCONN => PeerGone,
        _ => throw Libc.Refusal("send", "socket", errno),
    };
}
