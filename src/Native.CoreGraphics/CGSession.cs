using System.Runtime.InteropServices;

namespace Conductor.Native.CoreGraphics;

/// <summary>The login session. CGSession.h, https://developer.apple.com/documentation/coregraphics/quartz-window-services.</summary>
public static partial class CGSession
{
    // Keys of the dictionary; the header's macros are these texts.
    public const string kCGSessionUserIDKey = "kCGSSessionUserIDKey";
    public const string kCGSessionUserNameKey = "kCGSSessionUserNameKey";

    /// <summary>A CFBoolean: this session has the screen and the keyboard.</summary>
    public const string kCGSessionOnConsoleKey = "kCGSSessionOnConsoleKey";

    /// <summary>In no header: the process that has switched secure input on, a CFNumber; not there while nobody has.</summary>
    public const string kCGSSessionSecureInputPID = "kCGSSessionSecureInputPID";

    /// <summary>In no header: a CFBoolean, there while the screen is locked.</summary>
    public const string CGSSessionScreenIsLocked = "CGSSessionScreenIsLocked";

    /// <summary>A CFDictionary, +1; 0 where the process belongs to no session with a window server (ssh).</summary>
    [LibraryImport(CoreGraphicsLibrary.Name)]
    public static partial nint CGSessionCopyCurrentDictionary();
}
