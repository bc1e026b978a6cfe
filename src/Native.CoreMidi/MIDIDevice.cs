using System.Runtime.InteropServices;

namespace Conductor.Native.CoreMidi;

/// <summary>
/// Devices and their entities. MIDIServices.h, https://developer.apple.com/documentation/coremidi/midi-services. Unlike the lists of
/// <see cref="MIDIEndpoint"/> these hold what is offline and leave out virtual endpoints. A number that is 0 stands for none.
/// </summary>
public static unsafe partial class MIDIDevice
{
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial nuint MIDIGetNumberOfDevices();

    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial uint MIDIGetDevice(nuint deviceIndex0);

    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial nuint MIDIDeviceGetNumberOfEntities(uint device);

    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial uint MIDIDeviceGetEntity(uint device, nuint entityIndex0);

    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial nuint MIDIEntityGetNumberOfSources(uint entity);

    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial uint MIDIEntityGetSource(uint entity, nuint sourceIndex0);

    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial nuint MIDIEntityGetNumberOfDestinations(uint entity);

    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial uint MIDIEntityGetDestination(uint entity, nuint destIndex0);

    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIEntityGetDevice(uint inEntity, uint* outDevice);

    /// <summary>What the user drew in Audio MIDI Setup; nothing that the computer could see.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial nuint MIDIGetNumberOfExternalDevices();

    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial uint MIDIGetExternalDevice(nuint deviceIndex0);
}
