using System.Numerics;

namespace Conductor.Daemon;

/// <summary>
/// Microseconds from message to action, in buckets of about 6 % so that a percentile costs a walk over 256 counters. Written by the engine's thread, read by any.
/// </summary>
public sealed class LatencyHistogram
{
    private const int StepsPerOctave = 16;
    private readonly long[] _buckets = new long[32 * StepsPerOctave];
    private long _max;

    public long Max => Volatile.Read(ref _max);

    public void Add(long microseconds)
    {
        var value = Math.Clamp(microseconds, 0, int.MaxValue);
        Volatile.Write(ref _buckets[BucketOf(value)], _buckets[BucketOf(value)] + 1);
        if (value > _max) Volatile.Write(ref _max, value);
    }

    /// <summary>The value that a share (0–1) of all lies at or below; 0 where there is none.</summary>
    public double Percentile(double share)
    {
        var total = 0L;
        foreach (ref var bucket in _buckets.AsSpan()) total += Volatile.Read(ref bucket);
        if (total == 0) return 0;
        var wanted = (long)Math.Ceiling(total * share);
        var seen = 0L;
        for (var i = 0; i < _buckets.Length; i++)
        {
            seen += Volatile.Read(ref _buckets[i]);
            if (seen >= wanted) return Math.Min(MiddleOf(i), Max);
        }

        return Max;
    }

    private static int BucketOf(long value)
    {
        if (value < StepsPerOctave) return (int)value;
        var octave = BitOperations.Log2((ulong)value);
        return ((octave - 3) * StepsPerOctave) + (int)((value >> (octave - 4)) & (StepsPerOctave - 1));
    }

    private static double MiddleOf(int bucket)
    {
        if (bucket < StepsPerOctave) return bucket;
        var octave = (bucket / StepsPerOctave) + 3;
        var low = (long)(StepsPerOctave + (bucket % StepsPerOctave)) << (octave - 4);
        return low + ((1L << (octave - 4)) / 2.0);
    }
}
