using Conductor.Core.Ports;
using Conductor.Platform;
using Microsoft.Extensions.Logging;

namespace Conductor.Daemon;

/// <summary>
/// While there is no MIDI system: hands it over, opened, as soon as there is one. Where a path tells that it has appeared (Linux), that is waited for without polling; elsewhere it is tried again
/// after 1, 2, 4 … 60 s. On the control thread.
/// </summary>
internal sealed class SequencerWatch : ITimed, IDisposable
{
    private const long FirstPause = 1_000_000;   // µs
    private const long LongestPause = 60_000_000;

    private readonly IPlatform _platform;
    private readonly ControlLoop _loop;
    private readonly ILogger _log;
    private readonly Action<IMidiSystem> _found;
    private IFileWatch? _watch;
    private long _pause = FirstPause;

    /// <param name="platform">Whose sequencer.</param>
    /// <param name="loop">The control thread's.</param>
    /// <param name="log">Told when it is there.</param>
    /// <param name="found">Takes it.</param>
    /// <param name="tryNow">Not after a failure: a sequencer that opens and fails again would go round for ever.</param>
    public SequencerWatch(IPlatform platform, ControlLoop loop, ILogger log, Action<IMidiSystem> found, bool tryNow)
    {
        (_platform, _loop, _log, _found) = (platform, loop, log, found);
        if (platform.SequencerNode is { } node) Watch(node, tryNow);
        else TryLater();
    }

    public long NextDeadline { get; private set; } = long.MaxValue;

    public void OnTime(long now)
    {
        if (Try()) return;
        _pause = Math.Min(_pause * 2, LongestPause);
        TryLater();
    }

    private void Watch(string node, bool tryNow)
    {
        _watch = _platform.CreateFileWatch();
        _watch.Changed = () => Try();
        _watch.Watch([node]);
        _loop.Poller.Add(_watch);
        if (tryNow) Try();   // it may have appeared between the refusal and the watch
    }

    private void TryLater()
    {
        NextDeadline = _loop.Now + _pause;
        _loop.Add(this);
    }

    private bool Try()
    {
        _loop.Remove(this);
        NextDeadline = long.MaxValue;
        IMidiSystem midi;
        try
        {
            midi = _platform.OpenMidi(_platform.NativeBackend, "Conductor");
        }
        catch (NativeException)
        {
            return false;   // not yet: its permissions may follow, and that is a change, too
        }

        Dispose();
        _log.SequencerAppeared();
        _found(midi);
        return true;
    }

    public void Dispose()
    {
        _loop.Remove(this);
        if (_watch is null) return;
        _loop.Poller.Remove(_watch);
        _watch.Dispose();
        _watch = null;
    }
}
