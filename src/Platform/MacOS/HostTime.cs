using System.Runtime.Versioning;
using Conductor.Native.Darwin;

namespace Conductor.Platform.MacOS;

/// <summary>The clock that CoreMIDI stamps with, in microseconds: one clock for messages, deadlines and sleeps.</summary>
[SupportedOSPlatform("macos")]
internal static unsafe class HostTime
{
    private const ulong NanosecondsPerMicrosecond = 1000;
    private static readonly mach_timebase_info Base = Read();

    public static ulong Ticks => MachTime.mach_absolute_time();

    public static long Now => Microseconds(Ticks);

    public static long Microseconds(ulong ticks) => Microseconds(ticks, Base);

    /// <summary>Exact, rounded down, and without an overflow for any ticks: what is left of the division is converted by itself.</summary>
    internal static long Microseconds(ulong ticks, mach_timebase_info scale)
    {
        var divisor = scale.denom * NanosecondsPerMicrosecond;
        var (whole, rest) = Math.DivRem(ticks, divisor);
        return (long)Math.Min((whole * scale.numer) + (rest * scale.numer / divisor), long.MaxValue);
    }

    private static mach_timebase_info Read()
    {
        mach_timebase_info read;
        return MachTime.mach_timebase_info_(&read) == 0 && read.denom != 0 ? read : new mach_timebase_info { numer = 1, denom = 1 };
    }
}
