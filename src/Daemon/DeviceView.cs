namespace Conductor.Daemon;

/// <summary>What people see of a device.</summary>
/// <param name="Slot">The number its messages bear.</param>
/// <param name="Id">Its id in the file; of an input that no entry names, its port's name.</param>
/// <param name="Name">The name it was asked for by, or the port's.</param>
/// <param name="Port">The port it is connected to, or null.</param>
internal sealed record DeviceView(ushort Slot, string Id, string Name, string? Port)
{
    public bool IsConnected => Port is not null;
}
