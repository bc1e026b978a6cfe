using Conductor.MacOS.Tests;

namespace Conductor.MacHost;

/// <summary>A player that never rests: one endpoint sends notes as fast as it can, from a thread of its own, until it is enough.</summary>
internal static class Traffic
{
    private static Thread? _player;
    private static volatile bool _isOver;
    private static long _sent;

    public static void Begin(uint endpoint)
    {
        (_isOver, _sent) = (false, 0);
        _player = new Thread(() => Play(endpoint)) { Name = "traffic", IsBackground = true };
        _player.Start();
    }

    /// <summary>How many notes it has played.</summary>
    public static long End()
    {
        _isOver = true;
        _player?.Join();
        return _sent;
    }

    // Two at once wait for the callback: what is queued without end would be memory without end.
    private static void Play(uint endpoint)
    {
        while (!_isOver)
        {
            StandIn.Fire(endpoint, 0x90, 100, 1, 0x80, 100, 0);
            if (++_sent % 2 == 0) StandIn.standin_drain();
        }
    }
}
