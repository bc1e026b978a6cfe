using System.Runtime.InteropServices;

namespace Conductor.Native.HIToolbox;

/// <summary>
/// Keyboard layouts. TextInputSources.h, https://developer.apple.com/documentation/carbon. On the main thread alone: anywhere else the
/// system ends the process, though not every time.
/// </summary>
public static partial class TextInputSources
{
    /// <summary>
    /// A CFString, borrowed for ever: the key of a CFData that holds a UCKeyboardLayout. Some input methods have none.
    /// </summary>
    public static nint kTISPropertyUnicodeKeyLayoutData => HIToolboxLibrary.Value(ref field);

    /// <summary>A CFString, borrowed for ever: what the distributed notification center says when the user changes the layout.</summary>
    public static nint kTISNotifySelectedKeyboardInputSourceChanged => HIToolboxLibrary.Value(ref field);

    /// <summary>+1.</summary>
    [LibraryImport(HIToolboxLibrary.Name)]
    public static partial nint TISCopyCurrentKeyboardLayoutInputSource();

    /// <summary>+1; always has a layout.</summary>
    [LibraryImport(HIToolboxLibrary.Name)]
    public static partial nint TISCopyCurrentASCIICapableKeyboardLayoutInputSource();

    /// <summary>Borrowed from the source; 0 where it has none.</summary>
    [LibraryImport(HIToolboxLibrary.Name)]
    public static partial nint TISGetInputSourceProperty(nint inputSource, nint propertyKey);
}
