using Conductor.Native.CoreFoundation;

namespace Conductor.Native.CoreAudio;

/// <summary>CoreAudio itself. https://developer.apple.com/documentation/coreaudio</summary>
public static partial class CoreAudioLibrary
{
    public const string Name = "/System/Library/Frameworks/CoreAudio.framework/CoreAudio";

    public static Framework Framework { get; } = new(Name);

    /// <summary>Loaded by hand, before the virtual volume is asked for: it is what defines that property.</summary>
    public const string AudioToolbox = "/System/Library/Frameworks/AudioToolbox.framework/AudioToolbox";
}
