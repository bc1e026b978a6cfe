namespace Conductor.Daemon;

/// <summary>What the engine's thread counts; read by any thread.</summary>
internal sealed class EngineMetrics
{
    private long _events;
    private long _actions;
    private long _dropped;
    private long _errors;
    private long _echoes;
    private readonly long[] _lastEvents = new long[1024];

    public LatencyHistogram Latency { get; } = new();

    public long Events => Volatile.Read(ref _events);

    public long Actions => Volatile.Read(ref _actions);

    public long Dropped => Volatile.Read(ref _dropped);

    public long Errors => Volatile.Read(ref _errors);

    public long Echoes => Volatile.Read(ref _echoes);

    /// <summary>When a device's last message came (µs), or null.</summary>
    public long? LastEvent(int slot) => slot < _lastEvents.Length && Volatile.Read(ref _lastEvents[slot]) is > 0 and var time ? time : null;

    public void CountEvent(int slot, long time)
    {
        Volatile.Write(ref _events, _events + 1);
        if (slot < _lastEvents.Length) Volatile.Write(ref _lastEvents[slot], time);
    }

    public void ActionsAre(long count) => Volatile.Write(ref _actions, count);

    public void EchoesAre(long count) => Volatile.Write(ref _echoes, count);

    /// <summary>From any thread.</summary>
    public void CountDropped(long count = 1) => Interlocked.Add(ref _dropped, count);

    public void CountError() => Volatile.Write(ref _errors, _errors + 1);
}
