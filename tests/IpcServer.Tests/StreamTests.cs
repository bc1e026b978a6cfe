using System.Text;
using Conductor.Ipc;

namespace Conductor.Daemon.Ipc.Tests;

public class StreamTests
{
    private sealed class Streaming : IDisposable
    {
        public Streaming()
        {
            Room.Handler.Answer = (command, _, connection) =>
            {
                if (command == Command.Monitor) Begin(connection);
                else ScriptedHandler.Say(connection, "fine");
            };
            Client = Room.Connect();
            Assert.Equal("""{"status":"success"}""", Client.Ask("{\"command\":\"monitor\"}"));
        }

        public Room Room { get; } = new();

        public Room.Client Client { get; }

        public IpcConnection Connection { get; private set; } = null!;

        public int Ended { get; private set; }

        public int Writable { get; private set; }

        private void Begin(IpcConnection connection)
        {
            Connection = connection;
            connection.BeginStream(() => Ended++, () => Writable++);
        }

        public void Dispose() => Room.Dispose();
    }

    [Fact]
    public void Lines_follow_the_answer()
    {
        using var stream = new Streaming();
        Assert.True(stream.Connection.TryWriteLine("{\"t\":1}"u8));
        Assert.True(stream.Connection.TryWriteLine("{\"t\":2}"u8));
        Assert.Equal(["{\"t\":1}", "{\"t\":2}"], [stream.Client.Line(), stream.Client.Line()]);
        Assert.Equal(0, stream.Ended);
    }

    [Fact]
    public void Another_request_ends_it_and_is_answered()
    {
        using var stream = new Streaming();
        Assert.Equal("""{"status":"success","message":"fine"}""", stream.Client.Ask("{\"command\":\"ping\"}"));
        Assert.Equal(1, stream.Ended);
        Assert.False(stream.Connection.TryWriteLine("{}"u8));
        Assert.Equal("""{"status":"success"}""", stream.Client.Ask("{\"command\":\"monitor\"}"));
        Assert.True(stream.Connection.TryWriteLine("{\"t\":3}"u8));
        Assert.Equal("{\"t\":3}", stream.Client.Line());
    }

    [Fact]
    public void A_client_that_goes_ends_it()
    {
        using var stream = new Streaming();
        stream.Client.Dispose();
        stream.Room.Until(() => stream.Ended == 1);
        Assert.False(stream.Connection.TryWriteLine("{}"u8));
        Assert.Equal(0, stream.Room.Server.Connections);
    }

    [Fact]
    public void A_client_that_has_ended_its_input_still_listens()
    {
        using var stream = new Streaming();
        stream.Client.EndInput();
        for (var i = 0; i < 3; i++)
        {
            Assert.True(stream.Connection.TryWriteLine("{\"t\":1}"u8));
            Assert.Equal("{\"t\":1}", stream.Client.Line());
        }
    }

    [Fact]
    public void One_that_has_ended_its_input_and_then_goes_is_noticed_though_nothing_happens()
    {
        using var stream = new Streaming();
        stream.Client.EndInput();
        stream.Client.SendAndPump("");
        Assert.Equal(0, stream.Ended);
        stream.Client.Dispose();
        stream.Room.Until(() => stream.Ended == 1);
        Assert.Equal(0, stream.Room.Server.Connections);
    }

    [Fact]
    public void A_slow_reader_loses_lines_and_is_told_when_it_can_hear_again()
    {
        using var stream = new Streaming();
        stream.Client.Reads = false;
        var line = Encoding.UTF8.GetBytes("{\"x\":\"" + new string('x', 1000) + "\"}");
        var written = 0;
        while (stream.Connection.TryWriteLine(line)) written++;
        Assert.InRange(written, 256, 2_000);
        Assert.Equal(0, stream.Writable);

        stream.Client.Reads = true;
        stream.Room.Until(() => stream.Writable == 1);
        Assert.True(stream.Connection.TryWriteLine("{\"kind\":\"lost\"}"u8));
        for (var i = 0; i < written; i++) Assert.Equal(line.Length, stream.Client.Line().Length);
        Assert.Equal("{\"kind\":\"lost\"}", stream.Client.Line());
        Assert.Equal(1, stream.Writable);
        Assert.Equal(0, stream.Ended);
    }

    [Fact]
    public void A_stream_begun_for_a_client_that_is_gone_ends_at_once()
    {
        using var room = new Room();
        IpcConnection? waiting = null;
        room.Handler.Answer = (_, _, connection) => waiting = connection;
        var client = room.Connect();
        client.Send("{\"command\":\"reload\"}");
        room.Until(() => waiting is not null);
        client.Dispose();
        ScriptedHandler.Say(waiting!, "lost");
        room.Until(() => !waiting!.IsOpen);
        var ended = 0;
        waiting!.BeginStream(() => ended++);
        Assert.Equal(1, ended);
    }
}
