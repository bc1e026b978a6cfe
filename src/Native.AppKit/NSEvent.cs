namespace Conductor.Native.AppKit;

/// <summary>
/// The keys above the letters: volume, brightness, playback. NSEvent.h and IOKit's ev_keymap.h,
/// https://developer.apple.com/documentation/appkit/nsevent. Nothing but an NSEvent of this kind presses them; posted as its CGEvent, on
/// the main thread.
/// </summary>
public static class NSEvent
{
    // NSEventType
    public const long NSEventTypeSystemDefined = 14;
    public const long NSEventTypeApplicationDefined = 15;

    /// <summary>The subtype of those keys; data1 is key &lt;&lt; 16 | (down ? 0xA : 0xB) &lt;&lt; 8 and data2 is -1.</summary>
    public const short NX_SUBTYPE_AUX_CONTROL_BUTTONS = 8;

    public const int NX_KEYTYPE_SOUND_UP = 0;
    public const int NX_KEYTYPE_SOUND_DOWN = 1;
    public const int NX_KEYTYPE_BRIGHTNESS_UP = 2;
    public const int NX_KEYTYPE_BRIGHTNESS_DOWN = 3;
    public const int NX_KEYTYPE_MUTE = 7;
    public const int NX_KEYTYPE_EJECT = 14;
    public const int NX_KEYTYPE_PLAY = 16;
    public const int NX_KEYTYPE_NEXT = 17;
    public const int NX_KEYTYPE_PREVIOUS = 18;
    public const int NX_KEYTYPE_FAST = 19;
    public const int NX_KEYTYPE_REWIND = 20;
    public const int NX_KEYTYPE_ILLUMINATION_UP = 21;
    public const int NX_KEYTYPE_ILLUMINATION_DOWN = 22;
}
