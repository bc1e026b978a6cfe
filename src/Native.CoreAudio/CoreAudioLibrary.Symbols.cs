namespace Conductor.Native.CoreAudio;

public static partial class CoreAudioLibrary
{
    /// <summary>Every function and variable that is asked of this library here, for looking them up without a call.</summary>
    public static IReadOnlyList<string> Symbols =>
    [
        "AudioConvertHostTimeToNanos", "AudioConvertNanosToHostTime", "AudioGetCurrentHostTime", "AudioGetHostClockFrequency",
        "AudioObjectAddPropertyListener", "AudioObjectGetPropertyData", "AudioObjectGetPropertyDataSize", "AudioObjectHasProperty",
        "AudioObjectIsPropertySettable", "AudioObjectRemovePropertyListener", "AudioObjectSetPropertyData",
    ];
}
