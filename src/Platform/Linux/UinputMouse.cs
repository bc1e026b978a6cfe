using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.Libc;

namespace Conductor.Platform.Linux;

/// <summary>The device "Conductor Mouse".</summary>
[SupportedOSPlatform("linux")]
internal sealed class UinputMouse : IMouse
{
    private const ushort Product = 2;

    // It never moves; but udev calls nothing a mouse that has no X and Y.
    private readonly UinputDevice _device = UinputDevice.Create(
        "Conductor Mouse", Product,
        keys: [Uinput.BTN_LEFT, Uinput.BTN_RIGHT, Uinput.BTN_MIDDLE],
        axes: [Uinput.REL_X, Uinput.REL_Y, Uinput.REL_WHEEL, Uinput.REL_HWHEEL]);

    public void Down(MouseButton button) => _device.Send(Uinput.EV_KEY, CodeOf(button), 1);

    public void Up(MouseButton button) => _device.Send(Uinput.EV_KEY, CodeOf(button), 0);

    public void Scroll(int vertical, int horizontal)
    {
        if (vertical != 0) _device.Send(Uinput.EV_REL, Uinput.REL_WHEEL, vertical);
        if (horizontal != 0) _device.Send(Uinput.EV_REL, Uinput.REL_HWHEEL, horizontal);
    }

    public void Dispose() => _device.Dispose();

    private static ushort CodeOf(MouseButton button) => button switch
    {
        MouseButton.Left => Uinput.BTN_LEFT,
        MouseButton.Right => Uinput.BTN_RIGHT,
        MouseButton.Middle => Uinput.BTN_MIDDLE,
    };
}
