using Conductor.Native.Libc;
using Microsoft.Win32.SafeHandles;
using LibcFiles = Conductor.Native.Libc.Files;

namespace Conductor.Platform.Tests.Kit;

/// <summary>Reads what an input device sends, as the desktop does. The kernel has it as soon as our write returns.</summary>
internal sealed unsafe class EventReader : IDisposable
{
    private readonly SafeFileHandle _device;

    public EventReader(string deviceName)
    {
        var node = $"/dev/input/{NodeOf(deviceName)}";
        Assert.True(SpinWait.SpinUntil(() => File.Exists(node), TimeSpan.FromSeconds(20)), $"{node} never came");
        _device = new SafeFileHandle(LibcFiles.open(node, LibcFiles.O_RDONLY | LibcFiles.O_NONBLOCK | LibcFiles.O_CLOEXEC, 0), true);
        Assert.False(_device.IsInvalid, $"open {node}: {Errno.Describe(Errno.Last)}");
    }

    /// <summary>Every event since the last look, as "type code value".</summary>
    public IReadOnlyList<string> Read()
    {
        var buffer = stackalloc input_event[64];
        var length = (int)LibcFiles.read((int)_device.DangerousGetHandle(), buffer, (nuint)(64 * sizeof(input_event)));
        var events = new List<string>();
        for (var i = 0; i < length / sizeof(input_event); i++) events.Add($"{buffer[i].type} {buffer[i].code} {buffer[i].value}");
        return events;
    }

    public void Dispose() => _device.Dispose();

    /// <summary>/proc/bus/input/devices has a paragraph for each device, with its name and the handlers it got.</summary>
    private static string NodeOf(string deviceName)
    {
        var paragraph = File.ReadAllText("/proc/bus/input/devices").Split("\n\n").Last(text => text.Contains($"Name=\"{deviceName}\"\n"));
        return paragraph.Split([' ', '\n', '=']).Single(word => word.StartsWith("event"));
    }
}
