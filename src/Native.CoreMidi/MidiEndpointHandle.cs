using System.Runtime.InteropServices;
using Conductor.Native.CoreFoundation;

namespace Conductor.Native.CoreMidi;

/// <summary>
/// Owns a virtual endpoint of this process and disposes of it once. Dispose it by hand, on the thread that calls CoreMIDI: left to the
/// finalizer, the endpoint would go on the finalizer's.
/// </summary>
public sealed unsafe class MidiEndpointHandle : SafeHandle
{
    private MidiEndpointHandle(uint endpoint)
        : base(invalidHandleValue: 0, ownsHandle: true) => SetHandle((nint)endpoint);

    public static MidiEndpointHandle Source(MidiClientHandle client, string name)
    {
        using var text = CFString.Create(name);
        uint source;
        CoreMidiError.Check(MIDIEndpoint.MIDISourceCreate(client.Ref, text.Pointer, &source), nameof(MIDIEndpoint.MIDISourceCreate));
        return new MidiEndpointHandle(source);
    }

    public static MidiEndpointHandle Destination(
        MidiClientHandle client, string name, delegate* unmanaged<MIDIPacketList*, nint, nint, void> read, nint context)
    {
        using var text = CFString.Create(name);
        uint destination;
        var status = MIDIEndpoint.MIDIDestinationCreate(client.Ref, text.Pointer, read, context, &destination);
        CoreMidiError.Check(status, nameof(MIDIEndpoint.MIDIDestinationCreate));
        return new MidiEndpointHandle(destination);
    }

    /// <summary>For a call; 0 when closed.</summary>
    public uint Ref => IsClosed ? 0 : (uint)handle;

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => MIDIEndpoint.MIDIEndpointDispose((uint)handle) == CoreMidiError.noErr;
}
