using System.Runtime.InteropServices;
using Conductor.Native.CoreFoundation;

namespace Conductor.Native.CoreGraphics;

/// <summary>
/// Keys, clicks, scrolling. CGEvent.h, https://developer.apple.com/documentation/coregraphics/cgevent. Points are global: in points, from
/// the top left of the main display, y downwards. Numbers are in <see cref="CGEventTypes"/> and <see cref="VirtualKeys"/>. The variadic
/// CGEventCreateScrollWheelEvent is left out on purpose: its arguments go where no import puts them.
/// </summary>
public static unsafe partial class CGEvent
{
    /// <summary>UTF-16 units that an event carries; CGEventKeyboardSetUnicodeString drops the rest in silence.</summary>
    public const int MaximumUnicodeString = 20;

    /// <summary>An event of type kCGEventNull, +1; its location is the pointer's.</summary>
    /// <param name="source">0: none.</param>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial nint CGEventCreate(nint source);

    /// <summary>
    /// +1. The first one of a process is best made on the main thread, since it may read the keyboard layout. Set its flags, also to 0:
    /// otherwise it takes over what the user holds down.
    /// </summary>
    /// <param name="source">0: none.</param>
    /// <param name="virtualKey">A position on the board.</param>
    /// <param name="keyDown">bool.</param>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial nint CGEventCreateKeyboardEvent(nint source, ushort virtualKey, byte keyDown);

    /// <summary>+1.</summary>
    /// <param name="source">0: none.</param>
    /// <param name="mouseType">Down, up, moved or dragged.</param>
    /// <param name="mouseCursorPosition">Where; the pointer goes there.</param>
    /// <param name="mouseButton">Only for the types named Other.</param>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial nint CGEventCreateMouseEvent(nint source, uint mouseType, CGPoint mouseCursorPosition, uint mouseButton);

    /// <summary>+1. macOS 10.13.</summary>
    /// <param name="source">0: none.</param>
    /// <param name="units">kCGScrollEventUnitPixel or kCGScrollEventUnitLine.</param>
    /// <param name="wheelCount">1 to 3.</param>
    /// <param name="wheel1">Vertical; positive is up.</param>
    /// <param name="wheel2">Horizontal; positive is left.</param>
    /// <param name="wheel3">0.</param>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial nint CGEventCreateScrollWheelEvent2(
        nint source, uint units, uint wheelCount, int wheel1, int wheel2, int wheel3);

    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial void CGEventSetFlags(nint @event, ulong flags);

    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial ulong CGEventGetFlags(nint @event);

    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial CGPoint CGEventGetLocation(nint @event);

    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial void CGEventSetLocation(nint @event, CGPoint location);

    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial void CGEventSetType(nint @event, uint type);

    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial uint CGEventGetType(nint @event);

    /// <summary>Nanoseconds since the system started, as the header has it.</summary>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial void CGEventSetTimestamp(nint @event, ulong timestamp);

    /// <summary>
    /// Text instead of what the key would type; programs may use the key all the same. At most <see cref="MaximumUnicodeString"/> units,
    /// and do not part a surrogate pair.
    /// </summary>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial void CGEventKeyboardSetUnicodeString(nint @event, nuint stringLength, char* unicodeString);

    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial void CGEventSetIntegerValueField(nint @event, uint field, long value);

    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial long CGEventGetIntegerValueField(nint @event, uint field);

    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial void CGEventSetDoubleValueField(nint @event, uint field, double value);

    /// <summary>
    /// Does nothing, and does not say so, where this process may not post; see <see cref="CGEventAccess"/>. Keeps no reference.
    /// </summary>
    /// <param name="tap">kCGHIDEventTap or kCGSessionEventTap.</param>
    /// <param name="event">Borrowed.</param>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial void CGEventPost(uint tap, nint @event);

    /// <summary>To one process alone.</summary>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial void CGEventPostToPid(int pid, nint @event);
}
