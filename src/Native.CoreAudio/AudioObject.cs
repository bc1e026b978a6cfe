using System.Runtime.InteropServices;

namespace Conductor.Native.CoreAudio;

/// <summary>Which property of an object; three four-letter words.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct AudioObjectPropertyAddress
{
    public uint mSelector;
    public uint mScope;
    public uint mElement;
}

/// <summary>
/// Devices and their properties. AudioHardwareBase.h, AudioHardware.h and (virtual volume) AudioToolbox's AudioHardwareService.h,
/// https://developer.apple.com/documentation/coreaudio/audio-objects. Any thread. An object's number goes stale when its device goes.
/// </summary>
public static unsafe partial class AudioObject
{
    public const uint kAudioObjectUnknown = 0;

    /// <summary>Owns the hardware's own properties.</summary>
    public const uint kAudioObjectSystemObject = 1;

    // AudioObjectPropertyScope
    public const uint kAudioObjectPropertyScopeGlobal = 'g' << 24 | 'l' << 16 | 'o' << 8 | 'b';
    public const uint kAudioObjectPropertyScopeInput = 'i' << 24 | 'n' << 16 | 'p' << 8 | 't';
    public const uint kAudioObjectPropertyScopeOutput = 'o' << 24 | 'u' << 16 | 't' << 8 | 'p';

    /// <summary>All channels; the first of them is 1.</summary>
    public const uint kAudioObjectPropertyElementMain = 0;

    /// <summary>UInt32: an AudioObjectID. Of the system object, scope global.</summary>
    public const uint kAudioHardwarePropertyDefaultOutputDevice = 'd' << 24 | 'O' << 16 | 'u' << 8 | 't';

    /// <summary>Float32 from 0 to 1: what the volume keys turn. Not every device has one.</summary>
    public const uint kAudioHardwareServiceDeviceProperty_VirtualMainVolume = 'v' << 24 | 'm' << 16 | 'v' << 8 | 'c';

    /// <summary>Float32 from 0 to 1, of one element.</summary>
    public const uint kAudioDevicePropertyVolumeScalar = 'v' << 24 | 'o' << 16 | 'l' << 8 | 'm';

    /// <summary>UInt32: 1 is silent.</summary>
    public const uint kAudioDevicePropertyMute = 'm' << 24 | 'u' << 16 | 't' << 8 | 'e';

    /// <summary>Two UInt32: the elements of left and right.</summary>
    public const uint kAudioDevicePropertyPreferredChannelsForStereo = 'd' << 24 | 'c' << 16 | 'h' << 8 | '2';

    /// <param name="inObjectID">Whose.</param>
    /// <param name="inAddress">Which.</param>
    /// <param name="inQualifierDataSize">0.</param>
    /// <param name="inQualifierData">Null.</param>
    /// <param name="ioDataSize">In: the bytes at outData; out: how many of them were written.</param>
    /// <param name="outData">What the property's type says.</param>
    [LibraryImport(CoreAudioLibrary.Name)]
    public static partial int AudioObjectGetPropertyData(
        uint inObjectID, AudioObjectPropertyAddress* inAddress, uint inQualifierDataSize, void* inQualifierData, uint* ioDataSize,
        void* outData);

    /// <summary>May take effect later.</summary>
    [LibraryImport(CoreAudioLibrary.Name)]
    public static partial int AudioObjectSetPropertyData(
        uint inObjectID, AudioObjectPropertyAddress* inAddress, uint inQualifierDataSize, void* inQualifierData, uint inDataSize,
        void* inData);

    /// <summary>Boolean.</summary>
    [LibraryImport(CoreAudioLibrary.Name)]
    public static partial byte AudioObjectHasProperty(uint inObjectID, AudioObjectPropertyAddress* inAddress);

    /// <param name="inObjectID">Whose.</param>
    /// <param name="inAddress">Which.</param>
    /// <param name="outIsSettable">Boolean, one byte.</param>
    [LibraryImport(CoreAudioLibrary.Name)]
    public static partial int AudioObjectIsPropertySettable(uint inObjectID, AudioObjectPropertyAddress* inAddress, byte* outIsSettable);

    [LibraryImport(CoreAudioLibrary.Name)]
    public static partial int AudioObjectGetPropertyDataSize(
        uint inObjectID, AudioObjectPropertyAddress* inAddress, uint inQualifierDataSize, void* inQualifierData, uint* outDataSize);

    /// <param name="inObjectID">Whose.</param>
    /// <param name="inAddress">Which.</param>
    /// <param name="inListener">(object, how many addresses, addresses, client data) on a thread of CoreAudio's; returns 0.</param>
    /// <param name="inClientData">Handed back, and asked for when the listener is removed.</param>
    [LibraryImport(CoreAudioLibrary.Name)]
    public static partial int AudioObjectAddPropertyListener(
        uint inObjectID, AudioObjectPropertyAddress* inAddress,
        delegate* unmanaged<uint, uint, AudioObjectPropertyAddress*, nint, int> inListener, nint inClientData);

    /// <summary>With the same four arguments.</summary>
    [LibraryImport(CoreAudioLibrary.Name)]
    public static partial int AudioObjectRemovePropertyListener(
        uint inObjectID, AudioObjectPropertyAddress* inAddress,
        delegate* unmanaged<uint, uint, AudioObjectPropertyAddress*, nint, int> inListener, nint inClientData);
}
