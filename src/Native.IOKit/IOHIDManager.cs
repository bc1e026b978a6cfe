using System.Runtime.InteropServices;

namespace Conductor.Native.IOKit;

/// <summary>
/// Finding HID devices. hid/IOHIDManager.h and IOHIDKeys.h, https://developer.apple.com/documentation/iokit/iohidmanager_h. A manager is an
/// object of CoreFoundation and belongs to the thread of its run loop.
/// </summary>
public static unsafe partial class IOHIDManager
{
    // Keys of a matching dictionary; the header's macros are these texts, as CFStrings. Their values are CFNumbers.
    public const string kIOHIDVendorIDKey = "VendorID";
    public const string kIOHIDProductIDKey = "ProductID";
    public const string kIOHIDPrimaryUsagePageKey = "PrimaryUsagePage";
    public const string kIOHIDPrimaryUsageKey = "PrimaryUsage";
    public const string kIOHIDLocationIDKey = "LocationID";

    // IOOptionBits

    /// <summary>Shared with other programs.</summary>
    public const uint kIOHIDOptionsTypeNone = 0;

    /// <summary>Taken from them.</summary>
    public const uint kIOHIDOptionsTypeSeizeDevice = 1;

    /// <summary>+1.</summary>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial nint IOHIDManagerCreate(nint allocator, uint options);

    /// <summary>Opens what matches, now and later. The first time in a process the system may ask the user.</summary>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial int IOHIDManagerOpen(nint manager, uint options);

    [LibraryImport(IOKitLibrary.Name)]
    public static partial int IOHIDManagerClose(nint manager, uint options);

    /// <param name="manager">Whose.</param>
    /// <param name="matching">A CFDictionary, borrowed; 0: every device.</param>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial void IOHIDManagerSetDeviceMatching(nint manager, nint matching);

    /// <param name="manager">Whose.</param>
    /// <param name="multiple">A CFArray of CFDictionaries, borrowed.</param>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial void IOHIDManagerSetDeviceMatchingMultiple(nint manager, nint multiple);

    /// <summary>A CFSet of IOHIDDevices, +1; 0 where there is none.</summary>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial nint IOHIDManagerCopyDevices(nint manager);

    /// <param name="manager">Whose.</param>
    /// <param name="callback">(context, IOReturn, manager, device), the device borrowed; on the loop's thread. Null: none.</param>
    /// <param name="context">Handed back.</param>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial void IOHIDManagerRegisterDeviceMatchingCallback(
        nint manager, delegate* unmanaged<nint, int, nint, nint, void> callback, nint context);

    /// <inheritdoc cref="IOHIDManagerRegisterDeviceMatchingCallback"/>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial void IOHIDManagerRegisterDeviceRemovalCallback(
        nint manager, delegate* unmanaged<nint, int, nint, nint, void> callback, nint context);

    [LibraryImport(IOKitLibrary.Name)]
    public static partial void IOHIDManagerScheduleWithRunLoop(nint manager, nint runLoop, nint runLoopMode);

    [LibraryImport(IOKitLibrary.Name)]
    public static partial void IOHIDManagerUnscheduleFromRunLoop(nint manager, nint runLoop, nint runLoopMode);
}
