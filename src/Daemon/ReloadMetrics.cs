namespace Conductor.Daemon;

/// <summary>How reloads went. On the control thread.</summary>
internal sealed class ReloadMetrics
{
    private double _total;

    public long Count { get; private set; }

    public long Failures { get; private set; }

    public double? LastMs { get; private set; }

    public double? MinMs { get; private set; }

    public double? MaxMs { get; private set; }

    public double? AverageMs => Count == 0 ? null : _total / Count;

    /// <summary>When the last one succeeded (µs of the control thread's clock), or null.</summary>
    public long? LastAt { get; private set; }

    public void Succeeded(double milliseconds, long now)
    {
        Count++;
        _total += milliseconds;
        LastMs = milliseconds;
        MinMs = Math.Min(MinMs ?? milliseconds, milliseconds);
        MaxMs = Math.Max(MaxMs ?? milliseconds, milliseconds);
        LastAt = now;
    }

    public void Failed() => Failures++;
}
