using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.CoreFoundation;
using Conductor.Native.CoreMidi;
using static Conductor.Native.CoreMidi.MIDIEndpoint;
using static Conductor.Native.CoreMidi.MIDIDevice;
using static Conductor.Native.CoreMidi.MIDIObject;

namespace Conductor.Platform.MacOS;

/// <summary>The endpoints that are there, in the system's order. What is offline is not among them; what is private is no one's to see. On the main loop's thread.</summary>
[SupportedOSPlatform("macos")]
internal static unsafe class CoreMidiPorts
{
    /// <summary>The bus between programs, as Midi Through is on Linux: known by its driver, since a user may rename it. Apple documents no name for it; this is what it has answered for years.</summary>
    private const string BusDriver = "com.apple.AppleMIDIIACDriver";

    public static List<MidiPort> Sources(ICollection<uint> ours)
    {
        var ports = new List<MidiPort>();
        for (nuint i = 0, count = MIDIGetNumberOfSources(); i < count; i++) Add(ports, MIDIGetSource(i), ours);
        return ports;
    }

    public static List<MidiPort> Destinations(ICollection<uint> ours)
    {
        var ports = new List<MidiPort>();
        for (nuint i = 0, count = MIDIGetNumberOfDestinations(); i < count; i++) Add(ports, MIDIGetDestination(i), ours);
        return ports;
    }

    /// <summary>For errors: "Launchpad Mini" (1234).</summary>
    public static string Describe(MidiPort port) => $"\"{port.Name}\" ({port.Address})";

    private static void Add(List<MidiPort> ports, uint endpoint, ICollection<uint> ours)
    {
        if (endpoint == 0 || Number(endpoint, MIDIProperties.kMIDIPropertyPrivate) == 1) return;   // 0: it went while we looked
        var name = Text(endpoint, MIDIProperties.kMIDIPropertyDisplayName) ?? Text(endpoint, MIDIProperties.kMIDIPropertyName) ?? "";
        ports.Add(new MidiPort(
            (int)endpoint,
            Text(DeviceOf(endpoint), MIDIProperties.kMIDIPropertyName) ?? name,
            name,
            $"{Number(endpoint, MIDIProperties.kMIDIPropertyUniqueID)}",
            IsOurs: ours.Contains(endpoint),
            IsSystem: Text(endpoint, MIDIProperties.kMIDIPropertyDriverOwner) == BusDriver));
    }

    /// <summary>0 for another program's virtual endpoint, which belongs to no device.</summary>
    private static uint DeviceOf(uint endpoint)
    {
        uint entity, device;
        return MIDIEndpointGetEntity(endpoint, &entity) == 0 && MIDIEntityGetDevice(entity, &device) == 0 ? device : 0;
    }

    /// <summary>Null where it has none, or has gone while we looked.</summary>
    private static string? Text(uint thing, nint property)
    {
        nint text;
        return thing != 0 && MIDIObjectGetStringProperty(thing, property, &text) == 0 ? CFString.Take(text) : null;   // ours to release, although the call says Get
    }

    private static int Number(uint thing, nint property)
    {
        int number;
        return MIDIObjectGetIntegerProperty(thing, property, &number) == 0 ? number : 0;
    }
}
