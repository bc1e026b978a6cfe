namespace Conductor.Native.CoreGraphics;

public static partial class CoreGraphicsLibrary
{
    /// <summary>Every function and variable that is asked of this library here, for looking them up without a call.</summary>
    public static IReadOnlyList<string> Symbols =>
    [
        "CGDisplayBounds", "CGEventCreate", "CGEventCreateKeyboardEvent", "CGEventCreateMouseEvent", "CGEventCreateScrollWheelEvent2",
        "CGEventGetFlags", "CGEventGetIntegerValueField", "CGEventGetLocation", "CGEventGetType", "CGEventKeyboardSetUnicodeString",
        "CGEventPost", "CGEventPostToPid", "CGEventSetDoubleValueField", "CGEventSetFlags", "CGEventSetIntegerValueField",
        "CGEventSetLocation", "CGEventSetTimestamp", "CGEventSetType", "CGEventSourceCreate", "CGEventSourceFlagsState",
        "CGEventSourceGetKeyboardType", "CGEventSourceKeyState", "CGEventSourceSetKeyboardType",
        "CGEventSourceSetLocalEventsSuppressionInterval", "CGEventSourceSetUserData", "CGEventTapCreate", "CGEventTapEnable",
        "CGMainDisplayID", "CGPreflightListenEventAccess", "CGPreflightPostEventAccess", "CGRequestListenEventAccess",
        "CGRequestPostEventAccess", "CGSessionCopyCurrentDictionary", "CGWarpMouseCursorPosition",
    ];
}
