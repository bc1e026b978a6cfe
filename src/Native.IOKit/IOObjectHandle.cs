using System.Runtime.InteropServices;

namespace Conductor.Native.IOKit;

/// <summary>Owns one reference to an object of the registry and releases it once, on whatever thread.</summary>
public sealed class IOObjectHandle : SafeHandle
{
    private IOObjectHandle(uint @object)
        : base(invalidHandleValue: 0, ownsHandle: true) => SetHandle((nint)@object);

    /// <summary>Takes over a reference that is ours already.</summary>
    public static IOObjectHandle Owned(uint @object) => new(@object);

    /// <summary>For a call; 0 when closed.</summary>
    public uint Ref => IsClosed ? 0 : (uint)handle;

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => IOObject.IOObjectRelease((uint)handle) == IOReturn.kIOReturnSuccess;
}
