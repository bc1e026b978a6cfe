namespace Conductor.Native.IOKit;

/// <summary>IOKit itself. https://developer.apple.com/documentation/iokit</summary>
public static class IOKitLibrary
{
    public const string Name = "/System/Library/Frameworks/IOKit.framework/IOKit";
}
