using System.Runtime.InteropServices;

namespace Conductor.Native.CoreFoundation;

/// <summary>
/// Notices between programs. CFNotificationCenter.h, https://developer.apple.com/documentation/corefoundation/cfnotificationcenter.
/// </summary>
public static unsafe partial class CFNotificationCenter
{
    // CFNotificationSuspensionBehavior, a CFIndex
    public const nint CFNotificationSuspensionBehaviorDrop = 1;
    public const nint CFNotificationSuspensionBehaviorCoalesce = 2;
    public const nint CFNotificationSuspensionBehaviorHold = 3;
    public const nint CFNotificationSuspensionBehaviorDeliverImmediately = 4;

    /// <summary>Borrowed, for ever. Its notices arrive on the main thread's run loop.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFNotificationCenterGetDistributedCenter();

    /// <param name="center">From <see cref="CFNotificationCenterGetDistributedCenter"/>.</param>
    /// <param name="observer">Any number but 0; the callback gets it back and removing asks for it.</param>
    /// <param name="callBack">(center, observer, name, object, userInfo); all but the observer are borrowed for the call.</param>
    /// <param name="name">A CFString; 0: every name.</param>
    /// <param name="object">Distributed: a CFString; 0: every sender.</param>
    /// <param name="suspensionBehavior">What happens while this program is suspended.</param>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial void CFNotificationCenterAddObserver(
        nint center, nint observer, delegate* unmanaged<nint, nint, nint, nint, nint, void> callBack, nint name, nint @object,
        nint suspensionBehavior);

    /// <summary>0 as name and object: all that this observer asked for.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial void CFNotificationCenterRemoveObserver(nint center, nint observer, nint name, nint @object);
}
