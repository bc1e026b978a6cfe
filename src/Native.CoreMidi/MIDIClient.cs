using System.Runtime.InteropServices;

namespace Conductor.Native.CoreMidi;

/// <summary>
/// A program's connection to the MIDI server. MIDIServices.h, https://developer.apple.com/documentation/coremidi/midi-services.
/// </summary>
public static unsafe partial class MIDIClient
{
    /// <summary>
    /// The first call in a process decides on which thread's run loop every notification comes, and that loop must go on running: without
    /// it no notification comes and the lists of endpoints go stale. While the server is dead: -2, or kMIDIServerStartErr.
    /// </summary>
    /// <param name="name">A CFString, borrowed.</param>
    /// <param name="notifyProc">(message, notifyRefCon); the message lives for the call. Null: none.</param>
    /// <param name="notifyRefCon">Handed back.</param>
    /// <param name="outClient">The new client; see <see cref="MidiClientHandle"/>.</param>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIClientCreate(
        nint name, delegate* unmanaged<MIDINotification*, nint, void> notifyProc, nint notifyRefCon, uint* outClient);

    /// <summary>
    /// Not with the last client of a process: the server may leave with it, and no later client of this process then works.
    /// </summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIClientDispose(uint client);

    /// <summary>Every driver looks for its devices anew, and every program's MIDI pauses: only when the user asks for it.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIRestart();
}
