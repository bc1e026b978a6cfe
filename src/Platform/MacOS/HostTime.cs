using System.Runtime.Versioning;
using Conductor.Native.Darwin;

namespace Conductor.Platform.MacOS;

/// <summary>The clock that CoreMIDI stamps with, in microseconds: one clock for messages, deadlines and sleeps.</summary>
[SupportedOSPlatform("macos")]
internal static unsafe class HostTime
{
    private const ulong NanosecondsPerMicrosecond = 1000;
    private static readonly mach_timebase_info Base = Read();

    /// <summary>Nanoseconds a tick, as a fraction: "125/3".</summary>
    public static string Scale => $"{Base.numer}/{Base.denom}";

    public static ulong Ticks => MachTime.mach_absolute_time();

    public static long Now => Microseconds(Ticks);

    public static long Microseconds(ulong ticks) => Microseconds(ticks, Base);

    /// <summary>Exact, rounded down, for any ticks: a stamp of another program's may be anything.</summary>
    internal static long Microseconds(ulong ticks, mach_timebase_info scale)
    {
        var divisor = scale.denom * NanosecondsPerMicrosecond;
        var high = Math.BigMul(ticks, scale.numer, out var low);
        return high == 0 ? (long)Math.Min(low / divisor, long.MaxValue) : (long)UInt128.Min(new UInt128(high, low) / divisor, long.MaxValue);
    }

    private static mach_timebase_info Read()
    {
        mach_timebase_info read;
        return MachTime.mach_timebase_info_(&read) == 0 && read.denom != 0 ? read : new mach_timebase_info { numer = 1, denom = 1 };
    }
}
