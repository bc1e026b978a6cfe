using System.Text;
using System.Text.Json.Nodes;
using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Host;

/// <summary>What may come over the socket, and what must not hurt.</summary>
public class RequestTests : HostTest
{
    [Fact]
    public void Requests_come_in_any_shape()
    {
        using var wire = Start(NewHome()).Connect();
        wire.Send("{\n  \"command\": \"PI-NG\",\n  \"id\": 7,\n  \"unknown\": []\n}{\"command\":\"ping\",\"id\":\"x\"} ");
        Assert.Equal("""{"id":7,"status":"success","message":"pong"}""", wire.ReadLine());
        Assert.Equal("""{"id":"x","status":"success","message":"pong"}""", wire.ReadLine());
        foreach (var one in "{\"command\":\"ping\"}") wire.Send(one.ToString());
        Assert.Equal("""{"status":"success","message":"pong"}""", wire.ReadLine());
    }

    [Theory]
    [InlineData("""{"command":"fly"}""", 1003)]
    [InlineData("""{}""", 1002)]
    [InlineData("""{"command":"inject"}""", 1004)]
    [InlineData("""{"command":"inject","args":{"message":"note-on 200 1"}}""", 1004)]
    [InlineData("""{"command":"inject","args":{"message":"note-on 1 1","device":"nobody"}}""", 3003)]
    [InlineData("""{"command":"validate","args":{"path":"/nowhere"}}""", 2001)]
    [InlineData("""{"command":"validate","args":{"path":5}}""", 1004)]
    public void A_wrong_request_is_answered_and_the_connection_goes_on(string request, int code)
    {
        using var wire = Start(NewHome()).Connect();
        Assert.Equal(code, (int)wire.Ask(request)["error"]!["code"]!);
        wire.Ping();
    }

    [Fact]
    public void Garbage_is_answered_once_and_the_daemon_goes_on()
    {
        var daemon = Start(NewHome());
        var random = new byte[100_000];
        new Random(1).NextBytes(random);
        random[0] = 0xFF;
        byte[][] garbage =
        [
            "hello\n"u8.ToArray(), "[]"u8.ToArray(), "\0"u8.ToArray(), "{\"command\":}"u8.ToArray(), "{\"command\":\"ping\"]"u8.ToArray(),
            [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8],
            Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 100))), random,
        ];
        foreach (var bytes in garbage)
        {
            using var wire = daemon.Connect();
            TrySend(wire, bytes);
            wire.EndInput();
            var line = wire.ReadLine();
            if (line is not null) Assert.Equal(1001, (int)JsonNode.Parse(line)!["error"]!["code"]!);
            Assert.Null(wire.ReadLine());
            daemon.ExpectAlive();
        }
    }

    [Fact]
    public void A_request_that_is_too_large_is_refused_with_its_size()
    {
        var daemon = Start(NewHome());
        using var wire = daemon.Connect();
        wire.Send(RequestOf(1_500_000));
        Assert.Equal(
            """{"status":"error","error":{"code":1004,"message":"Request too large: 1500000 bytes """
            + """exceeds maximum of 1048576 bytes (1MB)","details":{"request_size":1500000,"max_size":1048576,"""
            + "\"security\":\"Request rejected to prevent memory exhaustion\"}}}",
            wire.ReadLine());
        Assert.Null(wire.ReadLine());
        daemon.ExpectAlive();
    }

    [Fact]
    public void The_largest_request_passes()
    {
        using var wire = Start(NewHome()).Connect();
        wire.Send(RequestOf(1_048_576));
        Assert.Equal("""{"status":"success","message":"pong"}""", wire.ReadLine());
        wire.Ping();
    }

    [Fact]
    public void The_65th_connection_is_refused_and_the_first_64_go_on()
    {
        var daemon = Start(NewHome());
        var first = Enumerable.Range(0, 64).Select(_ => Keep(daemon.Connect())).ToList();
        foreach (var wire in first) wire.Ping();
        for (var i = 65; i <= 100; i++)
        {
            using var late = daemon.Connect();
            Assert.Equal(3001, (int)JsonNode.Parse(late.ReadLine()!)!["error"]!["code"]!);
            Assert.Null(late.ReadLine());
        }

        foreach (var wire in first) wire.Ping();
        foreach (var wire in first.Take(10)) wire.Dispose();
        Until.True(() => Answers(daemon), "room for another connection");
    }

    [Fact]
    public void Requests_under_way_share_four_megabytes()
    {
        var daemon = Start(NewHome());
        var half = "{\"command\":\"ping\",\"a\":\"" + new string('x', 1_000_000);
        var wires = Enumerable.Range(0, 4).Select(_ => Keep(daemon.Connect())).ToList();
        foreach (var wire in wires) wire.Send(half);
        using var late = daemon.Connect();
        TrySend(late, Encoding.ASCII.GetBytes(half));
        Assert.Equal(3001, (int)JsonNode.Parse(late.ReadLine()!)!["error"]!["code"]!);
        daemon.ExpectAlive();
        wires[0].Send("\"}");
        Assert.Equal("""{"status":"success","message":"pong"}""", wires[0].ReadLine());
    }

    [Fact]
    public void Who_does_not_read_the_answers_holds_up_nobody()
    {
        var daemon = Start(NewHome());
        using var deaf = daemon.Connect();
        var asking = new Thread(() =>
        {
            var requests = string.Concat(Enumerable.Repeat("{\"command\":\"status\"}\n", 1000));
            for (var i = 0; i < 100; i++)
            {
                if (!TrySend(deaf, Encoding.ASCII.GetBytes(requests))) return;
            }
        });
        asking.Start();
        for (var i = 0; i < 200; i++) daemon.ExpectAlive();
        deaf.Dispose();
        asking.Join();
        daemon.ExpectAlive();
    }

    [SlowFact]
    public void Half_a_request_is_given_up_after_10_seconds()
    {
        var daemon = Start(NewHome());
        using var wire = daemon.Connect();
        wire.Send("{\"command\":");
        Assert.Equal(4002, (int)JsonNode.Parse(wire.ReadLine()!)!["error"]!["code"]!);
        Assert.Null(wire.ReadLine());
        daemon.ExpectAlive();
    }

    [SlowFact]
    public void An_object_that_never_ends_is_refused_with_what_was_read()
    {
        var daemon = Start(NewHome());
        using var wire = daemon.Connect();
        wire.Send("{\"a\":\"" + new string('x', 2_000_000));
        var error = JsonNode.Parse(wire.ReadLine()!)!["error"]!;
        Assert.Equal((1004, 2_000_006), ((int)error["code"]!, (int)error["details"]!["request_size"]!));
        daemon.ExpectAlive();
    }

    private static string RequestOf(int bytes)
    {
        const string Begin = "{\"command\":\"ping\",\"a\":\"";
        return Begin + new string('x', bytes - Begin.Length - 2) + "\"}";
    }

    private static bool TrySend(Wire wire, byte[] bytes)
    {
        try
        {
            wire.Send(bytes);
            return true;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false;   // closed by then
        }
    }

    private static bool Answers(Daemon daemon)
    {
        try
        {
            daemon.ExpectAlive();
            return true;
        }
        catch (Exception e) when (e is IOException or Xunit.Sdk.XunitException)
        {
            return false;
        }
    }
}
