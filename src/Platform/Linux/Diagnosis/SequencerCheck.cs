using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.Alsa;

namespace Conductor.Platform.Linux;

/// <summary>ALSA's library, its sequencer, and what is plugged in.</summary>
[SupportedOSPlatform("linux")]
internal static class SequencerCheck
{
    private const string Node = AlsaRefusal.Device;
    private const string Name = "Conductor Doctor";

    public static IEnumerable<Finding> Look(SystemRoot root)
    {
        if (AlsaLibrary.Version() is not { } version)
        {
            var refusal = AlsaRefusal.NoLibrary();
            yield return new Finding("midi.library", FindingState.Bad, $"ALSA's library {AlsaLibrary.Name} is not installed: there is no MIDI", refusal.Remedy);
            yield break;
        }

        yield return new Finding("midi.library", FindingState.Good, $"ALSA's library is there: {AlsaLibrary.Name} {version}");
        yield return LookAtNode(root);
        foreach (var finding in Open()) yield return finding;
    }

    private static Finding LookAtNode(SystemRoot root)
    {
        if (!root.Has(Node)) return new Finding("midi.node", FindingState.Bad, $"The kernel's sequencer {Node} is missing", "load its module: sudo modprobe snd-seq");
        if (!root.CanWrite(Node)) return new Finding("midi.node", FindingState.Bad, $"The kernel's sequencer {Node} is there, but not for you", "add your user to the group audio (sudo usermod -aG audio NAME), then log in again");
        return new Finding("midi.node", FindingState.Good, $"The kernel's sequencer {Node} is there, and you may use it");
    }

    private static List<Finding> Open()
    {
        try
        {
            using var midi = AlsaMidiSystem.Open(Name);
            return
            [
                new Finding("midi.open", FindingState.Good, "The sequencer can be opened"),
                .. PortFindings.Of(midi),
            ];
        }
        catch (NativeException e)
        {
            return [new Finding("midi.open", FindingState.Bad, $"The sequencer can't be opened: {e.Function}: {e.Symbol}", e.Remedy)];
        }
    }
}
