namespace Conductor.Native.AppKit;

public static partial class ObjCLibrary
{
    /// <summary>Every function and variable that is asked of this library here, for looking them up without a call.</summary>
    public static IReadOnlyList<string> Symbols =>
    [
        "class_addIvar", "class_addMethod", "class_addProtocol", "class_createInstance", "class_getInstanceMethod", "class_getName",
        "class_replaceMethod", "objc_allocateClassPair", "objc_autoreleasePoolPop", "objc_autoreleasePoolPush", "objc_getClass",
        "objc_getProtocol", "objc_msgSend", "objc_registerClassPair", "objc_release", "objc_retain", "objc_setUncaughtExceptionHandler",
        "object_getClass", "object_getClassName", "sel_registerName",
    ];
}
