using System.Runtime.Versioning;
using Conductor.Core.Actions;
using static Conductor.Native.CoreGraphics.CGEventTypes;
using static Conductor.Native.CoreGraphics.VirtualKeys;

namespace Conductor.Platform.MacOS;

/// <summary>Keys as macOS numbers them: by position, whatever is printed on them (HIToolbox/Events.h). What a PC keyboard has and a Mac's hasn't goes where macOS puts it.</summary>
[SupportedOSPlatform("macos")]
internal static class MacKeys
{
    private const ushort None = ushort.MaxValue;

    private static readonly ushort[] Codes = [.. Enum.GetValues<Key>().Select(CodeOf)];

    /// <summary>False for F21 to F24, and for the keys of volume and playing, which are no keys here but events of their own.</summary>
    public static bool Has(Key key) => Codes[(int)key] != None;

    public static ushort Code(Key key) => Codes[(int)key];

    /// <summary>The bits that are set while a modifier is down: its side's alone, since the other side's may be down as well. 0 for other keys.</summary>
    public static ulong FlagsOfModifier(Key key) => key switch
    {
        Key.Cmd => NX_DEVICELCMDKEYMASK,
        Key.RightCmd => NX_DEVICERCMDKEYMASK,
        Key.Ctrl => NX_DEVICELCTLKEYMASK,
        Key.RightCtrl => NX_DEVICERCTLKEYMASK,
        Key.Alt => NX_DEVICELALTKEYMASK,
        Key.RightAlt => NX_DEVICERALTKEYMASK,
        Key.Shift => NX_DEVICELSHIFTKEYMASK,
        Key.RightShift => NX_DEVICERSHIFTKEYMASK,
        Key.Fn => kCGEventFlagMaskSecondaryFn,
        _ => 0,
    };

    /// <summary>The modifiers that sides' bits mean.</summary>
    public static ulong ModifiersOfSides(ulong sides) =>
        ((sides & (NX_DEVICELCMDKEYMASK | NX_DEVICERCMDKEYMASK)) != 0 ? kCGEventFlagMaskCommand : 0)
        | ((sides & (NX_DEVICELCTLKEYMASK | NX_DEVICERCTLKEYMASK)) != 0 ? kCGEventFlagMaskControl : 0)
        | ((sides & (NX_DEVICELALTKEYMASK | NX_DEVICERALTKEYMASK)) != 0 ? kCGEventFlagMaskAlternate : 0)
        | ((sides & (NX_DEVICELSHIFTKEYMASK | NX_DEVICERSHIFTKEYMASK)) != 0 ? kCGEventFlagMaskShift : 0);

    /// <summary>What a real keyboard's event of this key bears besides: arrows, function and navigation keys, the number pad.</summary>
    public static ulong FlagsOfKey(Key key) => key switch
    {
        Key.Up or Key.Down or Key.Left or Key.Right => kCGEventFlagMaskSecondaryFn | kCGEventFlagMaskNumericPad,
        (>= Key.F1 and <= Key.F24) or Key.Home or Key.End or Key.PageUp or Key.PageDown or Key.Delete or Key.Insert => kCGEventFlagMaskSecondaryFn,
        >= Key.Numpad0 and <= Key.NumpadEqual => kCGEventFlagMaskNumericPad,
        _ => 0,
    };

    private static ushort CodeOf(Key key) => key switch
    {
        Key.A => kVK_ANSI_A,
        Key.B => kVK_ANSI_B,
        Key.C => kVK_ANSI_C,
        Key.D => kVK_ANSI_D,
        Key.E => kVK_ANSI_E,
        Key.F => kVK_ANSI_F,
        Key.G => kVK_ANSI_G,
        Key.H => kVK_ANSI_H,
        Key.I => kVK_ANSI_I,
        Key.J => kVK_ANSI_J,
        Key.K => kVK_ANSI_K,
        Key.L => kVK_ANSI_L,
        Key.M => kVK_ANSI_M,
        Key.N => kVK_ANSI_N,
        Key.O => kVK_ANSI_O,
        Key.P => kVK_ANSI_P,
        Key.Q => kVK_ANSI_Q,
        Key.R => kVK_ANSI_R,
        Key.S => kVK_ANSI_S,
        Key.T => kVK_ANSI_T,
        Key.U => kVK_ANSI_U,
        Key.V => kVK_ANSI_V,
        Key.W => kVK_ANSI_W,
        Key.X => kVK_ANSI_X,
        Key.Y => kVK_ANSI_Y,
        Key.Z => kVK_ANSI_Z,
        Key.Digit0 => kVK_ANSI_0,
        Key.Digit1 => kVK_ANSI_1,
        Key.Digit2 => kVK_ANSI_2,
        Key.Digit3 => kVK_ANSI_3,
        Key.Digit4 => kVK_ANSI_4,
        Key.Digit5 => kVK_ANSI_5,
        Key.Digit6 => kVK_ANSI_6,
        Key.Digit7 => kVK_ANSI_7,
        Key.Digit8 => kVK_ANSI_8,
        Key.Digit9 => kVK_ANSI_9,
        Key.Plus => kVK_ANSI_Equal,   // with Shift
        Key.Minus => kVK_ANSI_Minus,
        Key.Equal => kVK_ANSI_Equal,
        Key.Comma => kVK_ANSI_Comma,
        Key.Period => kVK_ANSI_Period,
        Key.Slash => kVK_ANSI_Slash,
        Key.Backslash => kVK_ANSI_Backslash,
        Key.Semicolon => kVK_ANSI_Semicolon,
        Key.Quote => kVK_ANSI_Quote,
        Key.Grave => kVK_ANSI_Grave,
        Key.LeftBracket => kVK_ANSI_LeftBracket,
        Key.RightBracket => kVK_ANSI_RightBracket,
        Key.Space => kVK_Space,
        Key.Return => kVK_Return,
        Key.Tab => kVK_Tab,
        Key.Escape => kVK_Escape,
        Key.Backspace => kVK_Delete,   // what a Mac calls delete
        Key.Delete => kVK_ForwardDelete,
        Key.Insert => kVK_Help,   // the same place
        Key.Home => kVK_Home,
        Key.End => kVK_End,
        Key.PageUp => kVK_PageUp,
        Key.PageDown => kVK_PageDown,
        Key.Up => kVK_UpArrow,
        Key.Down => kVK_DownArrow,
        Key.Left => kVK_LeftArrow,
        Key.Right => kVK_RightArrow,
        Key.F1 => kVK_F1,
        Key.F2 => kVK_F2,
        Key.F3 => kVK_F3,
        Key.F4 => kVK_F4,
        Key.F5 => kVK_F5,
        Key.F6 => kVK_F6,
        Key.F7 => kVK_F7,
        Key.F8 => kVK_F8,
        Key.F9 => kVK_F9,
        Key.F10 => kVK_F10,
        Key.F11 => kVK_F11,
        Key.F12 => kVK_F12,
        Key.F13 => kVK_F13,
        Key.F14 => kVK_F14,
        Key.F15 => kVK_F15,
        Key.F16 => kVK_F16,
        Key.F17 => kVK_F17,
        Key.F18 => kVK_F18,
        Key.F19 => kVK_F19,
        Key.F20 => kVK_F20,
        Key.F21 or Key.F22 or Key.F23 or Key.F24 => None,
        Key.Numpad0 => kVK_ANSI_Keypad0,
        Key.Numpad1 => kVK_ANSI_Keypad1,
        Key.Numpad2 => kVK_ANSI_Keypad2,
        Key.Numpad3 => kVK_ANSI_Keypad3,
        Key.Numpad4 => kVK_ANSI_Keypad4,
        Key.Numpad5 => kVK_ANSI_Keypad5,
        Key.Numpad6 => kVK_ANSI_Keypad6,
        Key.Numpad7 => kVK_ANSI_Keypad7,
        Key.Numpad8 => kVK_ANSI_Keypad8,
        Key.Numpad9 => kVK_ANSI_Keypad9,
        Key.NumpadPlus => kVK_ANSI_KeypadPlus,
        Key.NumpadMinus => kVK_ANSI_KeypadMinus,
        Key.NumpadMultiply => kVK_ANSI_KeypadMultiply,
        Key.NumpadDivide => kVK_ANSI_KeypadDivide,
        Key.NumpadEnter => kVK_ANSI_KeypadEnter,
        Key.NumpadPeriod => kVK_ANSI_KeypadDecimal,
        Key.NumpadEqual => kVK_ANSI_KeypadEquals,
        Key.CapsLock => kVK_CapsLock,
        Key.NumLock => kVK_ANSI_KeypadClear,   // the same place
        Key.PrintScreen => kVK_F13,            // these three are what macOS makes of a PC keyboard's
        Key.ScrollLock => kVK_F14,
        Key.Pause => kVK_F15,
        Key.Cmd => kVK_Command,
        Key.Ctrl => kVK_Control,
        Key.Alt => kVK_Option,
        Key.Shift => kVK_Shift,
        Key.Fn => kVK_Function,
        Key.RightCmd => kVK_RightCommand,
        Key.RightCtrl => kVK_RightControl,
        Key.RightAlt => kVK_RightOption,
        Key.RightShift => kVK_RightShift,
        Key.VolumeUp or Key.VolumeDown or Key.Mute or Key.PlayPause or Key.NextTrack or Key.PreviousTrack or Key.Stop => None,
    };
}
