using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Conductor.Core.Ports;
using Conductor.Native.Libc;
using Conductor.Platform.Posix;

namespace Conductor.Platform.Linux;

/// <summary>
/// An input device of our own. It vanishes with the process, and the kernel then releases what it held down.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class UinputDevice : IDisposable
{
    private const string DeviceNode = "/dev/uinput";

    // No registered vendor: these only keep the device recognisable from one start to the next.
    private const ushort Vendor = 0x4D49;
    private const ushort Version = 1;

    private readonly Descriptor _device;

    private UinputDevice(Descriptor device) => _device = device;

    /// <summary>Declares everything the device can ever send, because that can't be changed afterwards.</summary>
    public static UinputDevice Create(string name, ushort product, IEnumerable<ushort> keys, IReadOnlyList<ushort> axes)
    {
        var device = Open();
        try
        {
            Declare(device, Uinput.UI_SET_EVBIT, Uinput.EV_KEY);
            foreach (var key in keys) Declare(device, Uinput.UI_SET_KEYBIT, key);
            if (axes.Count > 0) Declare(device, Uinput.UI_SET_EVBIT, Uinput.EV_REL);
            foreach (var axis in axes) Declare(device, Uinput.UI_SET_RELBIT, axis);
            Introduce(device, name, product);
            return new UinputDevice(device);
        }
        catch
        {
            device.Dispose();
            throw;
        }
    }

    /// <summary>One event and its end of report in one write, so that no reader sees half.</summary>
    public void Send(ushort type, ushort code, int value)
    {
        ReadOnlySpan<input_event> report = [Event(type, code, value), Event(Uinput.EV_SYN, Uinput.SYN_REPORT, 0)];
        var bytes = MemoryMarshal.AsBytes(report);
        var written = PosixIo.Write(_device.Number, bytes);
        if (written < 0) throw Libc.Refusal("write", DeviceNode, Errno.Last);
        if (written != bytes.Length) throw Libc.Refusal("write", DeviceNode, Errno.EIO);
    }

    public void Dispose()
    {
        if (!_device.IsClosed) _ = Uinput.ioctl(_device.Number, Uinput.UI_DEV_DESTROY, 0); // closing would do it too
        _device.Dispose();
    }

    private static input_event Event(ushort type, ushort code, int value) => new() { type = type, code = code, value = value };

    private static Descriptor Open()
    {
        var number = Files.open(DeviceNode, Files.O_WRONLY | Files.O_NONBLOCK | Files.O_CLOEXEC, 0);
        return number >= 0 ? new Descriptor(number) : throw Libc.Refusal("open", DeviceNode, Errno.Last, RemedyFor(Errno.Last));
    }

    private static string? RemedyFor(int errno) => errno switch
    {
        Errno.EACCES or Errno.EPERM =>
            "let your user write to /dev/uinput: a udev rule KERNEL==\"uinput\", TAG+=\"uaccess\", then log in again",
        Errno.ENOENT or Errno.ENODEV => "load the kernel's module: sudo modprobe uinput",
        _ => null,
    };

    private static void Introduce(Descriptor device, string name, ushort product)
    {
        uinput_setup setup = default;
        setup.id = new input_id { bustype = Uinput.BUS_VIRTUAL, vendor = Vendor, product = product, version = Version };
        Encoding.UTF8.GetBytes(name, new Span<byte>(setup.name, Uinput.UINPUT_MAX_NAME_SIZE - 1));
        Control(device, Uinput.UI_DEV_SETUP, (nint)(&setup), "UI_DEV_SETUP");
        Control(device, Uinput.UI_DEV_CREATE, 0, "UI_DEV_CREATE");
    }

    private static void Declare(Descriptor device, nuint request, ushort code) => Control(device, request, code, "UI_SET_BIT");

    private static void Control(Descriptor device, nuint request, nint argument, string name)
    {
        int result;
        while ((result = Uinput.ioctl(device.Number, request, argument)) < 0 && Errno.Last == Errno.EINTR)
        {
        }

        Libc.Check(result, $"ioctl {name}", DeviceNode);
    }
}
