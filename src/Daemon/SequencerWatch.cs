using Conductor.Core.Ports;
using Conductor.Platform;
using Microsoft.Extensions.Logging;

namespace Conductor.Daemon;

/// <summary>While there is no sequencer: waits for its device node to appear, without polling, and hands the opened system over. On the control thread.</summary>
internal sealed class SequencerWatch : IDisposable
{
    private readonly IPlatform _platform;
    private readonly IPoller _poller;
    private readonly ILogger _log;
    private readonly Action<IMidiSystem> _found;
    private IFileWatch? _watch;

    /// <param name="platform">Whose sequencer.</param>
    /// <param name="poller">The control thread's.</param>
    /// <param name="log">Told when it is there.</param>
    /// <param name="found">Takes it.</param>
    /// <param name="tryNow">Not after a failure: a sequencer that opens and fails again would go round for ever.</param>
    public SequencerWatch(IPlatform platform, IPoller poller, ILogger log, Action<IMidiSystem> found, bool tryNow)
    {
        (_platform, _poller, _log, _found) = (platform, poller, log, found);
        if (platform.SequencerNode is not { } node) return;
        _watch = platform.CreateFileWatch();
        _watch.Changed = Try;
        _watch.Watch([node]);
        poller.Add(_watch);
        if (tryNow) Try();   // it may have appeared between the refusal and the watch
    }

    private void Try()
    {
        IMidiSystem midi;
        try
        {
            midi = _platform.OpenMidi(_platform.NativeBackend, "Conductor");
        }
        catch (NativeException)
        {
            return;   // not yet: its permissions may follow, and that is a change, too
        }

        Dispose();
        _log.SequencerAppeared();
        _found(midi);
    }

    public void Dispose()
    {
        if (_watch is null) return;
        _poller.Remove(_watch);
        _watch.Dispose();
        _watch = null;
    }
}
