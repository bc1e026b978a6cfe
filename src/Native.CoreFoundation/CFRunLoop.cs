using System.Runtime.InteropServices;

namespace Conductor.Native.CoreFoundation;

/// <summary>Version 0 of a source: signalled by hand, not by a port. Copied by CFRunLoopSourceCreate.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct CFRunLoopSourceContext
{
    /// <summary>0.</summary>
    public nint version;

    /// <summary>The argument of every callback here.</summary>
    public nint info;
    public delegate* unmanaged<nint, nint> retain;
    public delegate* unmanaged<nint, void> release;
    public delegate* unmanaged<nint, nint> copyDescription;
    public delegate* unmanaged<nint, nint, byte> equal;
    public delegate* unmanaged<nint, nuint> hash;

    /// <summary>(info, loop, mode): the source was added.</summary>
    public delegate* unmanaged<nint, nint, nint, void> schedule;

    /// <summary>(info, loop, mode): the source was removed.</summary>
    public delegate* unmanaged<nint, nint, nint, void> cancel;

    /// <summary>Runs on the loop's thread after a signal.</summary>
    public delegate* unmanaged<nint, void> perform;
}

/// <summary>Copied by CFRunLoopTimerCreate.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct CFRunLoopTimerContext
{
    /// <summary>0.</summary>
    public nint version;
    public nint info;
    public delegate* unmanaged<nint, nint> retain;
    public delegate* unmanaged<nint, void> release;
    public delegate* unmanaged<nint, nint> copyDescription;
}

/// <summary>
/// One loop per thread. CFRunLoop.h, https://developer.apple.com/documentation/corefoundation/cfrunloop.
/// </summary>
public static unsafe partial class CFRunLoop
{
    // CFRunLoopRunResult
    public const int kCFRunLoopRunFinished = 1;
    public const int kCFRunLoopRunStopped = 2;
    public const int kCFRunLoopRunTimedOut = 3;
    public const int kCFRunLoopRunHandledSource = 4;

    /// <summary>A CFString, borrowed for ever.</summary>
    public static nint kCFRunLoopDefaultMode => CoreFoundationLibrary.Value(ref field);

    /// <summary>A CFString, borrowed for ever: for adding to all the common modes, not for running in.</summary>
    public static nint kCFRunLoopCommonModes => CoreFoundationLibrary.Value(ref field);

    /// <summary>Foundation's word for <see cref="kCFRunLoopDefaultMode"/>; an NSString, borrowed for ever.</summary>
    public static nint NSDefaultRunLoopMode => CoreFoundationLibrary.Value(ref field);

    /// <summary>The calling thread's; borrowed, lives as long as the thread.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFRunLoopGetCurrent();

    /// <summary>The main thread's; borrowed, for ever. Any thread may ask.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFRunLoopGetMain();

    /// <summary>Runs the calling thread's loop until it is stopped; returns at once where it has neither a source nor a timer.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial void CFRunLoopRun();

    /// <summary>Returns one of kCFRunLoopRun….</summary>
    /// <param name="mode">A mode, not kCFRunLoopCommonModes.</param>
    /// <param name="seconds">At most; 0: what is due, without waiting.</param>
    /// <param name="returnAfterSourceHandled">Boolean: 1 to return after the first source.</param>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial int CFRunLoopRunInMode(nint mode, double seconds, byte returnAfterSourceHandled);

    /// <summary>Any thread.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial void CFRunLoopStop(nint rl);

    /// <summary>Any thread; the loop looks at its signalled sources.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial void CFRunLoopWakeUp(nint rl);

    /// <summary>Boolean: 1 while it sleeps. Any thread.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial byte CFRunLoopIsWaiting(nint rl);

    /// <summary>+1.</summary>
    /// <param name="allocator">0.</param>
    /// <param name="order">Lower ones perform first.</param>
    /// <param name="context">Copied.</param>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFRunLoopSourceCreate(nint allocator, nint order, CFRunLoopSourceContext* context);

    /// <summary>
    /// Any thread. Signals that come before the loop looks are one; a sleeping loop needs <see cref="CFRunLoopWakeUp"/> too.
    /// </summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial void CFRunLoopSourceSignal(nint source);

    /// <summary>Takes it out of every loop for good. It must still be released.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial void CFRunLoopSourceInvalidate(nint source);

    /// <summary>The loop retains the source.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial void CFRunLoopAddSource(nint rl, nint source, nint mode);

    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial void CFRunLoopRemoveSource(nint rl, nint source, nint mode);

    /// <summary>+1.</summary>
    /// <param name="allocator">0.</param>
    /// <param name="fireDate">As <see cref="CFDate.CFAbsoluteTimeGetCurrent"/> counts.</param>
    /// <param name="interval">Seconds; 0: once.</param>
    /// <param name="flags">0.</param>
    /// <param name="order">Lower ones fire first.</param>
    /// <param name="callout">(timer, info) on the loop's thread.</param>
    /// <param name="context">Copied.</param>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial nint CFRunLoopTimerCreate(
        nint allocator, double fireDate, double interval, nuint flags, nint order, delegate* unmanaged<nint, nint, void> callout,
        CFRunLoopTimerContext* context);

    /// <summary>The loop retains the timer.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial void CFRunLoopAddTimer(nint rl, nint timer, nint mode);

    /// <summary>It never fires again. It must still be released.</summary>
    [LibraryImport(CoreFoundationLibrary.Name)]
    public static partial void CFRunLoopTimerInvalidate(nint timer);
}
