using System.Runtime.InteropServices;
using Conductor.Native.CoreFoundation;

namespace Conductor.Native.CoreGraphics;

/// <summary>
/// Displays and the pointer on them. CGDirectDisplay.h and CGRemoteOperation.h,
/// https://developer.apple.com/documentation/coregraphics/quartz-display-services. Points are global, as in <see cref="CGEvent"/>.
/// </summary>
public static partial class CGDisplay
{
    /// <summary>CGDirectDisplayID; 0 where there is none.</summary>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial uint CGMainDisplayID();

    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial CGRect CGDisplayBounds(uint display);

    /// <summary>Moves the pointer without an event. CGError.</summary>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial int CGWarpMouseCursorPosition(CGPoint newCursorPosition);
}
