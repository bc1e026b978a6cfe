namespace Conductor.Native.AppKit;

/// <summary>The clipboard. NSPasteboard.h, https://developer.apple.com/documentation/appkit/nspasteboard.</summary>
public static class NSPasteboard
{
    /// <summary>Plain text; an NSString, borrowed for ever.</summary>
    public static nint NSPasteboardTypeString => AppKitLibrary.Value(ref field);
}
