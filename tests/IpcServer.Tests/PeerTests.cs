using System.Text;
using Conductor.Ipc;

namespace Conductor.Daemon.Ipc.Tests;

/// <summary>What real sockets can't be made to do at will.</summary>
public class PeerTests
{
    [Fact]
    public void A_peer_of_another_user_is_closed_without_a_word()
    {
        var (listener, log) = (new FakeListener(), new RecordingLog());
        using var server = new IpcServer(listener, new FakePoller(), new ScriptedHandler(), log);
        var peer = new FakePeer { PeerIsTrusted = false };
        peer.Incoming.Enqueue("{\"command\":\"ping\"}"u8.ToArray());
        listener.Accepted!(peer);
        Assert.True(peer.IsDisposed);
        Assert.Equal("", peer.Written);
        Assert.Equal(["turned away"], log.Lines);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public void A_socket_that_fails_ends_its_own_connection_only()
    {
        var (listener, log) = (new FakeListener(), new RecordingLog());
        using var server = new IpcServer(listener, new FakePoller(), new ScriptedHandler(), log);
        var (broken, sound) = (new FakePeer { IsBroken = true }, new FakePeer());
        listener.Accepted!(broken);
        listener.Accepted!(sound);
        broken.OnReady();
        Assert.True(broken.IsDisposed);
        Assert.Equal(["refused 4001"], log.Lines);
        sound.Incoming.Enqueue("{\"command\":\"ping\"}"u8.ToArray());
        sound.OnReady();
        Assert.Equal("""{"status":"success","message":"ping"}""" + "\n", sound.Written);
    }

    [Fact]
    public void The_listeners_back_off_is_waited_for()
    {
        using var server = new IpcServer(new FakeListener { BackoffUntil = 77 }, new FakePoller(), new ScriptedHandler());
        Assert.Equal(77, server.NextDeadline);
    }

    [Fact]
    public void An_answer_that_the_socket_takes_by_the_byte_arrives_whole()
    {
        var listener = new FakeListener();
        using var server = new IpcServer(listener, new FakePoller(), new ScriptedHandler());
        var peer = new FakePeer { Room = 1 };
        listener.Accepted!(peer);
        peer.Incoming.Enqueue(Encoding.UTF8.GetBytes("{\"command\":\"ping\"}{\"command\":\"status\"}"));
        peer.OnReady();
        while (peer.WantsWrite)
        {
            peer.Room = 1;
            peer.OnReady();
        }

        Assert.Equal("""{"status":"success","message":"ping"}""" + "\n" + """{"status":"success","message":"status"}""" + "\n", peer.Written);
    }

    [Fact]
    public void A_client_that_is_told_off_and_does_not_read_is_closed_in_the_end()
    {
        var (listener, poller) = (new FakeListener(), new FakePoller());
        using var server = new IpcServer(listener, poller, new ScriptedHandler());
        var peer = new FakePeer { Room = 0 };
        listener.Accepted!(peer);
        peer.Incoming.Enqueue("nonsense"u8.ToArray());
        peer.OnReady();
        Assert.False(peer.IsDisposed);
        Assert.False(peer.WantsRead);
        poller.Now = server.NextDeadline;
        server.OnTime(poller.Now);
        Assert.True(peer.IsDisposed);
    }

    [Fact]
    public void Any_chunking_gives_the_same_answers()
    {
        var text = string.Concat(Enumerable.Range(0, 40).Select(i => $$"""{"command":"{{(i % 3 == 0 ? "ping" : i % 3 == 1 ? "nonsense" : "status")}}","id":{{i}}}""" + (i % 4 == 0 ? "\n" : "")));
        var expected = Converse(Encoding.UTF8.GetBytes(text), int.MaxValue, new Random(0));
        Assert.Equal(40, expected.Count('\n'));
        for (var seed = 1; seed < 300; seed++) Assert.Equal(expected, Converse(Encoding.UTF8.GetBytes(text), 1 + seed, new Random(seed)));
    }

    /// <summary>In pieces, with answers that come now or later.</summary>
    private static string Converse(byte[] bytes, int most, Random random)
    {
        var (listener, handler) = (new FakeListener(), new ScriptedHandler());
        using var server = new IpcServer(listener, new FakePoller(), handler);
        var late = new Queue<IpcConnection>();
        handler.Answer = (_, _, connection) =>
        {
            if (random.Next(2) == 0) ScriptedHandler.Say(connection, "done");
            else late.Enqueue(connection);
        };
        var peer = new FakePeer();
        listener.Accepted!(peer);
        for (var i = 0; i < bytes.Length;)
        {
            var length = Math.Min(random.Next(1, most), bytes.Length - i);
            peer.Incoming.Enqueue(bytes[i..(i += length)]);
        }

        while (peer.Incoming.Count > 0 || late.Count > 0)
        {
            if (late.TryDequeue(out var connection)) ScriptedHandler.Say(connection, "done");
            else peer.OnReady();
        }

        Assert.Equal(0, server.PendingBytes);
        return peer.Written;
    }
}
