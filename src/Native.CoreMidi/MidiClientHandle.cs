using System.Runtime.InteropServices;
using Conductor.Native.CoreFoundation;

namespace Conductor.Native.CoreMidi;

/// <summary>
/// The one client of a process. Nothing is released natively, on purpose: when the last client of a process is disposed, the MIDI server
/// may exit, and every MIDIClientCreate of that process fails from then on. The client goes with the process.
/// </summary>
public sealed unsafe class MidiClientHandle : SafeHandle
{
    private MidiClientHandle(uint client)
        : base(invalidHandleValue: 0, ownsHandle: true) => SetHandle((nint)client);

    /// <summary>See <see cref="MIDIClient.MIDIClientCreate"/> for the thread.</summary>
    public static MidiClientHandle Create(string name, delegate* unmanaged<MIDINotification*, nint, void> notify, nint context)
    {
        using var text = CFString.Create(name);
        uint client;
        CoreMidiError.Check(MIDIClient.MIDIClientCreate(text.Pointer, notify, context, &client), nameof(MIDIClient.MIDIClientCreate));
        return new MidiClientHandle(client);
    }

    /// <summary>For a call; 0 when closed.</summary>
    public uint Ref => IsClosed ? 0 : (uint)handle;

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => true;
}
