using Conductor.Core.Midi;
using Conductor.Core.Ports;

namespace Conductor.TestKit;

/// <summary>A port that writes down what was sent ("Synth note-on 60 100"). Without a journal it only counts, and allocates nothing.</summary>
public sealed class FakeMidiOutput(string name, Journal? journal = null) : IMidiOutput
{
    public string Name { get; } = name;

    public int Sent { get; private set; }

    public MidiMessage Last { get; private set; }

    /// <summary>The port has gone: sending throws.</summary>
    public bool IsGone { get; set; }

    public void Send(in MidiMessage message)
    {
        if (IsGone) throw new NativeException("snd_seq_event_output", -19, "ENODEV");
        Sent++;
        Last = message;
        journal?.Add($"{Name} {MidiWords.Format(message)}");
    }

    public void Dispose() => IsGone = true;
}
