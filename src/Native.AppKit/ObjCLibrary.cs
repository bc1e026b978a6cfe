using Conductor.Native.CoreFoundation;

namespace Conductor.Native.AppKit;

/// <summary>The Objective-C runtime itself. https://developer.apple.com/documentation/objectivec</summary>
public static partial class ObjCLibrary
{
    public const string Name = "/usr/lib/libobjc.A.dylib";

    public static Framework Framework { get; } = new(Name);
}
