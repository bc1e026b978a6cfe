using Conductor.Native.CoreFoundation;

namespace Conductor.Native.IOKit;

/// <summary>IOKit itself. https://developer.apple.com/documentation/iokit</summary>
public static partial class IOKitLibrary
{
    public const string Name = "/System/Library/Frameworks/IOKit.framework/IOKit";

    public static Framework Framework { get; } = new(Name);
}
