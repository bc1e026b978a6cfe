using Conductor.Native.CoreFoundation;

namespace Conductor.Native.CoreGraphics;

/// <summary>CoreGraphics itself. https://developer.apple.com/documentation/coregraphics/quartz-event-services</summary>
public static partial class CoreGraphicsLibrary
{
    public const string Name = "/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics";

    public static Framework Framework { get; } = new(Name);
}
