using System.Text;
using Conductor.Core.Config;
using Conductor.Platform;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Conductor.Daemon;

/// <summary>
/// The log to stderr. A stderr that is stuck, closed or full costs lines, which are counted, and never a wait: lines go through the library's bounded queue (DropWrite) to its own thread,
/// which writes by our own writer instead of the Console's, whose lock a stuck stderr would hold for ever.
/// </summary>
internal sealed class LogSetup : IDisposable
{
    private readonly LoggerFactory _factory;
    private readonly StderrWriter _writer;
    private volatile LogLevel _level;

    public LogSetup(IFiles files, LogLevel level)
    {
        _level = level;
        _writer = new StderrWriter(files);
        Console.SetError(_writer);
        // Put together by hand: the builder would bring a service container and a configuration binder, a megabyte of code that nothing here needs.
        var options = new FixedOptions(new ConsoleLoggerOptions
        {
            FormatterName = LineFormatter.FormatterName,
            LogToStandardErrorThreshold = LogLevel.Trace,
            MaxQueueLength = StderrWriter.QueueLength,
            QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite,
        });
        var filter = new LoggerFilterOptions { MinLevel = LogLevel.Trace };
        filter.Rules.Add(new LoggerFilterRule(null, null, null, (_, _, level) => level >= _level && _level != LogLevel.None));
        _factory = new LoggerFactory([new ConsoleLoggerProvider(options, [new LineFormatter(_writer)])], filter);
        Logger = _factory.CreateLogger("conductor");
    }

    public ILogger Logger { get; }

    public LogLevel Level
    {
        get => _level;
        set => _level = value;
    }

    /// <summary>One field to look at, for what happens with every message or request.</summary>
    public bool IsDebug => _level <= LogLevel.Debug;

    /// <summary>Lines said and not written, whether the queue or stderr refused them.</summary>
    public long LinesLost => _writer.Refused;

    /// <summary>Writes what is still queued, for at most 1.5 s.</summary>
    public void Dispose() => _factory.Dispose();

    private sealed class FixedOptions(ConsoleLoggerOptions options) : IOptionsMonitor<ConsoleLoggerOptions>
    {
        public ConsoleLoggerOptions CurrentValue { get; } = options;

        public ConsoleLoggerOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<ConsoleLoggerOptions, string?> listener) => null;
    }

    public static LogLevel LevelOf(LogLevelName name) => name switch
    {
        LogLevelName.Off => LogLevel.None,
        LogLevelName.Error => LogLevel.Error,
        LogLevelName.Warn => LogLevel.Warning,
        LogLevelName.Info => LogLevel.Information,
        LogLevelName.Debug => LogLevel.Debug,
        LogLevelName.Trace => LogLevel.Trace,
    };
}

/// <summary>"[2025-11-14 10:30:15] Config file changed"; in the system's journal, which has the time already, without it.</summary>
internal sealed class LineFormatter(StderrWriter writer) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "conductor";

    private readonly bool _hasOwnTime = writer.AddsTime;

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (!_hasOwnTime) textWriter.Write($"[{DateTime.Now:yyyy-MM-dd HH:mm:ss}] ");
        textWriter.Write(Label(entry.LogLevel));
        textWriter.Write(entry.Formatter(entry.State, entry.Exception));
        textWriter.Write('\n');
        writer.Queued();
    }

    private static string Label(LogLevel level) => level switch
    {
        LogLevel.Error or LogLevel.Critical => "Error: ",
        LogLevel.Warning => "Warning: ",
        LogLevel.Information or LogLevel.Debug or LogLevel.Trace or LogLevel.None => "",
    };
}

/// <summary>Writes to descriptor 2 by the system's own call: no lock of the Console's, no exception, no SIGPIPE.</summary>
internal sealed class StderrWriter(IFiles files) : TextWriter
{
    public const int QueueLength = 2500;

    private const int StandardError = 2;

    private long _queued;
    private long _handled;
    private long _refused;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Whoever reads it sees the time of each line already.</summary>
    public bool AddsTime => files.AddsTime(StandardError);

    /// <summary>Lines that the full queue dropped or that stderr refused.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>A line is on its way; where the library's queue is full it drops it.</summary>
    public void Queued()
    {
        var waiting = Interlocked.Increment(ref _queued) - Volatile.Read(ref _handled);
        if (waiting <= QueueLength + 1) return;   // one more is being written
        Interlocked.Increment(ref _refused);
        Interlocked.Decrement(ref _queued);
    }

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(buffer.Length)];
        var length = Encoding.UTF8.GetBytes(buffer, bytes);
        if (!files.WriteDescriptor(StandardError, bytes.AsSpan(0, length))) Interlocked.Increment(ref _refused);
        Interlocked.Increment(ref _handled);
    }
}
