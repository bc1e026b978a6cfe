namespace Conductor.Native.AppKit;

/// <summary>
/// NSActivityOptions, against App Nap. NSProcessInfo.h, https://developer.apple.com/documentation/foundation/nsactivityoptions. The token
/// that beginActivityWithOptions:reason: returns is to be retained for as long as the activity lasts.
/// </summary>
public static class NSProcessInfo
{
    public const long NSActivityUserInitiatedAllowingIdleSystemSleep = 0xEFFFFF;
    public const long NSActivityLatencyCritical = 0xFF00000000;
}
