using System.Runtime.InteropServices;

namespace Conductor.Native.CoreGraphics;

/// <summary>
/// Where an event says it comes from. CGEventSource.h, https://developer.apple.com/documentation/coregraphics/cgeventsource.
/// </summary>
public static partial class CGEventSource
{
    /// <summary>+1; 0 where there is no such state.</summary>
    /// <param name="stateID">For a daemon kCGEventSourceStateHIDSystemState, says the header.</param>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial nint CGEventSourceCreate(int stateID);

    /// <param name="source">Whose events hold the user's own input off.</param>
    /// <param name="seconds">0.25 from the start; 0: not at all.</param>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial void CGEventSourceSetLocalEventsSuppressionInterval(nint source, double seconds);

    /// <summary>Every event of this source carries it in kCGEventSourceUserData.</summary>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial void CGEventSourceSetUserData(nint source, long userData);

    /// <summary>CGEventFlags: the modifiers that are down now.</summary>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial ulong CGEventSourceFlagsState(int stateID);

    /// <summary>bool: whether that key is down now.</summary>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial byte CGEventSourceKeyState(int stateID, ushort key);

    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial void CGEventSourceSetKeyboardType(nint source, uint keyboardType);

    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial uint CGEventSourceGetKeyboardType(nint source);
}
