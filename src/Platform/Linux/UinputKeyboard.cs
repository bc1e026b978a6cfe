using System.Runtime.Versioning;
using Conductor.Core.Actions;
using Conductor.Core.Ports;
using Conductor.Native.Libc;

namespace Conductor.Platform.Linux;

/// <summary>The device "Conductor Keyboard".</summary>
/// <remarks>
/// It can send every key from Escape to D, which is what makes udev call it a keyboard. <see cref="Key.Plus"/> has no key of its own
/// in US positions and is Shift with Equal; both are shared with their own keys, and go up when neither needs them.
/// </remarks>
[SupportedOSPlatform("linux")]
internal sealed class UinputKeyboard : IKeyboard
{
    private const ushort Product = 1;
    private readonly UinputDevice _device = UinputDevice.Create("Conductor Keyboard", Product, EvdevKeys.All, axes: []);

    private bool _shiftIsHeld;
    private bool _plusIsHeld;
    private bool _equalIsHeld;

    public bool CanPress(Key key) => EvdevKeys.Has(key);

    public void Down(Key key)
    {
        switch (key)
        {
            case Key.Plus:
                _plusIsHeld = true;
                Press(Key.Shift);
                Press(Key.Equal);
                break;
            case Key.Shift:
                _shiftIsHeld = true;
                Press(Key.Shift);
                break;
            case Key.Equal:
                _equalIsHeld = true;
                Press(Key.Equal);
                break;
            default:
                Press(key);
                break;
        }
    }

    public void Up(Key key)
    {
        switch (key)
        {
            case Key.Plus:
                _plusIsHeld = false;
                if (!_equalIsHeld) Release(Key.Equal);
                ReleaseUnneededShift();
                break;
            case Key.Shift:
                _shiftIsHeld = false;
                ReleaseUnneededShift();
                break;
            case Key.Equal:
                _equalIsHeld = false;
                if (!_plusIsHeld) Release(Key.Equal);
                break;
            default:
                Release(key);
                break;
        }
    }

    public void Dispose() => _device.Dispose();

    private void Press(Key key) => _device.Send(Uinput.EV_KEY, EvdevKeys.Code(key), 1);

    private void Release(Key key) => _device.Send(Uinput.EV_KEY, EvdevKeys.Code(key), 0);

    private void ReleaseUnneededShift()
    {
        if (!_shiftIsHeld && !_plusIsHeld) Release(Key.Shift);
    }
}
