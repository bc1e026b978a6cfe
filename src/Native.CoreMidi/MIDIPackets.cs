using System.Runtime.InteropServices;

namespace Conductor.Native.CoreMidi;

/// <summary>pragma pack(4). As long as its data: 10 bytes and <see cref="length"/> more, be that fewer than 256 or more.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public unsafe struct MIDIPacket
{
    /// <summary>Units of mach_absolute_time; 0 occurs and is now.</summary>
    public ulong timeStamp;
    public ushort length;
    public fixed byte data[256];
}

/// <summary>The first of <see cref="numPackets"/> packets; <see cref="PacketListReader"/> finds the others.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct MIDIPacketList
{
    public uint numPackets;
    public MIDIPacket packet;
}

/// <summary>SysEx that CoreMIDI sends in the background.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct MIDISysexSendRequest
{
    public uint destination;

    /// <summary>CoreMIDI moves it on as it sends.</summary>
    public byte* data;

    /// <summary>Counts down.</summary>
    public uint bytesToSend;

    /// <summary>Boolean: 1 when all is sent; setting it ends the sending.</summary>
    public byte complete;
    public fixed byte reserved[3];

    /// <summary>(request) on a thread of CoreMIDI's. Null: none.</summary>
    public delegate* unmanaged<MIDISysexSendRequest*, void> completionProc;
    public nint completionRefCon;
}

/// <summary>
/// Writing lists of packets. MIDIServices.h, https://developer.apple.com/documentation/coremidi/midi-services. Both functions lay the list
/// out as this processor wants it.
/// </summary>
public static unsafe partial class MIDIPackets
{
    /// <summary>Bytes that a list may have at most.</summary>
    public const int MaximumListSize = 65536;

    /// <summary>Returns where the first packet goes.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial MIDIPacket* MIDIPacketListInit(MIDIPacketList* pktlist);

    /// <summary>
    /// Returns where the next packet goes; null where there is no room, and the list is as it was. 14 bytes and the data are room enough
    /// for one, and up to 3 more for each further one.
    /// </summary>
    /// <param name="pktlist">Begun with <see cref="MIDIPacketListInit"/>.</param>
    /// <param name="listSize">
    /// The bytes that the memory at <paramref name="pktlist"/> really has: CoreMIDI writes as far as this allows.
    /// </param>
    /// <param name="curPacket">What the last call returned.</param>
    /// <param name="time">Units of mach_absolute_time.</param>
    /// <param name="nData">Bytes.</param>
    /// <param name="data">Whole messages, or a piece of one SysEx and nothing else; no running status.</param>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial MIDIPacket* MIDIPacketListAdd(
        MIDIPacketList* pktlist, nuint listSize, MIDIPacket* curPacket, ulong time, nuint nData, byte* data);
}
