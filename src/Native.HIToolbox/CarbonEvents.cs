using System.Runtime.InteropServices;

namespace Conductor.Native.HIToolbox;

/// <summary>
/// The keyboard as Carbon knows it. CarbonEventsCore.h and Events.h, https://developer.apple.com/documentation/carbon.
/// </summary>
public static partial class CarbonEvents
{
    /// <summary>Which kind of keyboard was last typed on, for UCKeyTranslate.</summary>
    [LibraryImport(HIToolboxLibrary.Name)]
    public static partial byte LMGetKbdType();

    /// <summary>Boolean: some program keeps keys to itself, as password fields do.</summary>
    [LibraryImport(HIToolboxLibrary.Name)]
    public static partial byte IsSecureEventInputEnabled();
}
