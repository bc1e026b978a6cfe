namespace Conductor.Core.Ports;

/// <summary>
/// Which port a name means: compared, ignoring case, with the client's name, the port's name and the address; exact names before parts of names ("Port 1" must not take "Port 10"), then
/// in system order. Used for devices and for outputs alike.
/// </summary>
public static class PortMatch
{
    /// <summary>Every port that the name means, best first.</summary>
    public static IEnumerable<MidiPort> All(IReadOnlyList<MidiPort> ports, string name) =>
        ports.Where(port => IsExact(port, name)).Concat(ports.Where(port => !IsExact(port, name) && IsPart(port, name)));

    /// <summary>The nth (from 1) of them, or null: never "the first port" where none matches.</summary>
    public static MidiPort? Nth(IReadOnlyList<MidiPort> ports, string name, int nth) => All(ports, name).ElementAtOrDefault(nth - 1);

    private static bool IsExact(MidiPort port, string name) =>
        Same(port.Client, name) || Same(port.Name, name) || Same(port.Address, name) || Same($"{port.Client}:{port.Name}", name);

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static bool IsPart(MidiPort port, string name) =>
        port.Client.Contains(name, StringComparison.OrdinalIgnoreCase) || port.Name.Contains(name, StringComparison.OrdinalIgnoreCase);
}
