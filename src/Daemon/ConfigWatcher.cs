using Conductor.Platform;
using Microsoft.Extensions.Logging;

namespace Conductor.Daemon;

/// <summary>
/// Notices that the file, or one that it includes, is another one, waits until they have all been quiet for a while, and says only "reload". An event means no more than "look again": what
/// counts is the content. A file that somebody still writes is waited for, but never longer than 2 s after the first change.
/// </summary>
internal sealed class ConfigWatcher : ITimed, IDisposable
{
    private const long Longest = 2_000_000;
    private const long PollInterval = 2_000_000;
    private const long StillWriting = 20_000;

    /// <summary>In rising order of what is done about it.</summary>
    private enum Change
    {
        None,

        /// <summary>A file has gone: the plan stays, and that is told.</summary>
        Gone,

        /// <summary>Something else stands in a file.</summary>
        Content,
    }

    private readonly IFileWatch _watch;
    private readonly IFiles _disk;
    private readonly ILogger _log;
    private readonly ControlLoop _loop;
    private readonly Action<byte[]> _reload;
    private WatchedFile[] _files;
    private Change _change;
    private bool _announced;
    private long _first, _due = long.MaxValue;
    private long _nextPoll = long.MaxValue;

    /// <param name="platform">Whose watch is used.</param>
    /// <param name="loop">The control thread.</param>
    /// <param name="path">The file, as it was named.</param>
    /// <param name="reload">Takes the file's content once all is quiet.</param>
    /// <param name="log">Told of changes.</param>
    public ConfigWatcher(IPlatform platform, ControlLoop loop, string path, Action<byte[]> reload, ILogger log)
    {
        (_disk, _loop, _reload, _log) = (platform.Files, loop, reload, log);
        _files = [new WatchedFile(_disk, new ReadFile(path, null))];
        _watch = platform.CreateFileWatch();
        _watch.Changed = Look;
        _watch.Watch([path]);
        loop.Poller.Add(_watch);
        loop.Add(this);
        PollWhereNeeded();
    }

    public int DebounceMs { get; set; } = 500;

    public long NextDeadline => Math.Min(_due, _nextPoll);

    /// <summary>What was read last, taken or refused: only other content is a change, and these files are watched from now on.</summary>
    public void Known(ConfigSnapshot read)
    {
        var isWatched = read.Files.Select(file => file.Path).SequenceEqual(_files.Select(file => file.Path));
        _files = [.. read.Files.Select(file => new WatchedFile(_disk, file))];
        _due = long.MaxValue;
        _announced = false;
        if (isWatched) return;
        _watch.Watch([.. _files.Select(file => file.Path)]);
        Look();   // what changed between being read and being watched
    }

    /// <summary>Something on the way to a file has changed.</summary>
    public void Look()
    {
        PollWhereNeeded();
        if (_due == long.MaxValue || !_announced) _change = Compare();
        if (_due == long.MaxValue && _change == Change.None) return;
        var now = _loop.Now;
        if (_due == long.MaxValue) _first = now;
        var debounce = DebounceMs * 1000L;
        _due = Math.Min(now + debounce, _first + Math.Max(Longest, debounce));
        if (!_announced && _change == Change.Content) Announce();
    }

    /// <summary>The way to a file may lead over another file system than before.</summary>
    private void PollWhereNeeded() =>
        _nextPoll = !_watch.NeedsPolling ? long.MaxValue : _nextPoll == long.MaxValue ? _loop.Now + PollInterval : _nextPoll;

    private void Announce()
    {
        _announced = true;
        _log.ConfigChanged();
        _log.Debouncing(DebounceMs);
    }

    /// <summary>While the main file is away, what it included counts for nothing.</summary>
    private Change Compare()
    {
        var change = Change.None;
        foreach (var file in _files)
        {
            file.Look();
            if (file.IsNew) change = Change.Content;
            else if (file.IsGone && change == Change.None) change = Change.Gone;
            if (_files[0].Content is null) break;
        }

        return change;
    }

    public void OnTime(long now)
    {
        if (now >= _nextPoll)
        {
            _nextPoll = now + PollInterval;
            Look();
        }

        if (now < _due) return;
        if (now < _first + Longest && _files.Any(file => file.IsBeingWritten))
        {
            _due = now + StillWriting;
            return;
        }

        _due = long.MaxValue;
        _announced = false;
        switch (Compare())
        {
            case Change.None: break;
            case Change.Gone: TellGone(); break;
            case Change.Content: _reload(_files[0].Content!); break;
        }
    }

    /// <summary>An editor may delete and make it again: only one that stays away is told.</summary>
    private void TellGone()
    {
        foreach (var file in _files)
        {
            if (file.IsGone) file.TellGone(_log);
        }
    }

    public void Dispose()
    {
        _loop.Poller.Remove(_watch);
        _watch.Dispose();
    }
}
