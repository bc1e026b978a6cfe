namespace Conductor.Native.CoreGraphics;

public static partial class ApplicationServicesLibrary
{
    /// <summary>Every function and variable that is asked of this library here, for looking them up without a call.</summary>
    public static IReadOnlyList<string> Symbols =>
    [
        "AXIsProcessTrusted", "AXIsProcessTrustedWithOptions", "kAXTrustedCheckOptionPrompt",
    ];
}
