using Conductor.Core.Ports;
using Conductor.Platform;
using Microsoft.Extensions.Logging;

namespace Conductor.Daemon;

/// <summary>
/// Notices that the file is another one, waits until it has been quiet for a while, and says only "reload". An event means no more than "look again": what counts is the content. A file
/// that somebody still writes is waited for, but never longer than 2 s after the first change.
/// </summary>
internal sealed class ConfigWatcher : ITimed, IDisposable
{
    private const long Longest = 2_000_000;
    private const long PollInterval = 2_000_000;
    private const long StillWriting = 20_000;

    private readonly IFileWatch _watch;
    private readonly IFiles _files;
    private readonly ILogger _log;
    private readonly ControlLoop _loop;
    private readonly string _path;
    private readonly Action<byte[]> _reload;
    private byte[]? _known;
    private byte[]? _lastRead;
    private bool _announced;
    private bool _toldDeleted;
    private NativeException? _unreadable;
    private long _first, _due = long.MaxValue;
    private long _nextPoll = long.MaxValue;

    /// <param name="platform">Whose watch is used.</param>
    /// <param name="loop">The control thread.</param>
    /// <param name="path">The file, as it was named.</param>
    /// <param name="reload">Takes the new content once it is quiet.</param>
    /// <param name="log">Told of changes.</param>
    public ConfigWatcher(IPlatform platform, ControlLoop loop, string path, Action<byte[]> reload, ILogger log)
    {
        (_files, _loop, _path, _reload, _log) = (platform.Files, loop, path, reload, log);
        _watch = platform.CreateFileWatch();
        _watch.Changed = Look;
        _watch.Watch([path]);
        loop.Poller.Add(_watch);
        loop.Add(this);
        if (_watch.NeedsPolling) _nextPoll = loop.Now + PollInterval;
    }

    public int DebounceMs { get; set; } = 500;

    public long NextDeadline => Math.Min(_due, _nextPoll);

    /// <summary>What is in force now; only other content is a change. Null: there is no such file.</summary>
    public void Known(byte[]? content)
    {
        _known = content;
        _toldDeleted = content is null;
        _due = long.MaxValue;
        _announced = false;
    }

    /// <summary>Something on the way to the file has changed.</summary>
    public void Look()
    {
        // The way to the file may lead over another file system than before.
        _nextPoll = !_watch.NeedsPolling ? long.MaxValue : _nextPoll == long.MaxValue ? _loop.Now + PollInterval : _nextPoll;
        if (!_announced && _due != long.MaxValue) Read();
        if (_due == long.MaxValue && !IsDifferent(Read())) return;
        var now = _loop.Now;
        if (_due == long.MaxValue) _first = now;
        var debounce = DebounceMs * 1000L;
        _due = Math.Min(now + debounce, _first + Math.Max(Longest, debounce));
        if (!_announced && !IsMissing) Announce();
    }

    private void Announce()
    {
        _announced = true;
        _log.ConfigChanged();
        _log.Debouncing(DebounceMs);
    }

    private bool IsMissing => _lastRead is null;

    private bool IsDifferent(byte[]? content) => content is null ? _known is not null && !_toldDeleted : _known is null || !content.AsSpan().SequenceEqual(_known);

    private byte[]? Read()
    {
        try
        {
            _lastRead = _files.ReadWhole(_path, Core.Config.ConfigReader.MaxFileBytes);
            _toldDeleted = false;
            return _lastRead;
        }
        catch (NativeException e)
        {
            _unreadable = e;
            return _lastRead = null;   // not there, or not readable at this moment: the next change says so
        }
    }

    public void OnTime(long now)
    {
        if (now >= _nextPoll)
        {
            _nextPoll = now + PollInterval;
            Look();
        }

        if (now < _due) return;
        if (now < _first + Longest && _files.IsBeingWritten(_path))
        {
            _due = now + StillWriting;
            return;
        }

        _due = long.MaxValue;
        _announced = false;
        var content = Read();
        if (!IsDifferent(content)) return;
        if (content is not null) _reload(content);
        else
        {
            _toldDeleted = true;   // an editor may delete and make it again: only one that stays away is told
            if (_unreadable!.IsMissingFile) _log.ConfigDeleted(_path);
            else _log.ConfigUnreadable(_path, _unreadable.Message);
        }
    }

    public void Dispose()
    {
        _loop.Poller.Remove(_watch);
        _watch.Dispose();
    }
}
