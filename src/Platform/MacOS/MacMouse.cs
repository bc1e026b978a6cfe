using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.CoreFoundation;
using Conductor.Native.CoreGraphics;
using static Conductor.Native.CoreGraphics.CGEvent;
using static Conductor.Native.CoreGraphics.CGEventTypes;

namespace Conductor.Platform.MacOS;

/// <summary>Clicks where the pointer is, and turns the wheel by lines.</summary>
[SupportedOSPlatform("macos")]
internal sealed class MacMouse : IMouse
{
    public void Down(MouseButton button) => Click(button, button switch
    {
        MouseButton.Left => kCGEventLeftMouseDown,
        MouseButton.Right => kCGEventRightMouseDown,
        MouseButton.Middle => kCGEventOtherMouseDown,
    });

    public void Up(MouseButton button) => Click(button, button switch
    {
        MouseButton.Left => kCGEventLeftMouseUp,
        MouseButton.Right => kCGEventRightMouseUp,
        MouseButton.Middle => kCGEventOtherMouseUp,
    });

    public void Scroll(int vertical, int horizontal) => Post(
        CGEventCreateScrollWheelEvent2(0, kCGScrollEventUnitLine, 2, vertical, -horizontal, 0), nameof(CGEventCreateScrollWheelEvent2));   // its second wheel turns left

    public void Dispose()
    {
    }

    private static void Click(MouseButton button, uint type)
    {
        var here = CGEventCreate(0);
        var place = here == 0 ? default : CGEventGetLocation(here);
        if (here != 0) CFBase.CFRelease(here);
        Post(CGEventCreateMouseEvent(0, type, place, NumberOf(button)), nameof(CGEventCreateMouseEvent));
    }

    private static void Post(nint made, string function)
    {
        if (made == 0) throw new NativeException(function, 0, "null");
        CGEventSetFlags(made, 0);   // or a modifier that the user holds would change what the click means
        CGEventPost(kCGHIDEventTap, made);
        CFBase.CFRelease(made);
    }

    private static uint NumberOf(MouseButton button) => button switch
    {
        MouseButton.Left => kCGMouseButtonLeft,
        MouseButton.Right => kCGMouseButtonRight,
        MouseButton.Middle => kCGMouseButtonCenter,
    };
}
