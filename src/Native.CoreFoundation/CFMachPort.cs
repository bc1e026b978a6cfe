using System.Runtime.InteropServices;

namespace Conductor.Native.CoreFoundation;

/// <summary>
/// Mach ports as run loops hear them; an event tap is one. CFMachPort.h,
/// https://developer.apple.com/documentation/corefoundation/cfmachport.
/// </summary>
public static partial class CFMachPort
{
    /// <summary>+1; the port's messages then arrive on the thread of the loop that it is added to.</summary>
    /// <param name="order">0: no preference.</param>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFMachPortCreateRunLoopSource(nint allocator, nint port, nint order);

    /// <summary>No message arrives afterwards; the port must still be released.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial void CFMachPortInvalidate(nint port);
}
