namespace Conductor.Native.AppKit;

/// <summary>The Objective-C runtime itself. https://developer.apple.com/documentation/objectivec</summary>
public static class ObjCLibrary
{
    public const string Name = "/usr/lib/libobjc.A.dylib";
}
