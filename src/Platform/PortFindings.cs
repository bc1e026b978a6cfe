using Conductor.Core;
using Conductor.Core.Ports;

namespace Conductor.Platform;

/// <summary>What is plugged in, for the doctor.</summary>
internal static class PortFindings
{
    public static IEnumerable<Finding> Of(IMidiSystem midi) => [Of("midi.sources", "input", midi.Sources()), Of("midi.destinations", "output", midi.Destinations())];

    private static Finding Of(string id, string what, IReadOnlyList<MidiPort> all)
    {
        var ports = all.Where(port => !port.IsOurs && !port.IsSystem).ToList();
        if (ports.Count == 0) return new Finding(id, FindingState.Notice, $"There is no MIDI {what} but the system's own", "plug a controller in, or start the program that has one");
        var names = string.Join(", ", ports.Select(port => $"{port.Address} \"{Printable.Of($"{port.Client}:{port.Name}")}\""));
        return new Finding(id, FindingState.Good, $"{ports.Count} MIDI {what}{(ports.Count == 1 ? "" : "s")}: {names}");
    }
}
