using Conductor.Core.Actions;

namespace Conductor.Core.Config;

/// <summary>What readers of one file's parts know of the rest: its modes and devices by name, and what this platform can press.</summary>
internal sealed class ConfigScope(ConfigDocument document, Func<Key, bool> canPress)
{
    public ConfigDocument Document { get; } = document;

    public Func<Key, bool> CanPress { get; } = canPress;

    public List<string> Modes { get; } = [];

    public List<string> DeviceIds { get; } = [];

    /// <summary>The port that SendMidi uses where it names none: [virtual_midi]'s, or null.</summary>
    public VirtualMidiConfig? VirtualMidi { get; set; }

    /// <summary>Actions of the mapping being read that hold something, with their places: whether they can is for the trigger to say.</summary>
    public List<(ConfigValue Place, GestureAction Action)> Holds { get; } = [];

    private readonly Dictionary<string, MidiPortRef> _ports = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The one object for a port of the file.</summary>
    public MidiPortRef Port(string name, bool create)
    {
        if (!_ports.TryGetValue(name, out var port)) _ports.Add(name, port = new MidiPortRef(name, create));
        port.Create |= create;
        return port;
    }
}
