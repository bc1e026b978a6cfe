using Microsoft.Extensions.Logging;

namespace Conductor.Daemon;

/// <summary>Every sentence the daemon can say. Text that comes from the wire or from other programs is made <see cref="Printable"/> before it gets here.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Conductor {Version} started: {Backend}, config {Path}, socket {Socket}")]
    public static partial void Started(this ILogger log, string version, string backend, string path, string socket);

    [LoggerMessage(2, LogLevel.Warning, "{Sentence}")]
    public static partial void NoSequencer(this ILogger log, string sentence);

    [LoggerMessage(3, LogLevel.Information, "No configuration at {Path}: running the built-in starter; the file is taken as soon as it appears")]
    public static partial void StarterInUse(this ILogger log, string path);

    [LoggerMessage(4, LogLevel.Warning, "There is no {Path}: no mappings until it appears")]
    public static partial void ConfigMissing(this ILogger log, string path);

    [LoggerMessage(5, LogLevel.Warning, "The configuration {Path} was deleted; the last one stays in force")]
    public static partial void ConfigDeleted(this ILogger log, string path);

    [LoggerMessage(9, LogLevel.Warning, "The configuration {Path} can't be read; the last one stays in force ({Reason})")]
    public static partial void ConfigUnreadable(this ILogger log, string path, string reason);

    [LoggerMessage(6, LogLevel.Warning, "Running as root: everything in the configuration runs as root, too")]
    public static partial void RunningAsRoot(this ILogger log);

    [LoggerMessage(7, LogLevel.Warning, "The configuration {Path} has errors; running the last good one")]
    public static partial void LastGoodInUse(this ILogger log, string path);

    [LoggerMessage(8, LogLevel.Debug, "The engine's thread runs {How}")]
    public static partial void EnginePriority(this ILogger log, string how);

    [LoggerMessage(10, LogLevel.Information, "Config file changed")]
    public static partial void ConfigChanged(this ILogger log);

    [LoggerMessage(11, LogLevel.Information, "Waiting {Milliseconds}ms for debounce...")]
    public static partial void Debouncing(this ILogger log, int milliseconds);

    [LoggerMessage(12, LogLevel.Information, "Reloading config...")]
    public static partial void Reloading(this ILogger log);

    [LoggerMessage(13, LogLevel.Information, "Config reloaded successfully in {Milliseconds}ms")]
    public static partial void Reloaded(this ILogger log, long milliseconds);

    [LoggerMessage(14, LogLevel.Error, "Config reload failed; previous config still active (no changes applied)\n{Problems}")]
    public static partial void ReloadFailed(this ILogger log, string problems);

    [LoggerMessage(15, LogLevel.Warning, "{Path} has no mappings any more and is not taken by itself; `conductorctl reload` takes it")]
    public static partial void EmptyConfigNotTaken(this ILogger log, string path);

    [LoggerMessage(16, LogLevel.Warning, "The configuration has warnings\n{Problems}")]
    public static partial void ConfigWarnings(this ILogger log, string problems);

    [LoggerMessage(17, LogLevel.Error, "The configuration {Path} was refused\n{Problems}")]
    public static partial void ConfigRefused(this ILogger log, string path, string problems);

    [LoggerMessage(18, LogLevel.Warning, "ipc_socket is now {Path}; it is read at start only")]
    public static partial void SocketChangeIgnored(this ILogger log, string path);

    [LoggerMessage(20, LogLevel.Information, "Device {Device} connected: {Port}")]
    public static partial void DeviceConnected(this ILogger log, string device, string port);

    [LoggerMessage(21, LogLevel.Warning, "Device {Device} disconnected; it is connected again when it comes back")]
    public static partial void DeviceDisconnected(this ILogger log, string device);

    [LoggerMessage(29, LogLevel.Warning, "Device {Device} disconnected")]
    public static partial void DeviceGone(this ILogger log, string device);

    [LoggerMessage(22, LogLevel.Warning, "No input matches device {Device}; waiting for it")]
    public static partial void DeviceMissing(this ILogger log, string device);

    [LoggerMessage(23, LogLevel.Error, "Device {Device}: {Reason}")]
    public static partial void DeviceFailed(this ILogger log, string device, string reason);

    [LoggerMessage(24, LogLevel.Warning, "MIDI input overran: the system lost messages; all that was held was released")]
    public static partial void Overrun(this ILogger log);

    [LoggerMessage(25, LogLevel.Error, "MIDI output {Port}: {Reason}")]
    public static partial void OutputFailed(this ILogger log, string port, string reason);

    [LoggerMessage(26, LogLevel.Warning, "{Sentence}; the mappings that need it can't act")]
    public static partial void NoInputDevice(this ILogger log, string sentence);

    [LoggerMessage(27, LogLevel.Error, "MIDI input failed: {Reason}")]
    public static partial void MidiFailed(this ILogger log, string reason);

    [LoggerMessage(28, LogLevel.Information, "The MIDI sequencer is there now: MIDI input begins")]
    public static partial void SequencerAppeared(this ILogger log);

    [LoggerMessage(19, LogLevel.Information, "The computer woke up: every MIDI connection was made anew")]
    public static partial void Woke(this ILogger log);

    [LoggerMessage(39, LogLevel.Warning, "MIDI came faster than it could be handled: messages were dropped (`conductorctl status` counts them); no note is left hanging")]
    public static partial void InputFull(this ILogger log);

    [LoggerMessage(30, LogLevel.Error, "Action of '{Mapping}' ({File}:{Line}) failed: {Reason}")]
    public static partial void ActionFailed(this ILogger log, string mapping, string file, int line, string reason);

    [LoggerMessage(31, LogLevel.Warning, "'{Mapping}' ({File}:{Line}) has 16 presses waiting; further ones are dropped")]
    public static partial void LaneFull(this ILogger log, string mapping, string file, int line);

    [LoggerMessage(32, LogLevel.Warning, "Shell of '{Mapping}' ended with status {Status}{Hint}")]
    public static partial void ShellStatus(this ILogger log, string mapping, int status, string hint);

    [LoggerMessage(33, LogLevel.Debug, "Shell of '{Mapping}': {Output}")]
    public static partial void ShellOutput(this ILogger log, string mapping, string output);

    [LoggerMessage(34, LogLevel.Warning, "Shell of '{Mapping}' took longer than {Milliseconds} ms and was ended")]
    public static partial void ShellTimeout(this ILogger log, string mapping, long milliseconds);

    [LoggerMessage(35, LogLevel.Debug, "{Message}")]
    public static partial void MidiEvent(this ILogger log, string message);

    [LoggerMessage(36, LogLevel.Information, "Paused: no mapping runs until resume")]
    public static partial void Paused(this ILogger log);

    [LoggerMessage(37, LogLevel.Information, "Resumed")]
    public static partial void Resumed(this ILogger log);

    [LoggerMessage(38, LogLevel.Warning, "'{Mapping}' ({File}:{Line}) hears what it sends, more than 100 times a second: it is held back for a second")]
    public static partial void FeedbackCut(this ILogger log, string mapping, string file, int line);

    [LoggerMessage(40, LogLevel.Debug, "IPC request {Command} ({Bytes} bytes)")]
    public static partial void IpcRequest(this ILogger log, string command, int bytes);

    [LoggerMessage(41, LogLevel.Debug, "IPC answer to {Command}: {Answer}")]
    public static partial void IpcAnswer(this ILogger log, string command, string answer);

    [LoggerMessage(42, LogLevel.Debug, "IPC request refused ({Code}): {Reason}")]
    public static partial void IpcRefused(this ILogger log, int code, string reason);

    [LoggerMessage(43, LogLevel.Warning, "IPC: a process of another user tried to connect and was turned away")]
    public static partial void IpcTurnedAway(this ILogger log);

    [LoggerMessage(44, LogLevel.Debug, "IPC: a client left {Bytes} bytes unread and was dropped")]
    public static partial void IpcDropped(this ILogger log, int bytes);

    [LoggerMessage(45, LogLevel.Error, "IPC: {Command} failed: {Reason}")]
    public static partial void IpcFailed(this ILogger log, string command, string reason);

    [LoggerMessage(50, LogLevel.Debug, "State saved: mode {Mode}")]
    public static partial void StateSaved(this ILogger log, string mode);

    [LoggerMessage(51, LogLevel.Warning, "State can't be saved: {Reason}")]
    public static partial void StateNotSaved(this ILogger log, string reason);

    [LoggerMessage(54, LogLevel.Debug, "The configuration can't be remembered as the last good one: {Reason}")]
    public static partial void LastGoodNotKept(this ILogger log, string reason);

    [LoggerMessage(52, LogLevel.Warning, "{Path} was damaged ({Reason}); it was moved aside as state.json.corrupt{Then}")]
    public static partial void StateDamaged(this ILogger log, string path, string reason, string then);

    [LoggerMessage(53, LogLevel.Warning, "Another daemon keeps the state in {Directory}; running without saving any")]
    public static partial void StateLocked(this ILogger log, string directory);

    [LoggerMessage(55, LogLevel.Information, "What this program may do has changed: keyboard and mouse are made anew")]
    public static partial void PermissionChanged(this ILogger log);

    [LoggerMessage(56, LogLevel.Information, "What this program may do has changed: it ends, so that {Manager} starts it anew")]
    public static partial void PermissionEnds(this ILogger log, string manager);

    [LoggerMessage(60, LogLevel.Information, "Stopping ({Reason})")]
    public static partial void Stopping(this ILogger log, string reason);

    [LoggerMessage(61, LogLevel.Information, "Stopped")]
    public static partial void Stopped(this ILogger log);

    [LoggerMessage(62, LogLevel.Warning, "{Lines} log lines were lost: stderr did not take them")]
    public static partial void LinesLost(this ILogger log, long lines);
}
