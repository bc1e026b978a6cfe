using System.Text;

namespace Conductor.Daemon.Ipc.Tests;

/// <summary>Alone, because it looks at the whole heap.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public class MemoryTests
{
    private static readonly byte[] Large = Encoding.UTF8.GetBytes("{\"command\":\"ping\",\"x\":\"" + new string('x', 500_000) + "\"}");

    [Fact]
    public void An_idle_connection_costs_under_4_KiB()
    {
        var listener = new FakeListener();
        using var server = new IpcServer(listener, new FakePoller(), new ScriptedHandler());
        var peers = Enumerable.Range(0, 64).Select(_ => new FakePeer { KeepsWritten = false }).ToList();
        Converse(listener, peers[0]);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var peer in peers.Skip(1)) Converse(listener, peer);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (peers.Count - 1);
        Assert.Equal(64, server.Connections);
        Assert.InRange(each, 0, 4095);
    }

    /// <summary>A large request in pieces, so that everything is used once that could be kept.</summary>
    private static void Converse(FakeListener listener, FakePeer peer)
    {
        listener.Accepted!(peer);
        peer.Incoming.Enqueue(Large[..300_000]);
        peer.Incoming.Enqueue(Large[300_000..]);
        while (peer.Incoming.Count > 0) peer.OnReady();
    }
}
