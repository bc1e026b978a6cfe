using Conductor.Native.CoreFoundation;

namespace Conductor.Native.HIToolbox;

/// <summary>
/// CoreServices, which hands on what CarbonCore inside of it exports. https://developer.apple.com/documentation/coreservices
/// </summary>
public static partial class CoreServicesLibrary
{
    public const string Name = "/System/Library/Frameworks/CoreServices.framework/CoreServices";

    public static Framework Framework { get; } = new(Name);
}
