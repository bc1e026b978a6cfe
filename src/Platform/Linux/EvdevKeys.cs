using Conductor.Core.Actions;

namespace Conductor.Platform.Linux;

/// <summary>Keys as the kernel numbers them, by position: &lt;linux/input-event-codes.h&gt;.</summary>
internal static class EvdevKeys
{
    private static readonly ushort[] Codes = [.. Enum.GetValues<Key>().Select(CodeOf)];

    /// <summary>Every code a keyboard must be able to send.</summary>
    public static IEnumerable<ushort> All => Codes.Distinct();

    /// <summary>Linux has a code for each key; whether the desktop does something with it is the desktop's affair.</summary>
    public static bool Has(Key key) => Code(key) != 0;

    public static ushort Code(Key key) => Codes[(int)key];

    private static ushort CodeOf(Key key) => key switch
    {
        Key.A => 30, // KEY_A
        Key.B => 48, // KEY_B
        Key.C => 46, // KEY_C
        Key.D => 32, // KEY_D
        Key.E => 18, // KEY_E
        Key.F => 33, // KEY_F
        Key.G => 34, // KEY_G
        Key.H => 35, // KEY_H
        Key.I => 23, // KEY_I
        Key.J => 36, // KEY_J
        Key.K => 37, // KEY_K
        Key.L => 38, // KEY_L
        Key.M => 50, // KEY_M
        Key.N => 49, // KEY_N
        Key.O => 24, // KEY_O
        Key.P => 25, // KEY_P
        Key.Q => 16, // KEY_Q
        Key.R => 19, // KEY_R
        Key.S => 31, // KEY_S
        Key.T => 20, // KEY_T
        Key.U => 22, // KEY_U
        Key.V => 47, // KEY_V
        Key.W => 17, // KEY_W
        Key.X => 45, // KEY_X
        Key.Y => 21, // KEY_Y
        Key.Z => 44, // KEY_Z
        Key.Digit0 => 11, // KEY_0
        Key.Digit1 => 2, // KEY_1
        Key.Digit2 => 3, // KEY_2
        Key.Digit3 => 4, // KEY_3
        Key.Digit4 => 5, // KEY_4
        Key.Digit5 => 6, // KEY_5
        Key.Digit6 => 7, // KEY_6
        Key.Digit7 => 8, // KEY_7
        Key.Digit8 => 9, // KEY_8
        Key.Digit9 => 10, // KEY_9
        Key.Plus => 13, // KEY_EQUAL, with Shift
        Key.Minus => 12, // KEY_MINUS
        Key.Equal => 13, // KEY_EQUAL
        Key.Comma => 51, // KEY_COMMA
        Key.Period => 52, // KEY_DOT
        Key.Slash => 53, // KEY_SLASH
        Key.Backslash => 43, // KEY_BACKSLASH
        Key.Semicolon => 39, // KEY_SEMICOLON
        Key.Quote => 40, // KEY_APOSTROPHE
        Key.Grave => 41, // KEY_GRAVE
        Key.LeftBracket => 26, // KEY_LEFTBRACE
        Key.RightBracket => 27, // KEY_RIGHTBRACE
        Key.Space => 57, // KEY_SPACE
        Key.Return => 28, // KEY_ENTER
        Key.Tab => 15, // KEY_TAB
        Key.Escape => 1, // KEY_ESC
        Key.Backspace => 14, // KEY_BACKSPACE
        Key.Delete => 111, // KEY_DELETE
        Key.Insert => 110, // KEY_INSERT
        Key.Home => 102, // KEY_HOME
        Key.End => 107, // KEY_END
        Key.PageUp => 104, // KEY_PAGEUP
        Key.PageDown => 109, // KEY_PAGEDOWN
        Key.Up => 103, // KEY_UP
        Key.Down => 108, // KEY_DOWN
        Key.Left => 105, // KEY_LEFT
        Key.Right => 106, // KEY_RIGHT
        Key.F1 => 59, // KEY_F1
        Key.F2 => 60, // KEY_F2
        Key.F3 => 61, // KEY_F3
        Key.F4 => 62, // KEY_F4
        Key.F5 => 63, // KEY_F5
        Key.F6 => 64, // KEY_F6
        Key.F7 => 65, // KEY_F7
        Key.F8 => 66, // KEY_F8
        Key.F9 => 67, // KEY_F9
        Key.F10 => 68, // KEY_F10
        Key.F11 => 87, // KEY_F11
        Key.F12 => 88, // KEY_F12
        Key.F13 => 183, // KEY_F13
        Key.F14 => 184, // KEY_F14
        Key.F15 => 185, // KEY_F15
        Key.F16 => 186, // KEY_F16
        Key.F17 => 187, // KEY_F17
        Key.F18 => 188, // KEY_F18
        Key.F19 => 189, // KEY_F19
        Key.F20 => 190, // KEY_F20
        Key.F21 => 191, // KEY_F21
        Key.F22 => 192, // KEY_F22
        Key.F23 => 193, // KEY_F23
        Key.F24 => 194, // KEY_F24
        Key.Numpad0 => 82, // KEY_KP0
        Key.Numpad1 => 79, // KEY_KP1
        Key.Numpad2 => 80, // KEY_KP2
        Key.Numpad3 => 81, // KEY_KP3
        Key.Numpad4 => 75, // KEY_KP4
        Key.Numpad5 => 76, // KEY_KP5
        Key.Numpad6 => 77, // KEY_KP6
        Key.Numpad7 => 71, // KEY_KP7
        Key.Numpad8 => 72, // KEY_KP8
        Key.Numpad9 => 73, // KEY_KP9
        Key.NumpadPlus => 78, // KEY_KPPLUS
        Key.NumpadMinus => 74, // KEY_KPMINUS
        Key.NumpadMultiply => 55, // KEY_KPASTERISK
        Key.NumpadDivide => 98, // KEY_KPSLASH
        Key.NumpadEnter => 96, // KEY_KPENTER
        Key.NumpadPeriod => 83, // KEY_KPDOT
        Key.NumpadEqual => 117, // KEY_KPEQUAL
        Key.CapsLock => 58, // KEY_CAPSLOCK
        Key.NumLock => 69, // KEY_NUMLOCK
        Key.ScrollLock => 70, // KEY_SCROLLLOCK
        Key.PrintScreen => 99, // KEY_SYSRQ
        Key.Pause => 119, // KEY_PAUSE
        Key.Cmd => 125, // KEY_LEFTMETA
        Key.Ctrl => 29, // KEY_LEFTCTRL
        Key.Alt => 56, // KEY_LEFTALT
        Key.Shift => 42, // KEY_LEFTSHIFT
        Key.Fn => 464, // KEY_FN
        Key.RightCmd => 126, // KEY_RIGHTMETA
        Key.RightCtrl => 97, // KEY_RIGHTCTRL
        Key.RightAlt => 100, // KEY_RIGHTALT
        Key.RightShift => 54, // KEY_RIGHTSHIFT
        Key.VolumeUp => 115, // KEY_VOLUMEUP
        Key.VolumeDown => 114, // KEY_VOLUMEDOWN
        Key.Mute => 113, // KEY_MUTE
        Key.PlayPause => 164, // KEY_PLAYPAUSE
        Key.NextTrack => 163, // KEY_NEXTSONG
        Key.PreviousTrack => 165, // KEY_PREVIOUSSONG
        Key.Stop => 166, // KEY_STOPCD
    };
}
