using System.Runtime.InteropServices;

namespace Conductor.Native.IOKit;

/// <summary>
/// One HID device. hid/IOHIDDevice.h, https://developer.apple.com/documentation/iokit/iohiddevice_h. An object of CoreFoundation.
/// </summary>
public static unsafe partial class IOHIDDevice
{
    // IOHIDReportType
    public const uint kIOHIDReportTypeInput = 0;
    public const uint kIOHIDReportTypeOutput = 1;
    public const uint kIOHIDReportTypeFeature = 2;

    [LibraryImport(IOKitLibrary.Name)]
    public static partial int IOHIDDeviceOpen(nint device, uint options);

    [LibraryImport(IOKitLibrary.Name)]
    public static partial int IOHIDDeviceClose(nint device, uint options);

    /// <summary>Borrowed; 0 where there is none.</summary>
    /// <param name="device">Whose.</param>
    /// <param name="key">A CFString, borrowed.</param>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial nint IOHIDDeviceGetProperty(nint device, nint key);

    /// <summary>Waits until the report is out.</summary>
    /// <param name="device">Open.</param>
    /// <param name="reportType">kIOHIDReportTypeOutput or kIOHIDReportTypeFeature.</param>
    /// <param name="reportID">0 where the device has but one.</param>
    /// <param name="report">Where it has several, the first byte is the id once more.</param>
    /// <param name="reportLength">Bytes, with that one.</param>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial int IOHIDDeviceSetReport(nint device, uint reportType, nint reportID, byte* report, nint reportLength);

    /// <param name="device">Open.</param>
    /// <param name="reportType">kIOHIDReportTypeInput or kIOHIDReportTypeFeature.</param>
    /// <param name="reportID">0 where the device has but one.</param>
    /// <param name="report">Filled in.</param>
    /// <param name="pReportLength">In: the bytes at report; out: how many of them were written.</param>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial int IOHIDDeviceGetReport(nint device, uint reportType, nint reportID, byte* report, nint* pReportLength);

    /// <param name="device">Open.</param>
    /// <param name="report">Filled in before each call; native or pinned for as long as the device is scheduled.</param>
    /// <param name="reportLength">Bytes at report.</param>
    /// <param name="callback">(context, IOReturn, device, report type, report id, report, length) on the loop's thread.</param>
    /// <param name="context">Handed back.</param>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial void IOHIDDeviceRegisterInputReportCallback(
        nint device, byte* report, nint reportLength, delegate* unmanaged<nint, int, nint, uint, uint, byte*, nint, void> callback,
        nint context);

    /// <summary>An object of the registry, borrowed from the device.</summary>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial uint IOHIDDeviceGetService(nint device);

    [LibraryImport(IOKitLibrary.Name)]
    public static partial void IOHIDDeviceScheduleWithRunLoop(nint device, nint runLoop, nint runLoopMode);

    [LibraryImport(IOKitLibrary.Name)]
    public static partial void IOHIDDeviceUnscheduleFromRunLoop(nint device, nint runLoop, nint runLoopMode);

    /// <param name="device">Whose.</param>
    /// <param name="callback">(context, IOReturn, device) on the loop's thread. Null: none.</param>
    /// <param name="context">Handed back.</param>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial void IOHIDDeviceRegisterRemovalCallback(
        nint device, delegate* unmanaged<nint, int, nint, void> callback, nint context);
}
