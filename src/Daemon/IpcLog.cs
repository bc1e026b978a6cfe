using System.Text;
using Conductor.Core;
using Conductor.Daemon.Ipc;
using Conductor.Ipc;
using Microsoft.Extensions.Logging;

namespace Conductor.Daemon;

/// <summary>What the server has to say, in the log's sentences. Texts from the wire are made printable, and only where somebody reads them.</summary>
internal sealed class IpcLog(LogSetup logs) : IIpcLog
{
    private readonly ILogger _log = logs.Logger;

    public void Received(string command, int bytes)
    {
        if (logs.IsDebug) _log.IpcRequest(CommandNames.Shown(command), bytes);
    }

    public void Answered(string command, ReadOnlySpan<byte> line)
    {
        if (logs.IsDebug) _log.IpcAnswer(CommandNames.Shown(command), Printable.Of(Encoding.UTF8.GetString(line).TrimEnd('\n')));
    }

    public void Refused(ErrorCode code, string message) => _log.IpcRefused((int)code, Printable.Of(message));

    public void TurnedAway() => _log.IpcTurnedAway();

    public void Dropped(int backlog) => _log.IpcDropped(backlog);

    public void HandlerFailed(Command command, Exception exception) => _log.IpcFailed(command.ToString(), exception.ToString());
}
