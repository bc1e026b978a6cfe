using System.Runtime.InteropServices;

namespace Conductor.Native.AppKit;

/// <summary>
/// Starting AppKit, on the main thread, where all of it belongs. NSApplication.h,
/// https://developer.apple.com/documentation/appkit/nsapplication.
/// </summary>
public static partial class NSApplication
{
    // NSApplicationActivationPolicy
    public const long NSApplicationActivationPolicyRegular = 0;

    /// <summary>No icon in the Dock.</summary>
    public const long NSApplicationActivationPolicyAccessory = 1;
    public const long NSApplicationActivationPolicyProhibited = 2;

    /// <summary>The shared application, borrowed; 0 until sharedApplication has made it, and so asked for anew each time.</summary>
    public static nint NSApp => AppKitLibrary.Framework.Value(nameof(NSApp));

    /// <summary>BOOL: compare with 0.</summary>
    [LibraryImport(AppKitLibrary.Name)]
    public static partial byte NSApplicationLoad();
}
