using System.Runtime.Versioning;
using Conductor.Core.Midi;
using Conductor.Core.Ports;
using Conductor.Native.CoreMidi;
using static Conductor.Native.CoreMidi.MIDIEndpoint;
using static Conductor.Native.CoreMidi.MIDIPackets;
using static Conductor.Native.CoreMidi.MIDIPort;

namespace Conductor.Platform.MacOS;

/// <summary>Sends to another's destination, or from a source of our own to all who listen to it. On the engine's thread, which the header allows for these calls alone.</summary>
[SupportedOSPlatform("macos")]
internal sealed unsafe class CoreMidiOutput(string name, string described, uint endpoint, bool isOurs, CoreMidiSetup setup, Action<int> failed, Action release) : IMidiOutput
{
    private const int ListBytes = 64;   // MIDIPacketList's 14, three bytes, and room
    private readonly int _timesGone = setup.TimesGone(endpoint);
    private bool _isReleased;

    public string Name => name;

    public bool Confirm() => isOurs || setup.TimesGone(endpoint) == _timesGone;

    public void Send(in MidiMessage message)
    {
        ObjectDisposedException.ThrowIf(_isReleased, this);
        var buffer = stackalloc byte[ListBytes];
        var bytes = stackalloc byte[MidiBytes.Most];
        var length = MidiBytes.Write(message, new Span<byte>(bytes, MidiBytes.Most));
        var list = (MIDIPacketList*)buffer;

        // To a destination 0 means now; who listens to a source gets the stamp as it is, and drops what is of long ago.
        var time = isOurs ? HostTime.Ticks : 0;
        if (MIDIPacketListAdd(list, ListBytes, MIDIPacketListInit(list), time, (nuint)length, bytes) == null) throw new NativeException(nameof(MIDIPacketListAdd), 0, "no room");
        var status = isOurs ? MIDIReceived(endpoint, list) : MIDISend(setup.OutPort, endpoint, list);
        if (status == 0) return;
        failed(status);
        throw CoreMidiRefusal.Of(status, isOurs ? nameof(MIDIReceived) : nameof(MIDISend), described);
    }

    public void Dispose()
    {
        if (_isReleased) return;
        _isReleased = true;
        release();
    }
}
