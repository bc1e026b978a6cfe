using System.Runtime.InteropServices;

namespace Conductor.Native.Libc;

/// <summary>Owns a file descriptor and closes it once. Keep it in a field for as long as <see cref="Number"/> is in use.</summary>
public sealed class Descriptor : SafeHandle
{
    public Descriptor(int number)
        : base(invalidHandleValue: -1, ownsHandle: true) => SetHandle(number);

    /// <summary>The number for a call, or -1 when closed.</summary>
    public int Number => IsClosed ? -1 : (int)handle;

    public override bool IsInvalid => handle < 0;

    protected override bool ReleaseHandle() => Files.close((int)handle) == 0;
}
