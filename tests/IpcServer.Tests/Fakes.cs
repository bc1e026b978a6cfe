using System.Text;
using Conductor.Core.Ports;
using Conductor.Platform;

namespace Conductor.Daemon.Ipc.Tests;

internal sealed class FakePoller : IPoller
{
    public long Now { get; set; }

    public void Add(IPollable pollable)
    {
    }

    public void Remove(IPollable pollable)
    {
    }

    public void Wait(long deadline)
    {
    }

    public void Wake()
    {
    }

    public void Dispose()
    {
    }
}

internal sealed class FakeListener : ILocalListener
{
    public Action<ILocalConnection>? Accepted { get; set; }

    public long BackoffUntil { get; init; } = long.MaxValue;

    public int Descriptor => -1;

    public bool WantsRead => true;

    public bool WantsWrite => false;

    public void OnReady()
    {
    }

    public void Dispose()
    {
    }
}

internal sealed class FakePeer : ILocalConnection
{
    private readonly StringBuilder _written = new();

    public Queue<byte[]> Incoming { get; } = new();

    public string Written => _written.ToString();

    public bool KeepsWritten { get; init; } = true;

    /// <summary>Bytes that the socket takes before it would block.</summary>
    public int Room { get; set; } = int.MaxValue;

    /// <summary>Reading fails as only an operating system can make it.</summary>
    public bool IsBroken { get; init; }

    public bool IsDisposed { get; private set; }

    public bool PeerIsTrusted { get; init; } = true;

    public Action? Ready { get; set; }

    public bool WantsRead { get; set; }

    public bool WantsWrite { get; set; }

    public int Descriptor => -1;

    public void OnReady() => Ready?.Invoke();

    public int Read(Span<byte> buffer)
    {
        if (IsBroken) throw new NativeException("read socket", 5, "EIO");
        if (!Incoming.TryDequeue(out var piece)) return -1;
        var taken = Math.Min(piece.Length, buffer.Length);
        piece.AsSpan(0, taken).CopyTo(buffer);
        if (taken < piece.Length) PutBack(piece[taken..]);
        return taken;
    }

    private void PutBack(byte[] rest)
    {
        var others = Incoming.ToArray();
        Incoming.Clear();
        foreach (var piece in others.Prepend(rest)) Incoming.Enqueue(piece);
    }

    public int Write(ReadOnlySpan<byte> bytes)
    {
        if (Room == 0) return -1;
        var taken = Math.Min(Room, bytes.Length);
        Room -= taken;
        if (KeepsWritten) _written.Append(Encoding.UTF8.GetString(bytes[..taken]));
        return taken;
    }

    public bool WaitReadable(TimeSpan timeout) => Incoming.Count > 0;

    public void Dispose() => IsDisposed = true;
}
