using Conductor.Core;
using Conductor.Ipc;

namespace Conductor.Doctor;

/// <summary>The devices that the daemon's configuration speaks of: where one isn't there, its mappings wait.</summary>
internal static class PortsCheck
{
    private const string Id = "devices";

    public static void Look(StatusReply status, Findings findings)
    {
        var missing = status.Devices.Where(device => !device.Connected).ToList();
        if (missing.Count > 0)
            findings.Notice(Id, $"{(missing.Count == 1 ? "1 device of the configuration is" : $"{missing.Count} devices of the configuration are")} not connected: {string.Join(", ", missing.Select(InWords))}", "plug it in, or compare the name with those of the inputs above; its mappings wait for it");
        else if (status.Devices.Count > 0) findings.Good(Id, $"All devices of the configuration are connected: {string.Join(", ", status.Devices.Select(InWords))}");
    }

    /// <summary>pads ("Launchpad"): what the configuration calls it, and the input that it looks for.</summary>
    private static string InWords(DeviceInfo device) => device.Id.Length > 0 ? $"{Printable.Of(device.Id)} (\"{Printable.Of(device.Name)}\")" : $"\"{Printable.Of(device.Name)}\"";
}
