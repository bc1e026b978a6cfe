namespace Conductor.Native.AppKit;

/// <summary>
/// What the workspace's own notification center says (not the default center), on the main thread's run loop. NSWorkspace.h,
/// https://developer.apple.com/documentation/appkit/nsworkspace. NSStrings, borrowed for ever.
/// </summary>
public static class NSWorkspace
{
    public static nint NSWorkspaceDidActivateApplicationNotification => AppKitLibrary.Value(ref field);

    /// <summary>The key of userInfo under which the NSRunningApplication is.</summary>
    public static nint NSWorkspaceApplicationKey => AppKitLibrary.Value(ref field);

    public static nint NSWorkspaceDidWakeNotification => AppKitLibrary.Value(ref field);

    public static nint NSWorkspaceWillSleepNotification => AppKitLibrary.Value(ref field);

    public static nint NSWorkspaceSessionDidBecomeActiveNotification => AppKitLibrary.Value(ref field);

    public static nint NSWorkspaceSessionDidResignActiveNotification => AppKitLibrary.Value(ref field);
}
