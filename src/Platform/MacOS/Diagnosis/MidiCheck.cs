using System.Runtime.Versioning;
using Conductor.Core.Midi;
using Conductor.Core.Ports;

namespace Conductor.Platform.MacOS;

/// <summary>CoreMIDI, what is plugged in, and the way of a message from a source to us.</summary>
[SupportedOSPlatform("macos")]
internal static class MidiCheck
{
    private const ushort Slot = 1;
    private const long Patience = 2_000_000;   // µs
    private const string Name = "Conductor Doctor";

    /// <summary>A release of what nobody pressed: it does nothing, whoever else may hear it.</summary>
    private static readonly MidiMessage Harmless = new(MidiStatus.NoteOff, 15, 0, 0);

    public static IReadOnlyList<Finding> Look(Func<IMidiSystem> open)
    {
        try
        {
            using var midi = open();
            return [new Finding("midi.open", FindingState.Good, "CoreMIDI can be opened"), .. PortFindings.Of(midi), Loop(midi)];
        }
        catch (NativeException e)
        {
            return [new Finding("midi.open", FindingState.Bad, $"CoreMIDI can't be opened: {e.Function}: {e.Symbol}", e.Remedy)];
        }
    }

    private static Finding Loop(IMidiSystem midi)
    {
        const string Id = "midi.loopback";
        try
        {
            using var output = midi.CreateOutput(Name);
            if (midi.Sources().FirstOrDefault(port => port is { IsOurs: true, Name: Name }) is not { } ourselves)
                return new Finding(Id, FindingState.Bad, "A source of our own can be made, but is not seen", "report this with conductorctl doctor --json");
            midi.Connect(ourselves, Slot);
            var sent = midi.Now;
            output.Send(Harmless);
            return Wait(midi, sent + Patience) is { } took
                ? new Finding(Id, FindingState.Good, $"A message from a source of our own came back after {took - sent} µs")
                : new Finding(Id, FindingState.Bad, "A message from a source of our own did not come back", "quit all music programs and look again; if it stays, report this with conductorctl doctor --json");
        }
        catch (NativeException e)
        {
            return new Finding(Id, FindingState.Bad, $"A source of our own can't be made or heard: {e.Function}: {e.Symbol}", e.Remedy);
        }
    }

    /// <summary>When the message was read, or null.</summary>
    private static long? Wait(IMidiSystem midi, long deadline)
    {
        while (midi.Now < deadline)
        {
            switch (midi.TryRead(out var message))
            {
                case MidiInput.Message when message.Device == Slot && message.Kind == Harmless.Kind: return midi.Now;
                case MidiInput.None: midi.Wait(deadline); break;
                default: break;
            }
        }

        return null;
    }
}
