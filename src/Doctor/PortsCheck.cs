using Conductor.Core;
using Conductor.Ipc;

namespace Conductor.Doctor;

/// <summary>The devices that the daemon's configuration speaks of and that aren't there: their mappings wait.</summary>
internal static class PortsCheck
{
    public static void Look(StatusReply status, Findings findings)
    {
        var missing = status.Devices.Where(device => !device.Connected).ToList();
        foreach (var device in missing)
            findings.Notice("device." + NameOf(device), $"Device {Printable.Of(NameOf(device))} is not connected: no input is called \"{Printable.Of(device.Name)}\"", "plug it in, or compare its name with those above; its mappings wait for it");
        if (status.Devices.Count > 0 && missing.Count == 0) findings.Good("devices", $"All devices are connected: {string.Join(", ", status.Devices.Select(device => Printable.Of(NameOf(device))))}");
    }

    private static string NameOf(DeviceInfo device) => device.Id.Length > 0 ? device.Id : device.Name;
}
