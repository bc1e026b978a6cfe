using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Doctor;

/// <summary>The platform's connection as the client wants it.</summary>
public sealed class SocketChannel(ILocalConnection connection) : IByteChannel
{
    public bool Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = connection.Write(bytes);
            if (taken < 0) return false;
            bytes = bytes[taken..];
        }

        return true;
    }

    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        if (timeout != Timeout.InfiniteTimeSpan && !connection.WaitReadable(timeout)) return -1;
        return connection.Read(buffer);
    }

    public void Dispose() => connection.Dispose();
}
