using Conductor.Ipc;

namespace Conductor.Daemon.Ipc;

/// <summary>An answer that goes on: lines, until the client goes or asks something else.</summary>
public sealed partial class IpcConnection
{
    /// <summary>What a slow reader of a stream may have waiting before it loses lines.</summary>
    public const int MaxStreamBacklog = 256 * 1024;

    private Action? _streamEnded;
    private Action? _streamWritable;

    /// <summary>The stream has lost a line since it could last be told that there is room.</summary>
    private bool _lineRefused;

    /// <summary>
    /// Answers with success; from now on lines may be written, until the client goes or sends another request: then
    /// <paramref name="ended"/> is called, once. After a refused line <paramref name="writable"/> is called as soon as there is room again.
    /// </summary>
    public void BeginStream(Action ended, Action? writable = null)
    {
        if (!IsOpen)
        {
            ended();
            return;
        }

        MustBeAnswering();
        (_streamEnded, _streamWritable, _lineRefused) = (ended, writable, false);
        Answer(new SuccessReply(), IpcJson.Default.SuccessReply);
    }

    /// <summary>
    /// One line of the stream, without its line feed. False, and nothing written, where too much is waiting already or the stream has ended.
    /// </summary>
    public bool TryWriteLine(ReadOnlySpan<byte> line)
    {
        if (_streamEnded is null) return false;
        _lineRefused = _backlog.Length + line.Length + 1 > MaxStreamBacklog;
        if (!_lineRefused) Send(line, "\n"u8);
        return IsOpen && !_lineRefused;
    }

    private void EndStream()
    {
        var ended = _streamEnded;
        (_streamEnded, _streamWritable) = (null, null);
        ended?.Invoke();
    }

    private void TellWritable()
    {
        _lineRefused = false;
        _streamWritable?.Invoke();
    }
}
