using System.Runtime.InteropServices;

namespace Conductor.Native.CoreMidi;

/// <summary>pragma pack(4). As long as its words: 12 bytes and 4 for each.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public unsafe struct MIDIEventPacket
{
    /// <summary>Units of mach_absolute_time; 0 occurs and is now.</summary>
    public ulong timeStamp;
    public uint wordCount;
    public fixed uint words[64];
}

/// <summary>The first of <see cref="numPackets"/> packets; <see cref="EventListReader"/> finds the others.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct MIDIEventList
{
    /// <summary>MIDIProtocolID.</summary>
    public int protocol;
    public uint numPackets;
    public MIDIEventPacket packet;
}

/// <summary>
/// Writing lists of Universal MIDI Packets. MIDIServices.h, https://developer.apple.com/documentation/coremidi/midi-services. macOS 11.
/// </summary>
public static unsafe partial class MIDIEvents
{
    /// <summary>Returns where the first packet goes.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial MIDIEventPacket* MIDIEventListInit(MIDIEventList* evtlist, int protocol);

    /// <summary>Returns where the next packet goes; null where there is no room, and the list is as it was.</summary>
    /// <param name="evtlist">Begun with <see cref="MIDIEventListInit"/>.</param>
    /// <param name="listSize">
    /// The bytes that the memory at <paramref name="evtlist"/> really has: CoreMIDI writes as far as this allows.
    /// </param>
    /// <param name="curPacket">What the last call returned.</param>
    /// <param name="time">Units of mach_absolute_time.</param>
    /// <param name="wordCount">Words of 32 bits, though its type is ByteCount.</param>
    /// <param name="words">Whole messages.</param>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial MIDIEventPacket* MIDIEventListAdd(
        MIDIEventList* evtlist, nuint listSize, MIDIEventPacket* curPacket, ulong time, nuint wordCount, uint* words);
}
