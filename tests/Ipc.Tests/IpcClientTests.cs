using System.Text;

namespace Conductor.Ipc.Tests;

public class IpcClientTests
{
    /// <summary>A daemon that has already said everything, in the pieces given; after them it closes, or says nothing more.</summary>
    private sealed class Script(bool closes, params string[] pieces) : IByteChannel
    {
        private readonly Queue<byte[]> _pieces = new(pieces.Select(Encoding.UTF8.GetBytes));

        public string Written { get; private set; } = "";

        public bool Write(ReadOnlySpan<byte> bytes)
        {
            Written += Encoding.UTF8.GetString(bytes);
            return true;
        }

        public int Read(Span<byte> buffer, TimeSpan timeout)
        {
            if (_pieces.Count == 0) return closes ? 0 : -1;
            var piece = _pieces.Dequeue();
            var taken = Math.Min(piece.Length, buffer.Length);
            piece.AsSpan(0, taken).CopyTo(buffer);
            if (taken < piece.Length) PutBack(piece[taken..]);
            return taken;
        }

        private void PutBack(byte[] rest)
        {
            var others = _pieces.ToArray();
            _pieces.Clear();
            _pieces.Enqueue(rest);
            foreach (var other in others) _pieces.Enqueue(other);
        }

        public void Dispose()
        {
        }
    }

    private static readonly Request Ping = new() { Command = "ping" };
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(5);

    [Fact]
    public void A_request_is_one_line()
    {
        var channel = new Script(false, "{\"status\":\"success\"}\n");
        using var client = new IpcClient(channel);
        Assert.Equal(AskResult.Answered, client.Ask(Ping, Time, out _));
        Assert.Equal("{\"command\":\"ping\"}\n", channel.Written);
    }

    [Fact]
    public void Answers_are_found_however_they_are_cut()
    {
        using var client = new IpcClient(new Script(false, "{\"status\":\"suc", "cess\",\"message\":\"a\"}", "\n{\"status\":\"success\",\"message\":\"b\"}\n"));
        client.Ask(Ping, Time, out var first);
        client.Ask(Ping, Time, out var second);
        Assert.Equal("a", first?.As(IpcJson.Default.SuccessReply)?.Message);
        Assert.Equal("b", second?.As(IpcJson.Default.SuccessReply)?.Message);
    }

    [Fact]
    public void Long_answers_fit()
    {
        var text = new string('x', 3_000_000);
        using var client = new IpcClient(new Script(false, $"{{\"status\":\"success\",\"message\":\"{text}\"}}\n"));
        client.Ask(Ping, Time, out var answer);
        Assert.Equal(text, answer?.As(IpcJson.Default.SuccessReply)?.Message);
    }

    [Fact]
    public void An_error_is_told_with_its_code()
    {
        using var client = new IpcClient(new Script(false, "{\"status\":\"error\",\"error\":{\"code\":3001,\"message\":\"paused\"}}\n"));
        Assert.Equal(AskResult.Answered, client.Ask(Ping, Time, out var answer));
        Assert.Equal((3001, "paused"), (answer!.Error!.Error.Code, answer.Error.Error.Message));
    }

    [Fact]
    public void Silence_and_a_closed_connection_are_told_apart()
    {
        using var silent = new IpcClient(new Script(false, "{\"status\":"));
        using var closed = new IpcClient(new Script(true, "{\"status\":"));
        Assert.Equal(AskResult.TimedOut, silent.Ask(Ping, Time, out _));
        Assert.Equal(AskResult.Closed, closed.Ask(Ping, Time, out _));
    }

    [Theory]
    [InlineData("hello\n")]
    [InlineData("{}\n")]
    [InlineData("{\"status\":\"error\"}\n")]
    public void What_is_no_answer_counts_as_none(string line)
    {
        using var client = new IpcClient(new Script(false, line));
        Assert.Equal(AskResult.Closed, client.Ask(Ping, Time, out var answer));
        Assert.Null(answer);
    }

    [Fact]
    public void Lines_that_follow_an_answer_are_read_one_by_one()
    {
        using var client = new IpcClient(new Script(true, "{\"status\":\"success\"}\n{\"t\":1,\"kind\":\"midi\"}\n{\"t\":2", ",\"kind\":\"mode\"}\n"));
        client.Ask(Ping, Time, out _);
        Assert.Equal(AskResult.Answered, client.ReadLine(Timeout.InfiniteTimeSpan, out var line));
        Assert.Equal("{\"t\":1,\"kind\":\"midi\"}", Encoding.UTF8.GetString(line));
        Assert.Equal(AskResult.Answered, client.ReadLine(Timeout.InfiniteTimeSpan, out line));
        Assert.Equal("{\"t\":2,\"kind\":\"mode\"}", Encoding.UTF8.GetString(line));
        Assert.Equal(AskResult.Closed, client.ReadLine(Timeout.InfiniteTimeSpan, out _));
    }
}
