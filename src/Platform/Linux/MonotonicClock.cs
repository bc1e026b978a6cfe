using System.Diagnostics;
using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Linux;

/// <summary>CLOCK_MONOTONIC in microseconds: <see cref="Stopwatch"/> counts its nanoseconds.</summary>
[SupportedOSPlatform("linux")]
internal static class MonotonicClock
{
    public static long Now => Stopwatch.GetTimestamp() / 1000;

    /// <summary>The time from now to the deadline, nothing where it has passed, as ppoll takes it.</summary>
    public static timespec Until(long deadline)
    {
        var now = Now;
        var left = Math.Max(deadline, now) - now; // a deadline of long.MinValue must not wrap around
        return new timespec { tv_sec = (nint)(left / 1_000_000), tv_nsec = (nint)(left % 1_000_000 * 1000) };
    }
}
