namespace Conductor.Native.AppKit;

public static partial class AppKitLibrary
{
    /// <summary>Every function and variable that is asked of this library here, for looking them up without a call.</summary>
    public static IReadOnlyList<string> Symbols =>
    [
        "NSApp", "NSApplicationLoad", "NSPasteboardTypeString", "NSWorkspaceApplicationKey",
        "NSWorkspaceDidActivateApplicationNotification", "NSWorkspaceDidWakeNotification", "NSWorkspaceSessionDidBecomeActiveNotification",
        "NSWorkspaceSessionDidResignActiveNotification", "NSWorkspaceWillSleepNotification",
    ];
}
