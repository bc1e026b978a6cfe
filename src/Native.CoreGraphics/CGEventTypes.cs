namespace Conductor.Native.CoreGraphics;

/// <summary>
/// Numbers of events. CGEventTypes.h and IOLLEvent.h, https://developer.apple.com/documentation/coregraphics/cgeventtype.
/// </summary>
public static class CGEventTypes
{
    // CGEventType
    public const uint kCGEventNull = 0;
    public const uint kCGEventLeftMouseDown = 1;
    public const uint kCGEventLeftMouseUp = 2;
    public const uint kCGEventRightMouseDown = 3;
    public const uint kCGEventRightMouseUp = 4;
    public const uint kCGEventMouseMoved = 5;
    public const uint kCGEventLeftMouseDragged = 6;
    public const uint kCGEventRightMouseDragged = 7;
    public const uint kCGEventKeyDown = 10;
    public const uint kCGEventKeyUp = 11;
    public const uint kCGEventFlagsChanged = 12;
    public const uint kCGEventScrollWheel = 22;
    public const uint kCGEventOtherMouseDown = 25;
    public const uint kCGEventOtherMouseUp = 26;
    public const uint kCGEventOtherMouseDragged = 27;

    /// <summary>To a tap's callback: it was too slow and hears nothing until it is enabled again.</summary>
    public const uint kCGEventTapDisabledByTimeout = 0xFFFFFFFE;

    /// <summary>To a tap's callback: it hears nothing until it is enabled again.</summary>
    public const uint kCGEventTapDisabledByUserInput = 0xFFFFFFFF;

    // CGMouseButton; the others count on from 2
    public const uint kCGMouseButtonLeft = 0;
    public const uint kCGMouseButtonRight = 1;
    public const uint kCGMouseButtonCenter = 2;

    // CGScrollEventUnit
    public const uint kCGScrollEventUnitPixel = 0;
    public const uint kCGScrollEventUnitLine = 1;

    // CGEventFlags
    public const ulong kCGEventFlagMaskNonCoalesced = 0x100;
    public const ulong kCGEventFlagMaskAlphaShift = 0x10000;
    public const ulong kCGEventFlagMaskShift = 0x20000;
    public const ulong kCGEventFlagMaskControl = 0x40000;
    public const ulong kCGEventFlagMaskAlternate = 0x80000;
    public const ulong kCGEventFlagMaskCommand = 0x100000;
    public const ulong kCGEventFlagMaskNumericPad = 0x200000;
    public const ulong kCGEventFlagMaskHelp = 0x400000;
    public const ulong kCGEventFlagMaskSecondaryFn = 0x800000;

    // Beside those, which of a pair is down.
    public const ulong NX_DEVICELCTLKEYMASK = 0x1;
    public const ulong NX_DEVICELSHIFTKEYMASK = 0x2;
    public const ulong NX_DEVICERSHIFTKEYMASK = 0x4;
    public const ulong NX_DEVICELCMDKEYMASK = 0x8;
    public const ulong NX_DEVICERCMDKEYMASK = 0x10;
    public const ulong NX_DEVICELALTKEYMASK = 0x20;
    public const ulong NX_DEVICERALTKEYMASK = 0x40;
    public const ulong NX_DEVICERCTLKEYMASK = 0x2000;

    // CGEventField
    public const uint kCGMouseEventNumber = 0;

    /// <summary>1 for a click, 2 for the second of a double click, 3 …</summary>
    public const uint kCGMouseEventClickState = 1;
    public const uint kCGMouseEventButtonNumber = 3;
    public const uint kCGMouseEventDeltaX = 4;
    public const uint kCGMouseEventDeltaY = 5;
    public const uint kCGKeyboardEventAutorepeat = 8;
    public const uint kCGKeyboardEventKeycode = 9;
    public const uint kCGKeyboardEventKeyboardType = 10;
    public const uint kCGEventTargetUnixProcessID = 40;
    public const uint kCGEventSourceUnixProcessID = 41;
    public const uint kCGEventSourceUserData = 42;
    public const uint kCGEventSourceStateID = 45;

    // CGEventTapLocation
    public const uint kCGHIDEventTap = 0;
    public const uint kCGSessionEventTap = 1;
    public const uint kCGAnnotatedSessionEventTap = 2;

    // CGEventTapPlacement
    public const uint kCGHeadInsertEventTap = 0;
    public const uint kCGTailAppendEventTap = 1;

    // CGEventTapOptions
    public const uint kCGEventTapOptionDefault = 0;
    public const uint kCGEventTapOptionListenOnly = 1;

    // CGEventSourceStateID
    public const int kCGEventSourceStatePrivate = -1;
    public const int kCGEventSourceStateCombinedSessionState = 0;
    public const int kCGEventSourceStateHIDSystemState = 1;
}
