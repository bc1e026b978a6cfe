using System.Runtime.InteropServices;

namespace Conductor.Native.CoreFoundation;

/// <summary>Wall-clock time. CFDate.h, https://developer.apple.com/documentation/corefoundation/cfabsolutetime.</summary>
public static partial class CFDate
{
    /// <summary>Seconds since 1 January 2001, UTC: the time base of timers. Jumps when the user sets the clock.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial double CFAbsoluteTimeGetCurrent();
}
