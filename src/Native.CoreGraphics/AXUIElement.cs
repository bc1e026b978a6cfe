using System.Runtime.InteropServices;

namespace Conductor.Native.CoreGraphics;

/// <summary>
/// Whether the user has granted Accessibility. HIServices' AXUIElement.h,
/// https://developer.apple.com/documentation/applicationservices/axuielement_h. The grant is that of the program responsible for this
/// process (the terminal, in one) and, without a lasting signature, of this very build.
/// </summary>
public static partial class AXUIElement
{
    /// <summary>A CFString, borrowed for ever: the key whose CFBoolean says whether to ask.</summary>
    public static nint kAXTrustedCheckOptionPrompt => ApplicationServicesLibrary.Value(ref field);

    /// <summary>Boolean. Shows nothing. An answer of 1 may be stale.</summary>
    [LibraryImport(ApplicationServicesLibrary.Name)]
    public static partial byte AXIsProcessTrusted();

    /// <summary>Boolean: the state now. A dialog comes later, if the options ask for one and the system thinks fit.</summary>
    /// <param name="options">A CFDictionary, borrowed; 0: none.</param>
    [LibraryImport(ApplicationServicesLibrary.Name)]
    public static partial byte AXIsProcessTrustedWithOptions(nint options);
}
