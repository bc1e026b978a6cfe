using System.Runtime.Versioning;
using Conductor.Core.Actions;
using Conductor.Native.Libc;

namespace Conductor.Platform.Linux;

/// <summary>The device "Conductor Keyboard".</summary>
/// <remarks>It can send every key from Escape to D, which is what makes udev call it a keyboard.</remarks>
[SupportedOSPlatform("linux")]
internal sealed class UinputKeyboard : UsKeyboard
{
    private const ushort Product = 1;
    private readonly UinputDevice _device = UinputDevice.Create("Conductor Keyboard", Product, EvdevKeys.All, axes: []);

    public override bool CanPress(Key key) => EvdevKeys.Has(key);

    public override void Dispose() => _device.Dispose();

    protected override void Press(Key key) => _device.Send(Uinput.EV_KEY, EvdevKeys.Code(key), 1);

    protected override void Release(Key key) => _device.Send(Uinput.EV_KEY, EvdevKeys.Code(key), 0);
}
