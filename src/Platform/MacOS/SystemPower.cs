using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Conductor.Native.CoreFoundation;
using Conductor.Native.IOKit;
using static Conductor.Native.IOKit.IOPower;

namespace Conductor.Platform.MacOS;

/// <summary>Tells when the computer has woken up, on the main loop's thread. Never keeps it from sleeping: whoever is asked and doesn't answer delays sleep by 30 s, so each question is answered at once.</summary>
[SupportedOSPlatform("macos")]
internal sealed unsafe class SystemPower
{
    private uint _root;

    /// <summary>False where the system does not tell, or has no such call.</summary>
    public bool IsListening => _root != 0;

    public event Action? Woke;

    /// <summary>On the main loop's thread, once; for as long as the process lives.</summary>
    public void Listen()
    {
        var self = GCHandle.ToIntPtr(GCHandle.Alloc(this));
        nint port;
        uint notifier;
        try
        {
            _root = IORegisterForSystemPower(self, &port, &Told, &notifier);
            if (_root == 0) return;
            CFRunLoop.CFRunLoopAddSource(CFRunLoop.CFRunLoopGetCurrent(), IOObject.IONotificationPortGetRunLoopSource(port), CFRunLoop.kCFRunLoopCommonModes);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            _root = 0;   // then CoreMIDI's own notifications must do
        }
    }

    /// <summary>IOServiceInterestCallback.</summary>
    [UnmanagedCallersOnly]
    private static void Told(nint self, uint service, uint message, nint argument)
    {
        if (GCHandle.FromIntPtr(self).Target is not SystemPower power) return;
        if (message is kIOMessageCanSystemSleep or kIOMessageSystemWillSleep) _ = IOAllowPowerChange(power._root, argument);
        else if (message == kIOMessageSystemHasPoweredOn) power.Woke?.Invoke();
    }
}
