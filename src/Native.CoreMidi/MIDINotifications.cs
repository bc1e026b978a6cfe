using System.Runtime.InteropServices;

namespace Conductor.Native.CoreMidi;

/// <summary>The head that every notification has.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct MIDINotification
{
    public int messageID;

    /// <summary>Bytes, with this head: read no further.</summary>
    public uint messageSize;
}

[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct MIDIObjectAddRemoveNotification
{
    public int messageID;
    public uint messageSize;
    public uint parent;
    public int parentType;

    /// <summary>When it was removed: a number whose properties are gone already, its unique id too.</summary>
    public uint child;
    public int childType;
}

[StructLayout(LayoutKind.Sequential)]
public struct MIDIObjectPropertyChangeNotification
{
    public int messageID;
    public uint messageSize;
    public uint @object;
    public int objectType;

    /// <summary>A CFString, borrowed for the call.</summary>
    public nint propertyName;
}

[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct MIDIIOErrorNotification
{
    public int messageID;
    public uint messageSize;
    public uint driverDevice;
    public int errorCode;
}

/// <summary>
/// MIDINotificationMessageID. MIDIServices.h, https://developer.apple.com/documentation/coremidi/midinotificationmessageid. They come on
/// the run loop of the first client. An unknown one is to be ignored, whatever its number.
/// </summary>
public static class MIDINotifications
{
    /// <summary>Something changed; nothing new for who hears the others, but some setups send this alone.</summary>
    public const int kMIDIMsgSetupChanged = 1;

    /// <summary><see cref="MIDIObjectAddRemoveNotification"/>: one for the device, for each entity and for each endpoint.</summary>
    public const int kMIDIMsgObjectAdded = 2;
    public const int kMIDIMsgObjectRemoved = 3;

    /// <summary><see cref="MIDIObjectPropertyChangeNotification"/>.</summary>
    public const int kMIDIMsgPropertyChanged = 4;
    public const int kMIDIMsgThruConnectionsChanged = 5;
    public const int kMIDIMsgSerialPortOwnerChanged = 6;

    /// <summary><see cref="MIDIIOErrorNotification"/>.</summary>
    public const int kMIDIMsgIOError = 7;

    /// <summary>From here on: the system's own.</summary>
    public const int kMIDIMsgInternalStart = 0x1000;
}
