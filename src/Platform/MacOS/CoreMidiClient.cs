using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.CoreMidi;

namespace Conductor.Platform.MacOS;

/// <summary>
/// Our place at MIDIServer. Made on the main loop's thread before anything else of CoreMIDI is touched, since that thread is told what changes for as long as the process lives; never disposed,
/// since after the last one of a process has gone, no other can be made in it.
/// </summary>
[SupportedOSPlatform("macos")]
internal sealed unsafe class CoreMidiClient
{
    private CoreMidiClient(string name)
    {
        var self = GCHandle.ToIntPtr(GCHandle.Alloc(this));   // the system may call as long as the process lives
        Handle = CoreMidiRefusal.Made(() => MidiClientHandle.Create(name, &Notified, self));
    }

    public MidiClientHandle Handle { get; }

    /// <summary>Ports came, went or changed; the endpoint that has gone, or 0. On the main loop's thread.</summary>
    public event Action<uint>? Changed;

    /// <exception cref="NativeException">There is no CoreMIDI, or its server does not answer.</exception>
    public static CoreMidiClient Open(string name)
    {
        try
        {
            return new CoreMidiClient(name);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw CoreMidiRefusal.NoFramework(e);
        }
    }

    /// <summary>What the server says to a small question: 0 where it is there and knows us.</summary>
    public int Probe()
    {
        try
        {
            MidiPortHandle.Output(Handle, "probe").Dispose();
            return CoreMidiError.noErr;
        }
        catch (CoreMidiException refusal)
        {
            return refusal.Status;
        }
    }

    private void Tell(uint gone) => Changed?.Invoke(gone);

    /// <summary>MIDINotifyProc.</summary>
    [UnmanagedCallersOnly]
    private static void Notified(MIDINotification* message, nint client)
    {
        if (GCHandle.FromIntPtr(client).Target is not CoreMidiClient us) return;
        switch (message->messageID)
        {
            // One replug is told in many pieces, or as SetupChanged alone: each means "look again".
            case MIDINotifications.kMIDIMsgSetupChanged or MIDINotifications.kMIDIMsgObjectAdded or MIDINotifications.kMIDIMsgPropertyChanged:
                us.Tell(gone: 0);
                break;
            case MIDINotifications.kMIDIMsgObjectRemoved when message->messageSize >= sizeof(MIDIObjectAddRemoveNotification):
                us.Tell(((MIDIObjectAddRemoveNotification*)message)->child);
                break;
        }
    }
}
