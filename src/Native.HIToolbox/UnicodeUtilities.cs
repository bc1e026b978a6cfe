using System.Runtime.InteropServices;

namespace Conductor.Native.HIToolbox;

/// <summary>
/// From keys to characters. CarbonCore's UnicodeUtilities.h,
/// https://developer.apple.com/documentation/coreservices/1390584-uckeytranslate.
/// </summary>
public static unsafe partial class UnicodeUtilities
{
    // keyAction
    public const ushort kUCKeyActionDown = 0;
    public const ushort kUCKeyActionUp = 1;
    public const ushort kUCKeyActionAutoKey = 2;
    public const ushort kUCKeyActionDisplay = 3;

    /// <summary>A dead key gives its character at once.</summary>
    public const uint kUCKeyTranslateNoDeadKeysMask = 1 << 0;

    // modifierKeyState: the modifiers of Events.h, shifted down by 8
    public const uint ShiftKeyState = 0x02;
    public const uint AlphaLockState = 0x04;
    public const uint OptionKeyState = 0x08;

    /// <summary>UTF-16 units that a key may give, as the header has it.</summary>
    public const int MaximumString = 255;

    /// <summary>A pure function of its arguments: any thread.</summary>
    /// <param name="keyLayoutPtr">The bytes of kTISPropertyUnicodeKeyLayoutData.</param>
    /// <param name="virtualKeyCode">A position on the board.</param>
    /// <param name="keyAction">kUCKeyAction….</param>
    /// <param name="modifierKeyState">One byte.</param>
    /// <param name="keyboardType"><see cref="CarbonEvents.LMGetKbdType"/>.</param>
    /// <param name="keyTranslateOptions">0, or kUCKeyTranslateNoDeadKeysMask.</param>
    /// <param name="deadKeyState">0 at first; carries a dead key over to the next call.</param>
    /// <param name="maxStringLength">UTF-16 units at unicodeString.</param>
    /// <param name="actualStringLength">UTF-16 units that it gave; 0 is possible.</param>
    /// <param name="unicodeString">Not ended by a NUL.</param>
    [LibraryImport(CoreServicesLibrary.Name)]
    public static partial int UCKeyTranslate(
        void* keyLayoutPtr, ushort virtualKeyCode, ushort keyAction, uint modifierKeyState, uint keyboardType, uint keyTranslateOptions,
        uint* deadKeyState, nuint maxStringLength, nuint* actualStringLength, char* unicodeString);
}
