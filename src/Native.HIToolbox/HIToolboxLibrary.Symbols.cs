namespace Conductor.Native.HIToolbox;

public static partial class HIToolboxLibrary
{
    /// <summary>Every function and variable that is asked of this library here, for looking them up without a call.</summary>
    public static IReadOnlyList<string> Symbols =>
    [
        "IsSecureEventInputEnabled", "LMGetKbdType", "TISCopyCurrentASCIICapableKeyboardLayoutInputSource",
        "TISCopyCurrentKeyboardLayoutInputSource", "TISGetInputSourceProperty", "kTISNotifySelectedKeyboardInputSourceChanged",
        "kTISPropertyUnicodeKeyLayoutData",
    ];
}
