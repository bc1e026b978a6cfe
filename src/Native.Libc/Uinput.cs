using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Conductor.Native.Libc;

/// <summary>struct input_event, &lt;linux/input.h&gt;. The kernel stamps the time of what is written to uinput itself.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct input_event
{
    public timeval time;
    public ushort type;
    public ushort code;
    public int value;
}

/// <summary>struct input_id, &lt;linux/input.h&gt;.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct input_id
{
    public ushort bustype;
    public ushort vendor;
    public ushort product;
    public ushort version;
}

/// <summary>struct uinput_setup, &lt;linux/uinput.h&gt;.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct uinput_setup
{
    public input_id id;
    public fixed byte name[Uinput.UINPUT_MAX_NAME_SIZE];
    public uint ff_effects_max;
}

/// <summary>
/// Input devices made by a program. &lt;linux/uinput.h&gt;, https://docs.kernel.org/input/uinput.html.
/// The request numbers are asm-generic's, which x86-64 and arm64 share.
/// </summary>
[SupportedOSPlatform("linux")]
public static partial class Uinput
{
    public const int UINPUT_MAX_NAME_SIZE = 80;

    public const nuint UI_DEV_CREATE = 0x5501;
    public const nuint UI_DEV_DESTROY = 0x5502;
    public const nuint UI_DEV_SETUP = 0x405C5503;
    public const nuint UI_SET_EVBIT = 0x40045564;
    public const nuint UI_SET_KEYBIT = 0x40045565;
    public const nuint UI_SET_RELBIT = 0x40045566;

    // <linux/input.h> and <linux/input-event-codes.h>.
    public const ushort BUS_VIRTUAL = 0x06;

    public const ushort EV_SYN = 0x00;
    public const ushort EV_KEY = 0x01;
    public const ushort EV_REL = 0x02;

    public const ushort SYN_REPORT = 0;

    public const ushort REL_X = 0x00;
    public const ushort REL_Y = 0x01;
    public const ushort REL_HWHEEL = 0x06;
    public const ushort REL_WHEEL = 0x08;

    public const ushort BTN_LEFT = 0x110;
    public const ushort BTN_RIGHT = 0x111;
    public const ushort BTN_MIDDLE = 0x112;

    /// <summary>Variadic in C; on Linux both ABIs pass the third argument like any other.</summary>
    [LibraryImport("libc", SetLastError = true)]
    public static partial int ioctl(int fd, nuint request, nint argument);
}
