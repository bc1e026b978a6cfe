using System.Runtime.InteropServices;

namespace Conductor.Native.CoreAudio;

/// <summary>
/// The clock of time stamps, as mach_absolute_time counts it. HostTime.h,
/// https://developer.apple.com/documentation/coreaudio/audioconverthosttimetonanos(_:). It stands still while the computer sleeps. Any
/// thread.
/// </summary>
public static partial class HostTime
{
    /// <summary>Nanoseconds.</summary>
    [LibraryImport(CoreAudioLibrary.Name)]
    public static partial ulong AudioConvertHostTimeToNanos(ulong inHostTime);

    [LibraryImport(CoreAudioLibrary.Name)]
    public static partial ulong AudioConvertNanosToHostTime(ulong inNanos);

    [LibraryImport(CoreAudioLibrary.Name)]
    public static partial ulong AudioGetCurrentHostTime();

    /// <summary>Units per second.</summary>
    [LibraryImport(CoreAudioLibrary.Name)]
    public static partial double AudioGetHostClockFrequency();
}
