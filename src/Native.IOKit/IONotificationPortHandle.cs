using System.Runtime.InteropServices;

namespace Conductor.Native.IOKit;

/// <summary>
/// Owns a notification port and destroys it once. Dispose it by hand, on the thread whose run loop hears it: left to the finalizer, it
/// would go under that loop's hands.
/// </summary>
public sealed class IONotificationPortHandle : SafeHandle
{
    private IONotificationPortHandle(nint port)
        : base(invalidHandleValue: 0, ownsHandle: true) => SetHandle(port);

    /// <summary>Takes over a port that is ours already.</summary>
    public static IONotificationPortHandle Owned(nint port) => new(port);

    /// <summary>A CFRunLoopSource, borrowed from the port; 0 when closed.</summary>
    public nint RunLoopSource => IsClosed ? 0 : IOObject.IONotificationPortGetRunLoopSource(handle);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        IOObject.IONotificationPortDestroy(handle);
        return true;
    }
}
