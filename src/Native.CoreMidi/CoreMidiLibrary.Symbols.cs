namespace Conductor.Native.CoreMidi;

public static partial class CoreMidiLibrary
{
    /// <summary>Every function and variable that is asked of this library here, for looking them up without a call.</summary>
    public static IReadOnlyList<string> Symbols =>
    [
        "MIDIClientCreate", "MIDIClientDispose", "MIDIDestinationCreate", "MIDIDeviceGetEntity", "MIDIDeviceGetNumberOfEntities",
        "MIDIEndpointDispose", "MIDIEndpointGetEntity", "MIDIEntityGetDestination", "MIDIEntityGetDevice",
        "MIDIEntityGetNumberOfDestinations", "MIDIEntityGetNumberOfSources", "MIDIEntityGetSource", "MIDIEventListAdd", "MIDIEventListInit",
        "MIDIFlushOutput", "MIDIGetDestination", "MIDIGetDevice", "MIDIGetExternalDevice", "MIDIGetNumberOfDestinations",
        "MIDIGetNumberOfDevices", "MIDIGetNumberOfExternalDevices", "MIDIGetNumberOfSources", "MIDIGetSource", "MIDIInputPortCreate",
        "MIDIObjectFindByUniqueID", "MIDIObjectGetDataProperty", "MIDIObjectGetDictionaryProperty", "MIDIObjectGetIntegerProperty",
        "MIDIObjectGetProperties", "MIDIObjectGetStringProperty", "MIDIObjectRemoveProperty", "MIDIObjectSetDataProperty",
        "MIDIObjectSetIntegerProperty", "MIDIObjectSetStringProperty", "MIDIOutputPortCreate", "MIDIPacketListAdd", "MIDIPacketListInit",
        "MIDIPortConnectSource", "MIDIPortDisconnectSource", "MIDIPortDispose", "MIDIReceived", "MIDIReceivedEventList", "MIDIRestart",
        "MIDISend", "MIDISendEventList", "MIDISendSysex", "MIDISourceCreate", "MIDISourceCreateWithProtocol",
        "kMIDIPropertyAdvanceScheduleTimeMuSec", "kMIDIPropertyConnectionUniqueID", "kMIDIPropertyDeviceID", "kMIDIPropertyDisplayName",
        "kMIDIPropertyDriverOwner", "kMIDIPropertyDriverVersion", "kMIDIPropertyIsEmbeddedEntity", "kMIDIPropertyManufacturer",
        "kMIDIPropertyMaxSysExSpeed", "kMIDIPropertyModel", "kMIDIPropertyName", "kMIDIPropertyOffline", "kMIDIPropertyPrivate",
        "kMIDIPropertyProtocolID", "kMIDIPropertyReceiveChannels", "kMIDIPropertyTransmitChannels", "kMIDIPropertyUniqueID",
    ];
}
