using System.Runtime.InteropServices;
using Conductor.Native.CoreFoundation;

namespace Conductor.Native.CoreMidi;

/// <summary>
/// Properties, which every object has: devices, entities, endpoints. MIDIServices.h,
/// https://developer.apple.com/documentation/coremidi/midi-services. Whatever a Get function hands out here is +1, in spite of its name.
/// kMIDIUnknownProperty where the object has none of that name.
/// </summary>
public static unsafe partial class MIDIObject
{
    // MIDIObjectType
    public const int kMIDIObjectType_Other = -1;
    public const int kMIDIObjectType_Device = 0;
    public const int kMIDIObjectType_Entity = 1;
    public const int kMIDIObjectType_Source = 2;
    public const int kMIDIObjectType_Destination = 3;
    public const int kMIDIObjectType_ExternalDevice = 0x10;
    public const int kMIDIObjectType_ExternalEntity = 0x11;
    public const int kMIDIObjectType_ExternalSource = 0x12;
    public const int kMIDIObjectType_ExternalDestination = 0x13;

    /// <summary>The text of a property, copied; null where the object has none. Throws for every other refusal.</summary>
    public static string? GetString(uint obj, nint property)
    {
        nint text;
        var status = MIDIObjectGetStringProperty(obj, property, &text);
        if (status == CoreMidiError.kMIDIUnknownProperty)
            return null;

        CoreMidiError.Check(status, nameof(MIDIObjectGetStringProperty));
        return CFString.Take(text);
    }

    /// <summary>The number of a property; null where the object has none. Throws for every other refusal.</summary>
    public static int? GetInteger(uint obj, nint property)
    {
        int value;
        var status = MIDIObjectGetIntegerProperty(obj, property, &value);
        if (status == CoreMidiError.kMIDIUnknownProperty)
            return null;

        CoreMidiError.Check(status, nameof(MIDIObjectGetIntegerProperty));
        return value;
    }

    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIObjectGetIntegerProperty(uint obj, nint propertyID, int* outValue);

    /// <summary>kMIDIIDNotUnique where another object has that kMIDIPropertyUniqueID.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIObjectSetIntegerProperty(uint obj, nint propertyID, int value);

    /// <summary>A CFString, +1.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIObjectGetStringProperty(uint obj, nint propertyID, nint* str);

    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIObjectSetStringProperty(uint obj, nint propertyID, nint str);

    /// <summary>A CFData, +1.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIObjectGetDataProperty(uint obj, nint propertyID, nint* outData);

    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIObjectSetDataProperty(uint obj, nint propertyID, nint data);

    /// <summary>A CFDictionary, +1.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIObjectGetDictionaryProperty(uint obj, nint propertyID, nint* outDict);

    /// <summary>All of them: a CFDictionary, +1.</summary>
    /// <param name="obj">Whose.</param>
    /// <param name="outProperties">The dictionary.</param>
    /// <param name="deep">Boolean: 1 for a device's entities and an entity's endpoints as well.</param>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIObjectGetProperties(uint obj, nint* outProperties, byte deep);

    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIObjectRemoveProperty(uint obj, nint propertyID);

    /// <summary>kMIDIObjectNotFound where there is none, or none any more.</summary>
    [LibraryImport(CoreMidiLibrary.Name)]
    public static partial int MIDIObjectFindByUniqueID(int inUniqueID, uint* outObject, int* outObjectType);
}
