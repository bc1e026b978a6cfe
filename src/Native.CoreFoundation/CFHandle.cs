using System.Runtime.InteropServices;

namespace Conductor.Native.CoreFoundation;

/// <summary>
/// Owns one reference to any object of CoreFoundation and releases it once, on whatever thread. Keep it in a field or a using for as long
/// as <see cref="Pointer"/> is in use.
/// </summary>
public sealed class CFHandle : SafeHandle
{
    private CFHandle(nint cf)
        : base(invalidHandleValue: 0, ownsHandle: true) => SetHandle(cf);

    /// <summary>Takes over a reference that is ours already: what a Create or Copy function returned. 0 makes an invalid handle.</summary>
    public static CFHandle Owned(nint cf) => new(cf);

    /// <summary>
    /// Keeps alive what was borrowed: the result of a Get function, the argument of a callback. 0 makes an invalid handle.
    /// </summary>
    public static CFHandle Retained(nint cf) => new(cf == 0 ? 0 : CFBase.CFRetain(cf));

    /// <summary>For a call; 0 when closed or invalid.</summary>
    public nint Pointer => IsClosed ? 0 : handle;

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        CFBase.CFRelease(handle);
        return true;
    }
}
