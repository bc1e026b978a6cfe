namespace Conductor.Native.HIToolbox;

/// <summary>
/// CoreServices, which hands on what CarbonCore inside of it exports. https://developer.apple.com/documentation/coreservices
/// </summary>
public static class CoreServicesLibrary
{
    public const string Name = "/System/Library/Frameworks/CoreServices.framework/CoreServices";
}
