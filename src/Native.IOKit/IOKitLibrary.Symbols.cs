namespace Conductor.Native.IOKit;

public static partial class IOKitLibrary
{
    /// <summary>Every function and variable that is asked of this library here, for looking them up without a call.</summary>
    public static IReadOnlyList<string> Symbols =>
    [
        "IOAllowPowerChange", "IODeregisterForSystemPower", "IOHIDCheckAccess", "IOHIDDeviceClose", "IOHIDDeviceGetProperty",
        "IOHIDDeviceGetReport", "IOHIDDeviceGetService", "IOHIDDeviceOpen", "IOHIDDeviceRegisterInputReportCallback",
        "IOHIDDeviceRegisterRemovalCallback", "IOHIDDeviceScheduleWithRunLoop", "IOHIDDeviceSetReport", "IOHIDDeviceUnscheduleFromRunLoop",
        "IOHIDManagerClose", "IOHIDManagerCopyDevices", "IOHIDManagerCreate", "IOHIDManagerOpen",
        "IOHIDManagerRegisterDeviceMatchingCallback", "IOHIDManagerRegisterDeviceRemovalCallback", "IOHIDManagerScheduleWithRunLoop",
        "IOHIDManagerSetDeviceMatching", "IOHIDManagerSetDeviceMatchingMultiple", "IOHIDManagerUnscheduleFromRunLoop", "IOHIDRequestAccess",
        "IONotificationPortDestroy", "IONotificationPortGetRunLoopSource", "IOObjectRelease", "IOPMAssertionCreateWithName",
        "IOPMAssertionRelease", "IORegisterForSystemPower", "IORegistryEntryGetRegistryEntryID",
    ];
}
