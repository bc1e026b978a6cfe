using System.Runtime.Versioning;
using Conductor.Native.CoreFoundation;
using Conductor.Native.CoreGraphics;

namespace Conductor.Platform.MacOS;

/// <summary>The desktop session we run in.</summary>
[SupportedOSPlatform("macos")]
internal static class MacSession
{
    /// <summary>Whether there is one: none by ssh, nor in a service outside it (observed; the header promises null only without a window server).</summary>
    public static bool Exists
    {
        get
        {
            using var session = CFHandle.Owned(Copy());
            return !session.IsInvalid;
        }
    }

    /// <summary>The process that keeps the keyboard to itself (a password field), or null. The key is not documented by Apple; it is absent where nobody does.</summary>
    public static int? HolderOfSecureInput
    {
        get
        {
            using var session = CFHandle.Owned(Copy());
            return !session.IsInvalid && CFNumber.Read(CFDictionary.Get(session.Pointer, CGSession.kCGSSessionSecureInputPID)) is > 0 and var pid ? (int)pid : null;
        }
    }

    private static nint Copy()
    {
        try
        {
            return CGSession.CGSessionCopyCurrentDictionary();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return 0;
        }
    }
}
