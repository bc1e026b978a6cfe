using System.Runtime.InteropServices;

namespace Conductor.Native.IOKit;

/// <summary>
/// Objects of the registry and the port that notices arrive at. IOKitLib.h, https://developer.apple.com/documentation/iokit/iokitlib_h. An
/// object is a 32-bit number, 0 is none.
/// </summary>
public static unsafe partial class IOObject
{
    [LibraryImport(IOKitLibrary.Name)]
    public static partial int IOObjectRelease(uint @object);

    /// <summary>Unique until the computer starts anew; the same from every process.</summary>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial int IORegistryEntryGetRegistryEntryID(uint entry, ulong* entryID);

    /// <summary>A CFRunLoopSource, borrowed from the port.</summary>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial nint IONotificationPortGetRunLoopSource(nint notify);

    /// <summary>Its source too; on the thread of the loop that it was added to.</summary>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial void IONotificationPortDestroy(nint notify);
}
