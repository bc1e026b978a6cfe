using System.Text;
using Conductor.Ipc;

namespace Conductor.Daemon.Ipc.Tests;

public class LimitTests
{
    private const string Ping = "{\"command\":\"ping\"}";

    private static byte[] Sized(int size) => Encoding.UTF8.GetBytes("{\"command\":\"ping\",\"x\":\"" + new string('x', size - 25) + "\"}");

    private static string TooLarge(long size) =>
        """{"status":"error","error":{"code":1004,"message":"Request too large: SIZE bytes exceeds maximum of 1048576 bytes (1MB)","details":{"request_size":SIZE,"max_size":1048576,"security":"Request rejected to prevent memory exhaustion"}}}""".Replace("SIZE", $"{size}");

    private static string Error(int code) => $$"""{"status":"error","error":{"code":{{code}},""";

    [Fact]
    public void The_largest_request_passes()
    {
        using var room = new Room();
        var client = room.Connect();
        client.Send(Sized(1_048_576));
        Assert.Equal("""{"status":"success","message":"ping"}""", client.Line());
    }

    [Fact]
    public void A_larger_one_is_told_its_true_size_and_closed()
    {
        using var room = new Room();
        var client = room.Connect();
        client.Send([.. Sized(1_500_000), .. "  {\"command\":\"ping\"}"u8]);
        Assert.Equal(TooLarge(1_500_000) + "\n", client.Rest());
    }

    [Fact]
    public void A_large_one_that_never_ends_is_given_up_after_two_seconds()
    {
        using var room = new Room();
        var client = room.Connect();
        client.Send(Sized(1_200_000)[..1_100_000]);
        room.Until(() => room.Server.NextDeadline <= room.Poller.Now + 2_000_000);
        Assert.Equal(0, room.Server.PendingBytes);
        room.Until(() => { room.Later(TimeSpan.FromMilliseconds(100)); return client.IsClosed; });
        Assert.Equal(TooLarge(1_100_000) + "\n", client.Rest());
    }

    [Fact]
    public void A_large_one_that_is_cut_off_is_told_what_was_read()
    {
        using var room = new Room();
        var client = room.Connect();
        client.Send(Sized(1_200_000)[..1_100_000]);
        client.EndInput();
        Assert.Equal(TooLarge(1_100_000) + "\n", client.Rest());
    }

    [Fact]
    public void A_request_has_ten_seconds_from_its_first_byte()
    {
        using var room = new Room();
        var client = room.Connect();
        Assert.Equal(long.MaxValue, room.Server.NextDeadline);
        client.SendAndPump(" \n{\"command\"");
        room.Until(() => room.Server.NextDeadline < long.MaxValue);
        room.Later(TimeSpan.FromSeconds(9));
        client.SendAndPump(":");
        Assert.Equal(1, room.Server.Connections);
        room.Later(TimeSpan.FromSeconds(1));
        var rest = client.Rest();
        Assert.StartsWith(Error(4002), rest);
        Assert.Equal(0, room.Server.PendingBytes);
    }

    [Fact]
    public void The_time_begins_anew_with_each_request_and_ends_with_it()
    {
        using var room = new Room();
        var client = room.Connect();
        client.SendAndPump("{\"command\"");
        room.Until(() => room.Server.NextDeadline < long.MaxValue);
        room.Later(TimeSpan.FromSeconds(8));
        client.Ask(":\"ping\"}{");
        var deadline = room.Server.NextDeadline;
        Assert.InRange(deadline, room.Poller.Now + 5_000_000, room.Poller.Now + 10_000_000);
        client.Ask("\"command\":\"ping\"}");
        Assert.Equal(long.MaxValue, room.Server.NextDeadline);
    }

    [Fact]
    public void An_idle_connection_may_stay_for_ever()
    {
        using var room = new Room();
        var client = room.Connect();
        client.Ask(Ping);
        room.Later(TimeSpan.FromDays(365));
        Assert.Equal("""{"status":"success","message":"ping"}""", client.Ask(Ping));
    }

    [Fact]
    public void Who_left_before_another_came_makes_room_for_it()
    {
        using var room = new Room();
        var clients = Enumerable.Range(0, 64).Select(_ => room.Connect()).ToList();
        room.Until(() => room.Server.Connections == 64);
        clients[63].Dispose();
        Assert.Equal("""{"status":"success","message":"ping"}""", room.Connect().Ask(Ping));
    }

    [Fact]
    public void The_sixty_fifth_connection_is_told_and_closed()
    {
        using var room = new Room();
        var clients = Enumerable.Range(0, 64).Select(_ => room.Connect()).ToList();
        room.Until(() => room.Server.Connections == 64);
        var last = room.Connect();
        last.Send(Ping);
        Assert.StartsWith(Error(3001), last.Rest());
        Assert.Equal("""{"status":"success","message":"ping"}""", clients[63].Ask(Ping));
        clients[0].Dispose();
        room.Until(() => room.Server.Connections == 63);
        Assert.Equal("""{"status":"success","message":"ping"}""", room.Connect().Ask(Ping));
    }

    [Fact]
    public void Requests_under_way_share_four_mebibytes()
    {
        using var room = new Room();
        var hogs = Enumerable.Range(0, 4).Select(_ => room.Connect()).ToList();
        foreach (var hog in hogs) hog.Send(Sized(1_048_576)[..^1]);
        room.Until(() => room.Server.PendingBytes == 4 * 1_048_575);
        var other = room.Connect();
        Assert.Equal("""{"status":"success","message":"ping"}""", other.Ask(Ping));
        other.Send("{\"command\":");
        Assert.StartsWith(Error(3001), other.Rest());
        foreach (var hog in hogs) Assert.Equal("""{"status":"success","message":"ping"}""", hog.Ask("}"));
        Assert.Equal(0, room.Server.PendingBytes);
    }

    [Fact]
    public void A_client_that_does_not_read_is_dropped_at_one_mebibyte()
    {
        using var room = new Room();
        var text = new string('x', 10_000);
        room.Handler.Answer = (_, _, connection) => ScriptedHandler.Say(connection, text);
        var client = room.Connect();
        client.Reads = false;
        room.Until(() =>
        {
            if (room.Server.Connections > 0) client.Send(Ping);
            return room.Log.Lines.Contains("dropped");
        });
        Assert.Equal(0, room.Server.Connections);
        Assert.InRange(room.Handler.Handled.Count, 105, 300);
    }

    [Fact]
    public void A_single_large_answer_reaches_a_client_that_reads()
    {
        using var room = new Room();
        var text = new string('x', 5_000_000);
        room.Handler.Answer = (_, _, connection) => ScriptedHandler.Say(connection, text);
        var client = room.Connect();
        Assert.Contains(text, client.Ask(Ping));
        Assert.Contains(text, client.Ask(Ping));
    }
}
