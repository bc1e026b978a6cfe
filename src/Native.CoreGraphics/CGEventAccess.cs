using System.Runtime.InteropServices;

namespace Conductor.Native.CoreGraphics;

/// <summary>
/// Whether this process may post events and listen to them. CGEvent.h, https://developer.apple.com/documentation/coregraphics/cgevent.
/// macOS 10.15; each returns a bool. The grant is that of the program responsible for this process, and some take effect only after a new
/// start.
/// </summary>
public static partial class CGEventAccess
{
    /// <summary>Shows nothing.</summary>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial byte CGPreflightPostEventAccess();

    /// <summary>May show a dialog; the answer is the state now.</summary>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial byte CGRequestPostEventAccess();

    /// <summary>Shows nothing.</summary>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial byte CGPreflightListenEventAccess();

    /// <summary>May show a dialog; the answer is the state now.</summary>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial byte CGRequestListenEventAccess();
}
