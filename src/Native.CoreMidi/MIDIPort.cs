using System.Runtime.InteropServices;

namespace Conductor.Native.CoreMidi;

/// <summary>Where a client sends and receives. MIDIServices.h, https://developer.apple.com/documentation/coremidi/midi-services.</summary>
public static unsafe partial class MIDIPort
{
    /// <param name="client">Whose port.</param>
    /// <param name="portName">A CFString, borrowed.</param>
    /// <param name="readProc">
    /// (list, readProcRefCon, srcConnRefCon) on CoreMIDI's own high-priority thread: neither block there nor dispose of a port.
    /// The list lives for the call and its packets are walked with <see cref="PacketListReader"/>.
    /// </param>
    /// <param name="refCon">Handed back.</param>
    /// <param name="outPort">The new port; see <see cref="MidiPortHandle"/>.</param>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIInputPortCreate(
        uint client, nint portName, delegate* unmanaged<MIDIPacketList*, nint, nint, void> readProc, nint refCon, uint* outPort);

    /// <param name="client">Whose port.</param>
    /// <param name="portName">A CFString, borrowed.</param>
    /// <param name="outPort">The new port; see <see cref="MidiPortHandle"/>.</param>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIOutputPortCreate(uint client, nint portName, uint* outPort);

    /// <summary>Never from a read proc.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIPortDispose(uint port);

    /// <param name="port">An input port.</param>
    /// <param name="source">What it shall hear.</param>
    /// <param name="connRefCon">
    /// The read proc's srcConnRefCon for what this source sends: a number of the caller's own, since that of a source may come again.
    /// </param>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIPortConnectSource(uint port, uint source, nint connRefCon);

    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIPortDisconnectSource(uint port, uint source);

    /// <summary>Copies the list. Time stamp 0 is now; later ones are kept and sent in time.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDISend(uint port, uint dest, MIDIPacketList* pktlist);

    /// <summary>macOS 11.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDISendEventList(uint port, uint dest, MIDIEventList* evtlist);

    /// <summary>
    /// Returns at once and sends in the background: request and bytes are native or pinned memory until completionProc, which runs on a
    /// thread of CoreMIDI's.
    /// </summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDISendSysex(MIDISysexSendRequest* request);

    /// <summary>Drops what is kept for later. 0: for every destination.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIFlushOutput(uint dest);
}
