using Conductor.Core.Actions;

namespace Conductor.Core.Config;

/// <summary>What readers of one file's parts know besides the text at hand.</summary>
internal sealed class ConfigScope(ConfigDocument document, ConfigNames names)
{
    public ConfigDocument Document { get; } = document;

    /// <summary>Of all files together.</summary>
    public ConfigNames Names { get; } = names;

    /// <summary>Set where this reading is for <c>format</c> or <c>print-config</c>.</summary>
    public ReadingTrace? Trace { get; init; }

    /// <summary>Actions of the mapping being read that hold something, with their places: whether they can is for the trigger to say.</summary>
    public List<(ConfigValue Place, GestureAction Action)> Holds { get; } = [];

    /// <summary>Something in the mapping being read can't be done here or is not built yet: it is read, and does nothing.</summary>
    public bool IsOff => OffBecause is not null;

    /// <summary>What can't be done, or is not built, in a sentence; null = nothing.</summary>
    public string? OffBecause { get; set; }

    /// <summary>What would be off then: "the mapping", or a hook by its key.</summary>
    public string Subject { get; private set; } = "";

    private readonly HashSet<string> _told = [];

    /// <param name="subject">What is being read, for sentences.</param>
    public void Begin(string subject)
    {
        Subject = subject;
        Holds.Clear();
        OffBecause = null;
        if (_told.Count > 0) _told.Clear();
    }

    /// <summary>True where the reason is to be told: the first time in a mapping.</summary>
    public bool TurnOff(string why)
    {
        OffBecause ??= why;
        return TellsOnce(why);
    }

    /// <summary>True the first time in a mapping.</summary>
    public bool TellsOnce(string sentence) => _told.Add(sentence);
}

/// <summary>What the parts of a configuration know of each other, over all its files: modes, devices and ports by name, and what this platform can press.</summary>
internal sealed class ConfigNames(Func<Key, bool> canPress)
{
    public Func<Key, bool> CanPress { get; } = canPress;

    public NameList Modes { get; } = new();

    public NameList DeviceIds { get; } = new();

    /// <summary>[device]'s own id, where it has one.</summary>
    public string? SingleDeviceId { get; set; }

    /// <summary>The port that SendMidi uses where it names none: [virtual_midi]'s, or null.</summary>
    public VirtualMidiConfig? VirtualMidi { get; set; }

    /// <summary>There is such a table, and it says <c>enabled = false</c>.</summary>
    public bool IsVirtualMidiOff { get; set; }

    /// <summary>Each mapping with its trigger's place, for problems that only the whole shows.</summary>
    public List<(MappingConfig Mapping, ConfigValue Place)> Mappings { get; } = [];

    /// <summary><see cref="Mappings"/> to look places up in; made only where there is something to say.</summary>
    public Dictionary<MappingConfig, ConfigValue> MappingPlaces()
    {
        var places = new Dictionary<MappingConfig, ConfigValue>(Mappings.Count, ReferenceEqualityComparer.Instance);
        foreach (var (mapping, place) in Mappings) places[mapping] = place;
        return places;
    }

    private readonly Dictionary<string, MidiPortRef> _ports = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The one object for a port of the file.</summary>
    public MidiPortRef Port(string name, bool create)
    {
        if (!_ports.TryGetValue(name, out var port)) _ports.Add(name, port = new MidiPortRef(name, create));
        port.Create |= create;
        return port;
    }
}

/// <summary>Names in the order of the file, each once, quickly found.</summary>
internal sealed class NameList : IEnumerable<string>
{
    private readonly List<string> _names = [];
    private readonly HashSet<string> _known = [];

    public int Count => _names.Count;

    public string this[int index] => _names[index];

    public bool Contains(string name) => _known.Contains(name);

    public void Add(string name)
    {
        if (_known.Add(name)) _names.Add(name);
    }

    public IEnumerator<string> GetEnumerator() => _names.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
