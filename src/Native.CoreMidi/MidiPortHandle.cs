using System.Runtime.InteropServices;
using Conductor.Native.CoreFoundation;

namespace Conductor.Native.CoreMidi;

/// <summary>
/// Owns a port and disposes of it once. Dispose it by hand, on the thread that calls CoreMIDI: left to the finalizer, the port would go on
/// the finalizer's.
/// </summary>
public sealed unsafe class MidiPortHandle : SafeHandle
{
    private MidiPortHandle(uint port)
        : base(invalidHandleValue: 0, ownsHandle: true) => SetHandle((nint)port);

    /// <inheritdoc cref="MIDIPort.MIDIInputPortCreate"/>
    public static MidiPortHandle Input(
        MidiClientHandle client, string name, delegate* unmanaged<MIDIPacketList*, nint, nint, void> read, nint context)
    {
        using var text = CFString.Create(name);
        uint port;
        var status = MIDIPort.MIDIInputPortCreate(client.Ref, text.Pointer, read, context, &port);
        CoreMidiError.Check(status, nameof(MIDIPort.MIDIInputPortCreate));
        return new MidiPortHandle(port);
    }

    public static MidiPortHandle Output(MidiClientHandle client, string name)
    {
        using var text = CFString.Create(name);
        uint port;
        CoreMidiError.Check(MIDIPort.MIDIOutputPortCreate(client.Ref, text.Pointer, &port), nameof(MIDIPort.MIDIOutputPortCreate));
        return new MidiPortHandle(port);
    }

    /// <summary>For a call; 0 when closed.</summary>
    public uint Ref => IsClosed ? 0 : (uint)handle;

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => MIDIPort.MIDIPortDispose((uint)handle) == CoreMidiError.noErr;
}
