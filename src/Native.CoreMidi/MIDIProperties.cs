namespace Conductor.Native.CoreMidi;

/// <summary>
/// Names of properties: CFStrings, borrowed for ever. MIDIServices.h,
/// https://developer.apple.com/documentation/coremidi/midi-objects-and-properties. Their text is the system's own affair.
/// <see cref="EntryPointNotFoundException"/> for one that this macOS does not know.
/// </summary>
public static class MIDIProperties
{
    /// <summary>String.</summary>
    public static nint kMIDIPropertyName => CoreMidiLibrary.Value(ref field);

    /// <summary>String: device and port in one, as other programs show it and as the user may have renamed it.</summary>
    public static nint kMIDIPropertyDisplayName => CoreMidiLibrary.Value(ref field);

    /// <summary>String.</summary>
    public static nint kMIDIPropertyManufacturer => CoreMidiLibrary.Value(ref field);

    /// <summary>String.</summary>
    public static nint kMIDIPropertyModel => CoreMidiLibrary.Value(ref field);

    /// <summary>Integer, never 0: what the system knows an object by.</summary>
    public static nint kMIDIPropertyUniqueID => CoreMidiLibrary.Value(ref field);

    /// <summary>Integer: the device id of SysEx, 0 to 126.</summary>
    public static nint kMIDIPropertyDeviceID => CoreMidiLibrary.Value(ref field);

    /// <summary>Integer: 1 while it is not there.</summary>
    public static nint kMIDIPropertyOffline => CoreMidiLibrary.Value(ref field);

    /// <summary>Integer: 1 where it shall not be shown to the user.</summary>
    public static nint kMIDIPropertyPrivate => CoreMidiLibrary.Value(ref field);

    /// <summary>String.</summary>
    public static nint kMIDIPropertyDriverOwner => CoreMidiLibrary.Value(ref field);

    /// <summary>Integer.</summary>
    public static nint kMIDIPropertyDriverVersion => CoreMidiLibrary.Value(ref field);

    /// <summary>Integer: bytes per second; 3125 is MIDI's own speed.</summary>
    public static nint kMIDIPropertyMaxSysExSpeed => CoreMidiLibrary.Value(ref field);

    /// <summary>Integer: how many microseconds ahead it wants what is sent; 0: at its time.</summary>
    public static nint kMIDIPropertyAdvanceScheduleTimeMuSec => CoreMidiLibrary.Value(ref field);

    /// <summary>Integer: 1 for the inner side of a device, where nothing can be plugged in.</summary>
    public static nint kMIDIPropertyIsEmbeddedEntity => CoreMidiLibrary.Value(ref field);

    /// <summary>Integer, or data of big-endian ones: the unique ids of what is connected outside.</summary>
    public static nint kMIDIPropertyConnectionUniqueID => CoreMidiLibrary.Value(ref field);

    /// <summary>Integer: a MIDIProtocolID. macOS 11.</summary>
    public static nint kMIDIPropertyProtocolID => CoreMidiLibrary.Value(ref field);

    /// <summary>Integer: bit n set for channel n + 1.</summary>
    public static nint kMIDIPropertyReceiveChannels => CoreMidiLibrary.Value(ref field);

    /// <summary>Integer: bit n set for channel n + 1.</summary>
    public static nint kMIDIPropertyTransmitChannels => CoreMidiLibrary.Value(ref field);
}
