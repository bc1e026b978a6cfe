using System.Runtime.InteropServices;

namespace Conductor.Native.IOKit;

/// <summary>
/// Whether the user lets this process listen to keyboards (Input Monitoring). hidsystem/IOHIDLib.h,
/// https://developer.apple.com/documentation/iokit/iohidlib_h. macOS 10.15. A grant takes effect at the next start.
/// </summary>
public static partial class IOHIDAccess
{
    // IOHIDRequestType
    public const uint kIOHIDRequestTypePostEvent = 0;
    public const uint kIOHIDRequestTypeListenEvent = 1;

    // IOHIDAccessType
    public const uint kIOHIDAccessTypeGranted = 0;
    public const uint kIOHIDAccessTypeDenied = 1;
    public const uint kIOHIDAccessTypeUnknown = 2;

    /// <summary>Shows nothing.</summary>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial uint IOHIDCheckAccess(uint requestType);

    /// <summary>bool. May show a dialog.</summary>
    [LibraryImport(IOKitLibrary.Name)]
    public static partial byte IOHIDRequestAccess(uint requestType);
}
