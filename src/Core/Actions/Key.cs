namespace Conductor.Core.Actions;

/// <summary>
/// Every key a file can name, by its position on a US keyboard. Platforms map these to evdev codes and to virtual key codes.
/// </summary>
public enum Key
{
    A, B, C, D, E, F, G, H, I, J, K, L, M,
    N, O, P, Q, R, S, T, U, V, W, X, Y, Z,
    Digit0, Digit1, Digit2, Digit3, Digit4, Digit5, Digit6, Digit7, Digit8, Digit9,
    Plus, Minus, Equal, Comma, Period, Slash, Backslash, Semicolon, Quote, Grave, LeftBracket, RightBracket,
    Space, Return, Tab, Escape, Backspace, Delete, Insert, Home, End, PageUp, PageDown,
    Up, Down, Left, Right,
    F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12,
    F13, F14, F15, F16, F17, F18, F19, F20, F21, F22, F23, F24,
    Numpad0, Numpad1, Numpad2, Numpad3, Numpad4, Numpad5, Numpad6, Numpad7, Numpad8, Numpad9,
    NumpadPlus, NumpadMinus, NumpadMultiply, NumpadDivide, NumpadEnter, NumpadPeriod, NumpadEqual,
    CapsLock, NumLock, ScrollLock, PrintScreen, Pause,
    Cmd, Ctrl, Alt, Shift, Fn,
    RightCmd, RightCtrl, RightAlt, RightShift,
    VolumeUp, VolumeDown, Mute, PlayPause, NextTrack, PreviousTrack, Stop,
}
