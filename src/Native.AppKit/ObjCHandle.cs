using System.Runtime.InteropServices;

namespace Conductor.Native.AppKit;

/// <summary>
/// Owns one reference to an object of Objective-C and releases it once. What belongs to the main thread is disposed of there by hand; left
/// to the finalizer, it would go on the finalizer's.
/// </summary>
public sealed class ObjCHandle : SafeHandle
{
    private ObjCHandle(nint obj)
        : base(invalidHandleValue: 0, ownsHandle: true) => SetHandle(obj);

    /// <summary>Takes over a reference that is ours already: what alloc, init, new or copy returned.</summary>
    public static ObjCHandle Owned(nint obj) => new(obj);

    /// <summary>Keeps alive what every other message returned.</summary>
    public static ObjCHandle Retained(nint obj) => new(ObjC.objc_retain(obj));

    /// <summary>For a call; 0, to which every message is nothing, when closed.</summary>
    public nint Pointer => IsClosed ? 0 : handle;

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        ObjC.objc_release(handle);
        return true;
    }
}
