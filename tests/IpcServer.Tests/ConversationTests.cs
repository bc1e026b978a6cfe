using System.Text;
using Conductor.Ipc;

namespace Conductor.Daemon.Ipc.Tests;

public class ConversationTests
{
    private static string Success(string message) => $$"""{"status":"success","message":"{{message}}"}""";

    private static string Error(int code) => $$"""{"status":"error","error":{"code":{{code}},""";

    [Fact]
    public void A_request_is_answered_with_one_line()
    {
        using var room = new Room();
        Assert.Equal(Success("ping"), room.Connect().Ask("{\"command\":\"ping\",\"args\":{}}\n"));
    }

    [Fact]
    public void A_connection_carries_any_number_of_requests_however_they_are_written()
    {
        using var room = new Room();
        var client = room.Connect();
        client.Send("  {\"command\":\"ping\"}{\n \"command\": \"STATUS\"\n}\r\n\t{\"command\":");
        Assert.Equal([Success("ping"), Success("status")], [client.Line(), client.Line()]);
        client.SendAndPump(" \"p-i");
        Assert.Equal(Success("ping"), client.Ask("_ng\"}"));
        Assert.Equal(Success("reload"), client.Ask("{\"command\":\"reload\"}"));
        Assert.Equal(0, room.Server.PendingBytes);
    }

    [Fact]
    public void The_id_is_echoed_first()
    {
        using var room = new Room();
        var client = room.Connect();
        Assert.Equal("""{"id":"a-1","status":"success","message":"ping"}""", client.Ask("{\"command\":\"ping\",\"id\":\"a-1\"}"));
        Assert.StartsWith("""{"id":7.0,"status":"error",""", client.Ask("{\"id\":7.0,\"command\":\"nonsense\"}"));
        Assert.Equal(Success("ping"), client.Ask("{\"command\":\"ping\"}"));
    }

    [Fact]
    public void Mistakes_within_JSON_leave_the_connection_open()
    {
        using var room = new Room();
        var client = room.Connect();
        Assert.StartsWith(Error(1002), client.Ask("{}"));
        Assert.StartsWith(Error(1003) + "\"message\":\"Unknown command 'pong', did you mean 'ping'?", client.Ask("{\"command\":\"pong\"}"));
        Assert.StartsWith(Error(1004), client.Ask("{\"command\":\"ping\",\"args\":5}"));
        Assert.Equal(Success("ping"), client.Ask("{\"command\":\"ping\"}"));
    }

    [Theory]
    [InlineData("hello\n")]
    [InlineData("[{\"command\":\"ping\"}]")]
    [InlineData("{\"command\":ping}")]
    [InlineData("{\"command\":\"\\ud800\"}")]
    public void Anything_but_JSON_gets_one_line_and_is_closed(string text)
    {
        using var room = new Room();
        var client = room.Connect();
        client.Send(text + "{\"command\":\"ping\"}");
        var rest = client.Rest();
        Assert.StartsWith(Error(1001), rest);
        Assert.Equal(rest.Length - 1, rest.IndexOf('\n'));
        Assert.Equal(0, room.Server.Connections);
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_closed_too()
    {
        using var room = new Room();
        var client = room.Connect();
        client.Send([.. "{\"command\":\""u8, 0xFF, .. "\"}"u8]);
        Assert.StartsWith(Error(1001), client.Rest());
    }

    [Fact]
    public void What_went_before_a_mistake_is_answered_first()
    {
        using var room = new Room();
        var client = room.Connect();
        client.Send("{\"command\":\"ping\"}x");
        Assert.Equal(Success("ping"), client.Line());
        Assert.StartsWith(Error(1001), client.Line());
    }

    [Fact]
    public void A_handler_that_throws_is_answered_with_4001_and_the_connection_goes_on()
    {
        using var room = new Room();
        room.Handler.Answer = (command, _, connection) =>
        {
            if (command == Command.Reload) throw new InvalidOperationException("broken");
            ScriptedHandler.Say(connection, "fine");
        };
        var client = room.Connect();
        Assert.StartsWith(Error(4001) + "\"message\":\"Internal error in 'reload': InvalidOperationException: broken", client.Ask("{\"command\":\"reload\"}"));
        Assert.Equal(Success("fine"), client.Ask("{\"command\":\"ping\"}"));
        Assert.Contains("failed Reload broken", room.Log.Lines);
    }

    [Fact]
    public void A_second_answer_to_one_request_is_a_bug_that_shows()
    {
        using var room = new Room();
        room.Handler.Answer = (_, _, connection) =>
        {
            ScriptedHandler.Say(connection, "once");
            ScriptedHandler.Say(connection, "twice");
        };
        var client = room.Connect();
        client.Send("{\"command\":\"ping\"}{\"command\":\"ping\"}");
        Assert.Equal([Success("once"), Success("once")], [client.Line(), client.Line()]);
        Assert.Contains("failed Ping The request 'ping' has been answered already", room.Log.Lines);
    }

    [Fact]
    public void Answers_come_in_order_also_where_one_comes_later()
    {
        using var room = new Room();
        IpcConnection? waiting = null;
        room.Handler.Answer = (command, _, connection) =>
        {
            if (command == Command.Reload) waiting = connection;
            else ScriptedHandler.Say(connection, CommandNames.NameOf(command));
        };
        var client = room.Connect();
        client.Send("{\"command\":\"ping\"}{\"command\":\"reload\",\"id\":1}{\"command\":\"status\",\"id\":2}{\"command\":");
        Assert.Equal(Success("ping"), client.Line());
        client.SendAndPump("\"ping\",\"id\":3}");
        Assert.Equal(["ping", "reload"], room.Handler.Handled);
        ScriptedHandler.Say(waiting!, "reloaded");
        Assert.Equal("""{"id":1,"status":"success","message":"reloaded"}""", client.Line());
        Assert.Equal("""{"id":2,"status":"success","message":"status"}""", client.Line());
        Assert.Equal("""{"id":3,"status":"success","message":"ping"}""", client.Line());
        Assert.Equal(0, room.Server.PendingBytes);
    }

    [Fact]
    public void A_waiting_answer_keeps_nobody_else_waiting()
    {
        using var room = new Room();
        IpcConnection? waiting = null;
        room.Handler.Answer = (command, _, connection) =>
        {
            if (command == Command.Reload) waiting = connection;
            else ScriptedHandler.Say(connection, "fine");
        };
        var (first, second) = (room.Connect(), room.Connect());
        first.SendAndPump("{\"command\":\"reload\"}");
        Assert.Equal(Success("fine"), second.Ask("{\"command\":\"ping\"}"));
        waiting!.Fail(ErrorCode.InvalidState, "paused");
        Assert.Equal(Error(3001) + "\"message\":\"paused\"}}", first.Line());
    }

    [Fact]
    public void A_client_that_has_ended_its_input_still_gets_its_answers()
    {
        using var room = new Room();
        IpcConnection? waiting = null;
        room.Handler.Answer = (command, _, connection) =>
        {
            if (command == Command.Reload) waiting = connection;
            else ScriptedHandler.Say(connection, "fine");
        };
        var client = room.Connect();
        client.Send("{\"command\":\"reload\"}{\"command\":\"ping\"}");
        client.EndInput();
        room.Until(() => waiting is not null);
        ScriptedHandler.Say(waiting!, "later");
        Assert.Equal($"{Success("later")}\n{Success("fine")}\n", client.Rest());
        Assert.Equal(0, room.Server.Connections);
    }

    [Fact]
    public void A_request_cut_off_by_the_end_of_input_is_told()
    {
        using var room = new Room();
        var client = room.Connect();
        client.Send("{\"command\":\"pi");
        client.EndInput();
        Assert.StartsWith(Error(1001), client.Rest());
    }

    [Fact]
    public void A_client_that_is_gone_before_its_answer_is_no_trouble()
    {
        using var room = new Room();
        IpcConnection? waiting = null;
        var closed = 0;
        room.Handler.Answer = (_, _, connection) =>
        {
            waiting = connection;
            connection.Closed = () => closed++;
        };
        var client = room.Connect();
        client.Send("{\"command\":\"reload\"}");
        room.Until(() => waiting is not null);
        client.Dispose();
        ScriptedHandler.Say(waiting!, "too late");
        room.Until(() => room.Server.Connections == 0);
        ScriptedHandler.Say(waiting!, "nobody hears this");
        Assert.False(waiting!.IsOpen);
        Assert.Equal(1, closed);
    }

    [Fact]
    public void The_log_hears_of_requests_and_answers()
    {
        using var room = new Room();
        room.Connect().Ask("{\"command\":\"Ping\"}");
        Assert.Equal(["received Ping 18", "answered Ping " + Success("ping") + "\n"], room.Log.Lines);
    }

    [Fact]
    public void The_socket_is_gone_with_the_server()
    {
        var room = new Room();
        var client = room.Connect();
        client.Ask("{\"command\":\"ping\"}");
        room.Server.Dispose();
        Assert.False(File.Exists(room.Path));
        client.Collect();
        Assert.True(client.IsClosed);
        room.Dispose();
    }
}
