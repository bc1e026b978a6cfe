using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Conductor.Core.Ports;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Daemon.Ipc;

/// <summary>
/// One client. Its requests are handled one after another, also where an answer comes later: until then nothing more is read from it.
/// All of it on the control thread.
/// </summary>
public sealed partial class IpcConnection
{
    /// <summary>What <see cref="ILocalConnection.Write"/> answers where nobody reads any more.</summary>
    private const int PeerGone = -2;

    private readonly IpcServer _server;
    private readonly ILocalConnection _peer;
    private readonly LineProtocol _protocol = new();
    private readonly Backlog _backlog = new();

    /// <summary>What arrived behind a request that is still being answered.</summary>
    private byte[]? _behind;

    /// <summary>What arrived behind it found no room; said once the answer has gone out.</summary>
    private bool _noRoomBehind;

    /// <summary>Our share of <see cref="IpcServer.PendingBytes"/>.</summary>
    private int _held;

    private JsonElement? _id;

    /// <summary>As it was sent.</summary>
    private string _command = "";

    /// <summary>A request is being answered.</summary>
    private bool _answering;

    /// <summary>We are inside <see cref="Process"/>, so an answer given now is followed by the rest of the bytes by itself.</summary>
    private bool _processing;

    /// <summary>The client sends no more; it may still be reading.</summary>
    private bool _inputEnded;

    /// <summary>The last line has been said: close as soon as it is out.</summary>
    private bool _closing;

    /// <summary>The request was found to be too large, and the time for finding its size runs.</summary>
    private bool _counting;

    internal IpcConnection(IpcServer server, ILocalConnection peer)
    {
        (_server, _peer) = (server, peer);
        peer.Ready = OnReady;
        peer.WantsRead = true;
        server.Poller.Add(peer);
    }

    /// <summary>False once the client is gone; answers then go nowhere, and need not be prevented.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Called once when the connection ends, whoever ended it: for commands that last as long as it does.</summary>
    public Action? Closed { get; set; }

    /// <summary>When <see cref="Expire"/> is due (µs).</summary>
    internal long Deadline { get; private set; } = long.MaxValue;

    /// <summary>The answer to the request being handled.</summary>
    public void Answer<T>(T reply, JsonTypeInfo<T> type) where T : Reply
    {
        if (IsOpen) AnswerWith(_server.Lines.Line(reply with { Id = _id }, type));
    }

    /// <summary>The same, where the answer is always the same.</summary>
    public void Answer(FixedReply reply)
    {
        if (_id is not null) Answer(reply.Reply, IpcJson.Default.SuccessReply);
        else if (IsOpen) AnswerWith(reply.Line);
    }

    private void AnswerWith(ReadOnlySpan<byte> line)
    {
        MustBeAnswering();
        (_answering, _id) = (false, null);
        _server.Log.Answered(_command, line);
        Send(line);
        if (!_processing) Resume();
    }

    /// <summary>The answer to the request being handled: an error. The connection goes on.</summary>
    public void Fail(ErrorCode code, string message, JsonElement? details = null) =>
        Answer(Replies.Error(code, message, details), IpcJson.Default.ErrorReply);

    /// <summary>The time for what is under way is over.</summary>
    internal void Expire()
    {
        if (_closing) Close();
        else if (_protocol.IsCounting) RefuseTooLarge();
        else Refuse(ErrorCode.Timeout, $"Timeout: the request was not complete {Limits.RequestTime.TotalSeconds} s after its first byte");
        Settle();
    }

    /// <summary>Ends the connection; what is still unsent is lost.</summary>
    internal void Close()
    {
        if (!IsOpen) return;
        IsOpen = false;
        _answering = false;
        Deadline = long.MaxValue;
        _server.Poller.Remove(_peer);
        _peer.Dispose();
        Hold(0);
        _server.Forget(this);
        EndStream();
        Closed?.Invoke();
    }

    /// <summary>Takes what has come, without being told that something has.</summary>
    internal void Look()
    {
        if (_peer.WantsRead) OnReady();
    }

    /// <summary>Whatever goes wrong with one client ends that client and nothing else.</summary>
    private void OnReady()
    {
        try
        {
            if (IsOpen) Work();
        }
        catch (Exception exception)
        {
            _server.Log.Refused(ErrorCode.InternalError, $"The connection failed: {exception}");
            Close();
        }
    }

    private void Work()
    {
        var waitedForNothing = !_peer.WantsRead && !_peer.WantsWrite;
        if (_peer.WantsWrite) Flush();
        if (!IsOpen) return;
        if (_peer.WantsRead) Receive();
        else if (waitedForNothing) Close(); // Only a hang-up wakes a descriptor that waits for nothing.
        Settle();
    }

    private void Receive()
    {
        var read = _peer.Read(_server.ReadBuffer);
        if (read > 0) Process(_server.ReadBuffer.AsSpan(0, read));
        else if (read == 0) TakeEndOfInput();
    }

    /// <summary>A client that has only ended its input may still be reading; where it is gone, even writing nothing is refused.</summary>
    private void TakeEndOfInput()
    {
        _inputEnded = true;
        if (TryWrite(default) == PeerGone) Close();
    }

    /// <summary>Request after request, as far as they can be answered at once.</summary>
    private void Process(ReadOnlySpan<byte> bytes)
    {
        _processing = true;
        while (IsOpen && !_closing && !_answering && !bytes.IsEmpty)
        {
            var room = Limits.MaxPendingBytes - _server.PendingBytes;
            var result = _protocol.Feed(bytes, room, out var taken, out var request);
            bytes = bytes[taken..];
            Hold(_protocol.Stored);
            Take(result, request);
        }

        _processing = false;
        if (IsOpen && _answering) KeepBehind(bytes);
    }

    private void Take(FrameResult result, ReadOnlySpan<byte> request)
    {
        switch (result)
        {
            case FrameResult.NeedMore: break;
            case FrameResult.Request: TakeRequest(request); break;
            case FrameResult.TooLarge: RefuseTooLarge(); break;
            case FrameResult.Broken: Refuse(ErrorCode.InvalidJson, _protocol.Error); break;
            case FrameResult.NoRoom: RefuseNoRoom(); break;
        }
    }

    private void TakeRequest(ReadOnlySpan<byte> bytes)
    {
        Deadline = long.MaxValue;
        EndStream();
        _answering = true;
        var read = RequestReader.TryRead(bytes, out var request, out var code, out var error);
        _server.Log.Received(_command = request.Command ?? "", bytes.Length);
        _protocol.Release();
        Hold(0);
        _id = request.Id;
        if (!read) Reject(code, error);
        else if (CommandNames.TryFind(request.Command!, out var command)) Handle(command, request);
        else Fail(ErrorCode.UnknownCommand, CommandNames.UnknownSentence(request.Command!));
    }

    /// <summary>Whoever sends text that isn't UTF-8 is closed as for any other broken JSON; other mistakes end only the request.</summary>
    private void Reject(ErrorCode code, string error)
    {
        if (code == ErrorCode.InvalidJson) Refuse(code, error);
        else Fail(code, error);
    }

    private void Handle(Command command, Request request)
    {
        try
        {
            _server.Handler.Handle(command, request, this);
        }
        catch (Exception exception)
        {
            // One of the three places that catch broadly: a command that fails must not end the daemon.
            _server.Log.HandlerFailed(command, exception);
            var what = $"Internal error in '{CommandNames.Shown(_command)}': {exception.GetType().Name}: {exception.Message}";
            if (_answering) Fail(ErrorCode.InternalError, what);
        }
    }

    /// <summary>After an answer that came later: what arrived meanwhile.</summary>
    private void Resume()
    {
        var behind = _behind;
        _behind = null;
        if (IsOpen) Hold(_protocol.Stored);
        if (IsOpen && _noRoomBehind) RefuseNoRoom();
        else if (behind is not null) Process(behind);
        Settle();
    }

    private void KeepBehind(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return;
        if (bytes.Length > Limits.MaxPendingBytes - _server.PendingBytes)
        {
            _noRoomBehind = true;
            return;
        }

        _behind = bytes.ToArray();
        Hold(_behind.Length);
    }

    private void RefuseTooLarge() => Refuse(Replies.TooLarge(_protocol.Size));

    private void RefuseNoRoom() => Refuse(
        ErrorCode.InvalidState, $"Too much at once: the requests under way of all connections share {Limits.MaxPendingBytes} bytes");

    private void Refuse(ErrorCode code, string message) => Refuse(Replies.Error(code, message));

    /// <summary>One last line, then close.</summary>
    private void Refuse(ErrorReply reply)
    {
        EndStream();
        _closing = true;
        (_answering, _id) = (false, null);
        Deadline = _server.Poller.Now + Microseconds(Limits.RequestTime);
        _protocol.Release();
        Hold(0);
        _server.Log.Refused((ErrorCode)reply.Error.Code, reply.Error.Message);
        Send(_server.Lines.Line(reply, IpcJson.Default.ErrorReply));
    }

    /// <summary>After anything that happened: what is waited for now, and until when.</summary>
    private void Settle()
    {
        if (!IsOpen || _processing) return;
        if (_inputEnded && !_closing && !_answering && _streamEnded is null) EndOfInput();
        if (_closing && _backlog.Length == 0) Finish();
        if (!IsOpen) return;
        _peer.WantsRead = !_inputEnded && !_closing && !_answering;
        if (!_closing) Deadline = RequestDeadline();
    }

    private void EndOfInput()
    {
        Take(_protocol.End(), default);
        _closing = true;
    }

    private void Finish()
    {
        if (!_inputEnded) IpcServer.Drain(_peer);
        Close();
    }

    private long RequestDeadline()
    {
        if (!_protocol.IsUnderWay) return long.MaxValue;
        var deadline = Deadline == long.MaxValue ? _server.Poller.Now + Microseconds(Limits.RequestTime) : Deadline;
        if (!_protocol.IsCounting || _counting) return deadline;
        _counting = true;
        return Math.Min(deadline, _server.Poller.Now + Microseconds(Limits.MaxScanTime));
    }

    private static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;

    private void MustBeAnswering()
    {
        if (!_answering) throw new InvalidOperationException($"The request '{CommandNames.Shown(_command)}' has been answered already");
    }

    private void Hold(int bytes)
    {
        _server.PendingBytes += bytes - _held;
        _held = bytes;
    }

    private void Send(ReadOnlySpan<byte> line, ReadOnlySpan<byte> end = default)
    {
        if (_backlog.Length == 0) line = WriteNow(line);
        if (_backlog.Length == 0 && line.IsEmpty) end = WriteNow(end);
        if (!IsOpen || (line.IsEmpty && end.IsEmpty)) return;
        Queue(line, end);
    }

    /// <summary>What the socket did not take.</summary>
    private ReadOnlySpan<byte> WriteNow(ReadOnlySpan<byte> bytes)
    {
        while (IsOpen && !bytes.IsEmpty)
        {
            var taken = TryWrite(bytes);
            if (taken == -1) break;
            if (taken < 0) Close();
            else bytes = bytes[taken..];
        }

        return bytes;
    }

    /// <summary>An answer that comes later must not throw at whoever gives it because this client's socket is broken.</summary>
    private int TryWrite(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return _peer.Write(bytes);
        }
        catch (NativeException)
        {
            return PeerGone;
        }
    }

    /// <summary>A single answer may be larger than the limit; a second one behind it may not wait beyond it.</summary>
    private void Queue(ReadOnlySpan<byte> line, ReadOnlySpan<byte> end)
    {
        if (_backlog.Length > 0 && _backlog.Length + line.Length + end.Length > Limits.MaxBacklogBytes)
        {
            _server.Log.Dropped(_backlog.Length);
            Close();
            return;
        }

        _backlog.Add(line);
        _backlog.Add(end);
        _peer.WantsWrite = true;
    }

    private void Flush()
    {
        var rest = WriteNow(_backlog.Bytes);
        if (!IsOpen) return;
        _backlog.Keep(rest.Length);
        _peer.WantsWrite = _backlog.Length > 0;
        if (_lineRefused && _backlog.Length < MaxStreamBacklog / 2) TellWritable();
    }
}
