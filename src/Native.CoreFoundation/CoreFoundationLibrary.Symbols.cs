namespace Conductor.Native.CoreFoundation;

public static partial class CoreFoundationLibrary
{
    /// <summary>Every function and variable that is asked of this library here, for looking them up without a call.</summary>
    public static IReadOnlyList<string> Symbols =>
    [
        "CFAbsoluteTimeGetCurrent", "CFArrayCreate", "CFArrayGetCount", "CFArrayGetValueAtIndex", "CFBooleanGetTypeID", "CFBooleanGetValue",
        "CFCopyDescription", "CFDataCreate", "CFDataGetBytePtr", "CFDataGetLength", "CFDictionaryCreate", "CFDictionaryCreateMutable",
        "CFDictionaryGetCount", "CFDictionaryGetValue", "CFDictionarySetValue", "CFEqual", "CFGetRetainCount", "CFGetTypeID", "CFHash",
        "CFMachPortCreateRunLoopSource", "CFMachPortInvalidate", "CFNotificationCenterAddObserver",
        "CFNotificationCenterGetDistributedCenter", "CFNotificationCenterRemoveObserver", "CFNumberCreate", "CFNumberGetTypeID",
        "CFNumberGetValue", "CFRelease", "CFRetain", "CFRunLoopAddSource", "CFRunLoopAddTimer", "CFRunLoopGetCurrent", "CFRunLoopGetMain",
        "CFRunLoopIsWaiting", "CFRunLoopRemoveSource", "CFRunLoopRun", "CFRunLoopRunInMode", "CFRunLoopSourceCreate",
        "CFRunLoopSourceInvalidate", "CFRunLoopSourceSignal", "CFRunLoopStop", "CFRunLoopTimerCreate", "CFRunLoopTimerInvalidate",
        "CFRunLoopWakeUp", "CFSetGetCount", "CFSetGetValues", "CFStringCompare", "CFStringCreateWithBytes", "CFStringCreateWithCString",
        "CFStringCreateWithCharacters", "CFStringGetBytes", "CFStringGetCString", "CFStringGetCStringPtr", "CFStringGetCharacters",
        "CFStringGetCharactersPtr", "CFStringGetLength", "CFStringGetMaximumSizeForEncoding", "CFStringGetTypeID", "NSDefaultRunLoopMode",
        "kCFBooleanFalse", "kCFBooleanTrue", "kCFRunLoopCommonModes", "kCFRunLoopDefaultMode", "kCFTypeArrayCallBacks",
        "kCFTypeDictionaryKeyCallBacks", "kCFTypeDictionaryValueCallBacks",
    ];
}
