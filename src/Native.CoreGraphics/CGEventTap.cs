using System.Runtime.InteropServices;

namespace Conductor.Native.CoreGraphics;

/// <summary>
/// Hearing what the user types. CGEvent.h, https://developer.apple.com/documentation/coregraphics/cgevent. Numbers are in
/// <see cref="CGEventTypes"/>.
/// </summary>
public static unsafe partial class CGEventTap
{
    /// <summary>A CFMachPort, +1, enabled; 0 where this process may not listen. It is heard through a run loop's source.</summary>
    /// <param name="tap">CGEventTapLocation.</param>
    /// <param name="place">CGEventTapPlacement.</param>
    /// <param name="options">CGEventTapOptions.</param>
    /// <param name="eventsOfInterest">CGEventMask: bit n set for events of type n.</param>
    /// <param name="callback">
    /// (proxy, type, event, userInfo) on the loop's thread. Returns the borrowed event, another one of +1, or 0 to swallow it; listeners'
    /// results mean nothing.
    /// </param>
    /// <param name="userInfo">Handed back.</param>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial nint CGEventTapCreate(
        uint tap, uint place, uint options, ulong eventsOfInterest, delegate* unmanaged<nint, uint, nint, nint, nint> callback,
        nint userInfo);

    /// <param name="tap">The port.</param>
    /// <param name="enable">bool.</param>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial void CGEventTapEnable(nint tap, byte enable);
}
