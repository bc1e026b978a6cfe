using System.Runtime.InteropServices;

namespace Conductor.Native.CoreMidi;

/// <summary>
/// Sources and destinations. MIDIServices.h, https://developer.apple.com/documentation/coremidi/midi-services. The lists here leave out
/// what is offline and hold every program's virtual endpoints, the caller's own too; they are right only while the run loop of the first
/// client runs.
/// </summary>
public static unsafe partial class MIDIEndpoint
{
    // MIDIProtocolID
    public const int kMIDIProtocol_1_0 = 1;
    public const int kMIDIProtocol_2_0 = 2;

    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial nuint MIDIGetNumberOfSources();

    /// <summary>0 where there is none of that index.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial uint MIDIGetSource(nuint sourceIndex0);

    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial nuint MIDIGetNumberOfDestinations();

    /// <summary>0 where there is none of that index.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial uint MIDIGetDestination(nuint destIndex0);

    /// <summary>kMIDIObjectNotFound for a virtual one.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIEndpointGetEntity(uint inEndpoint, uint* outEntity);

    /// <summary>A virtual source, which other programs may listen to; gone with the process.</summary>
    /// <param name="client">Whose source.</param>
    /// <param name="name">A CFString, borrowed.</param>
    /// <param name="outSrc">The new source; see <see cref="MidiEndpointHandle"/>.</param>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDISourceCreate(uint client, nint name, uint* outSrc);

    /// <summary>macOS 11.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDISourceCreateWithProtocol(uint client, nint name, int protocol, uint* outSrc);

    /// <summary>A virtual destination, which other programs may send to; gone with the process.</summary>
    /// <param name="client">Whose destination.</param>
    /// <param name="name">A CFString, borrowed.</param>
    /// <param name="readProc">As for <see cref="MIDIPort.MIDIInputPortCreate"/>; srcConnRefCon means nothing.</param>
    /// <param name="refCon">Handed back.</param>
    /// <param name="outDest">The new destination; see <see cref="MidiEndpointHandle"/>.</param>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIDestinationCreate(
        uint client, nint name, delegate* unmanaged<MIDIPacketList*, nint, nint, void> readProc, nint refCon, uint* outDest);

    /// <summary>Only virtual ones, of this process.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIEndpointDispose(uint endpt);

    /// <summary>
    /// What a virtual source sends; not MIDISend. Here time stamp 0 is not "now": give each packet mach_absolute_time(), listeners use it.
    /// </summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIReceived(uint src, MIDIPacketList* pktlist);

    /// <summary>macOS 11.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIReceivedEventList(uint src, MIDIEventList* evtlist);
}
