using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Conductor.Ipc;

/// <summary>What the client needs of a connection, so that this project needs no sockets.</summary>
public interface IByteChannel : IDisposable
{
    /// <summary>Writes all bytes; false when the peer takes no more (what it said before can still be read).</summary>
    bool Write(ReadOnlySpan<byte> bytes);

    /// <summary>Waits for bytes: how many came, 0 = the peer closed, -1 = the time is over.</summary>
    int Read(Span<byte> buffer, TimeSpan timeout);
}

/// <summary>How a request ended.</summary>
public enum AskResult
{
    /// <summary>A line came.</summary>
    Answered,

    /// <summary>The time was over before a line was complete.</summary>
    TimedOut,

    /// <summary>The daemon closed the connection without a line, or sent what is no answer.</summary>
    Closed,
}

/// <summary>One answer: the line as it came, and what it says.</summary>
public sealed class Answer
{
    private readonly byte[] _line;

    private Answer(byte[] line, ErrorReply? error) => (_line, Error) = (line, error);

    /// <summary>The line as it came, without its line feed.</summary>
    public ReadOnlySpan<byte> Line => _line;

    /// <summary>Null where the answer is a success.</summary>
    public ErrorReply? Error { get; }

    /// <summary>The answer as the record it should be; null where it isn't one (another version's daemon).</summary>
    public T? As<T>(JsonTypeInfo<T> type) where T : class => Parse(_line, type);

    /// <summary>Null where the line is no answer.</summary>
    public static Answer? Read(ReadOnlySpan<byte> line)
    {
        var bytes = line.ToArray();
        return Parse(bytes, IpcJson.Default.SuccessReply)?.Status switch
        {
            "success" => new Answer(bytes, null),
            "error" when Parse(bytes, IpcJson.Default.ErrorReply) is { } error => new Answer(bytes, error),
            _ => null,
        };
    }

    private static T? Parse<T>(ReadOnlySpan<byte> line, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Asks the daemon over a connection that is open: one request, one line.</summary>
public sealed class IpcClient(IByteChannel channel) : IDisposable
{
    /// <summary>More than any answer has; a peer that sends more without a line feed is no daemon of ours.</summary>
    private const int MaxLine = 64 * 1024 * 1024;

    private readonly LineWriter _writer = new();
    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>Sends a request and waits for its answer.</summary>
    public AskResult Ask(Request request, TimeSpan timeout, out Answer? answer)
    {
        answer = null;
        Send(request);
        var result = ReadLine(timeout, out var line);
        if (result != AskResult.Answered) return result;
        answer = Answer.Read(line);
        return answer is null ? AskResult.Closed : AskResult.Answered;
    }

    /// <summary>Whether the peer took it is seen at the next read: it may have said why not.</summary>
    public void Send(Request request) => channel.Write(_writer.Line(request, IpcJson.Default.Request));

    /// <summary>Sends, waits for a line, and tells how long that took.</summary>
    public AskResult Measure(Request request, TimeSpan timeout, out Answer? answer, out TimeSpan roundTrip)
    {
        var bytes = _writer.Line(request, IpcJson.Default.Request);
        var begun = Stopwatch.GetTimestamp();
        channel.Write(bytes);
        var result = ReadLine(timeout, out var line);
        roundTrip = Stopwatch.GetElapsedTime(begun);
        answer = result == AskResult.Answered ? Answer.Read(line) : null;
        return result == AskResult.Answered && answer is null ? AskResult.Closed : result;
    }

    /// <summary>The next line, without its line feed; valid until the next call.</summary>
    public AskResult ReadLine(TimeSpan timeout, out ReadOnlySpan<byte> line)
    {
        var begun = Stopwatch.GetTimestamp();
        var searched = 0;
        while (!TakeLine(searched, out line))
        {
            searched = _end - _start;
            MakeRoom();
            if (searched > MaxLine) return AskResult.Closed;
            var left = timeout == Timeout.InfiniteTimeSpan ? timeout : Max(timeout - Stopwatch.GetElapsedTime(begun), TimeSpan.Zero);
            var read = channel.Read(_buffer.AsSpan(_end), left);
            if (read <= 0) return read < 0 ? AskResult.TimedOut : AskResult.Closed;
            _end += read;
        }

        return AskResult.Answered;
    }

    public void Dispose()
    {
        _writer.Dispose();
        channel.Dispose();
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private bool TakeLine(int searched, out ReadOnlySpan<byte> line)
    {
        line = default;
        var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
        if (length < 0) return false;
        line = _buffer.AsSpan(_start, searched + length);
        _start += searched + length + 1;
        return true;
    }

    /// <summary>What is read stays together at the buffer's beginning, and there is always room behind it.</summary>
    private void MakeRoom()
    {
        if (_start > 0) _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
    }
}
