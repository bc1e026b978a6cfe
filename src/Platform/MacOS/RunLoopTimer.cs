using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Conductor.Native.CoreFoundation;
using static Conductor.Native.CoreFoundation.CFRunLoop;

namespace Conductor.Platform.MacOS;

/// <summary>Calls once, some time later, on the main loop's thread; all of it belongs to that thread.</summary>
[SupportedOSPlatform("macos")]
internal sealed unsafe class RunLoopTimer(Action elapsed) : IDisposable
{
    private GCHandle _self;
    private nint _timer;

    /// <summary>Begins anew; an earlier start no longer counts.</summary>
    public void Start(TimeSpan delay)
    {
        Dispose();
        _self = GCHandle.Alloc(this);
        var context = new CFRunLoopTimerContext { info = GCHandle.ToIntPtr(_self) };
        _timer = CFRunLoopTimerCreate(0, CFDate.CFAbsoluteTimeGetCurrent() + delay.TotalSeconds, 0, 0, 0, &Elapsed, &context);
        CFRunLoopAddTimer(CFRunLoopGetCurrent(), _timer, CFRunLoop.kCFRunLoopCommonModes);
    }

    public void Dispose()
    {
        if (_timer == 0) return;
        CFRunLoopTimerInvalidate(_timer);
        CFBase.CFRelease(_timer);
        _timer = 0;
        _self.Free();
    }

    [UnmanagedCallersOnly]
    private static void Elapsed(nint timer, nint info)
    {
        var self = (RunLoopTimer)GCHandle.FromIntPtr(info).Target!;
        self.Dispose();
        self.Call();
    }

    private void Call() => elapsed();
}
