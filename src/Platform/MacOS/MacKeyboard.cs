using System.Runtime.Versioning;
using Conductor.Core.Actions;
using Conductor.Core.Ports;
using Conductor.Native.CoreFoundation;
using Conductor.Native.CoreGraphics;
using static Conductor.Native.CoreGraphics.CGEvent;
using static Conductor.Native.CoreGraphics.CGEventTypes;

namespace Conductor.Platform.MacOS;

/// <summary>Posts keys where a keyboard's arrive.</summary>
/// <remarks>
/// Every event bears the modifiers that we hold ourselves and no others: without flags of its own it would inherit those that the user happens to hold. It is posted at once, and pressing a modifier
/// needs no pause before the next key, since that key says the modifier, too.
/// </remarks>
[SupportedOSPlatform("macos")]
internal sealed class MacKeyboard : UsKeyboard
{
    private readonly CFHandle _source;
    private ulong _held;   // flags of the modifiers we hold

    /// <summary>On the main loop's thread: the first event of a process may ask for the keyboard's layout, which is that thread's to ask.</summary>
    public MacKeyboard()
    {
        _source = CFHandle.Owned(CGEventSource.CGEventSourceCreate(kCGEventSourceStateCombinedSessionState));
        if (_source.IsInvalid) throw new NativeException(nameof(CGEventSource.CGEventSourceCreate), 0, "null", "keys need a desktop session");
        CGEventSource.CGEventSourceSetLocalEventsSuppressionInterval(_source.Pointer, 0);   // by default the user's own keys are dead for 0.25 s
        CFBase.CFRelease(CGEventCreateKeyboardEvent(_source.Pointer, 0, 0));
    }

    public override bool CanPress(Key key) => MacKeys.Has(key);

    public override void Dispose() => _source.Dispose();

    protected override void Press(Key key)
    {
        _held |= MacKeys.FlagsOfModifier(key);
        Post(key, isDown: 1);
    }

    protected override void Release(Key key)
    {
        _held &= ~MacKeys.FlagsOfModifier(key);
        Post(key, isDown: 0);
    }

    private void Post(Key key, byte isDown)
    {
        var pressed = CGEventCreateKeyboardEvent(_source.Pointer, MacKeys.Code(key), isDown);
        if (pressed == 0) throw new NativeException(nameof(CGEventCreateKeyboardEvent), 0, "null");
        CGEventSetFlags(pressed, Shared(_held) | MacKeys.FlagsOfKey(key) | kCGEventFlagMaskNonCoalesced);
        CGEventPost(kCGHIDEventTap, pressed);
        CFBase.CFRelease(pressed);
    }

    // Of two keys of one modifier (left and right Shift) one may still be down: its side's bit then still says so, and with it the modifier's.
    private static ulong Shared(ulong held) => held | MacKeys.ModifiersOfSides(held);
}
