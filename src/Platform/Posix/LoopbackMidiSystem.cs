using System.Runtime.Versioning;
using Conductor.Core.Midi;
using Conductor.Core.Ports;

namespace Conductor.Platform.Posix;

/// <summary>
/// MIDI without hardware: no ports, nothing to read, and outputs that take everything. The engine sleeps here all the same.
/// </summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal sealed class LoopbackMidiSystem : IMidiSystem
{
    private readonly PosixPoller _poller = new();

    public string Name => "loopback";

    public bool IsLoopback => true;

    public long Now => _poller.Now;

    public void Wait(long deadline) => _poller.Wait(deadline);

    public void Wake() => _poller.Wake();

    public MidiInput TryRead(out MidiMessage message)
    {
        message = default;
        return MidiInput.None;
    }

    public bool WantsSysEx { get; set; }

    public ReadOnlySpan<byte> SysEx => [];

    public IReadOnlyList<MidiPort> Sources() => [];

    public IReadOnlyList<MidiPort> Destinations() => [];

    public bool Connect(MidiPort source, ushort device) => false;

    public void Disconnect(MidiPort source)
    {
    }

    public IMidiOutput OpenOutput(MidiPort destination) => new Sink(destination.Name);

    public IMidiOutput CreateOutput(string name) => new Sink(name);

    public void Dispose() => _poller.Dispose();

    private sealed class Sink(string name) : IMidiOutput
    {
        public string Name => name;

        public void Send(in MidiMessage message)
        {
        }

        public void Dispose()
        {
        }
    }
}
