using System.Runtime.InteropServices;

namespace Conductor.Native.Darwin;

/// <summary>struct mach_timebase_info, &lt;mach/mach_time.h&gt;: ticks × numer ÷ denom are nanoseconds.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct mach_timebase_info
{
    public uint numer;
    public uint denom;
}

/// <summary>The clock that CoreMIDI stamps with; it stands still while the machine sleeps. &lt;mach/mach_time.h&gt;.</summary>
public static unsafe partial class MachTime
{
    /// <summary>Ticks since the machine was started.</summary>
    [LibraryImport(SystemLibrary.Name)]
    public static partial ulong mach_absolute_time();

    /// <summary>Ticks too, but goes on during sleep.</summary>
    [LibraryImport(SystemLibrary.Name)]
    public static partial ulong mach_continuous_time();

    /// <summary>125/3 on Apple silicon, 1/1 on Intel and for Intel's programs on Apple silicon; 0 is success.</summary>
    [LibraryImport(SystemLibrary.Name, EntryPoint = "mach_timebase_info")]
    public static partial int mach_timebase_info_(mach_timebase_info* info);
}
