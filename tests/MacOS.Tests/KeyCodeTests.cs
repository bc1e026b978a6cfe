using Conductor.Core.Actions;
using Conductor.Core.Ports;

namespace Conductor.MacOS.Tests;

/// <summary>Every key, every modifier, and the threads that these calls need.</summary>
public sealed class KeyCodeTests : Mac
{
    /// <summary>kVK_ of HIToolbox/Events.h by our names, in hexadecimal; Plus is Equal's.</summary>
    private const string Codes = """
        A 00 S 01 D 02 F 03 H 04 G 05 Z 06 X 07 C 08 V 09 B 0b Q 0c W 0d E 0e R 0f Y 10 T 11 Digit1 12 Digit2 13 Digit3 14 Digit4 15 Digit6 16
        Digit5 17 Equal 18 Digit9 19 Digit7 1a Minus 1b Digit8 1c Digit0 1d RightBracket 1e O 1f U 20 LeftBracket 21 I 22 P 23 Return 24 L 25 J 26
        Quote 27 K 28 Semicolon 29 Backslash 2a Comma 2b Slash 2c N 2d M 2e Period 2f Tab 30 Space 31 Grave 32 Backspace 33 Escape 35 RightCmd 36
        Cmd 37 Shift 38 CapsLock 39 Alt 3a Ctrl 3b RightShift 3c RightAlt 3d RightCtrl 3e Fn 3f F17 40 NumpadPeriod 41 NumpadMultiply 43 NumpadPlus 45
        NumLock 47 NumpadDivide 4b NumpadEnter 4c NumpadMinus 4e F18 4f F19 50 NumpadEqual 51 Numpad0 52 Numpad1 53 Numpad2 54 Numpad3 55 Numpad4 56
        Numpad5 57 Numpad6 58 Numpad7 59 F20 5a Numpad8 5b Numpad9 5c F5 60 F6 61 F7 62 F3 63 F8 64 F9 65 F11 67 F13 69 F16 6a F14 6b F10 6d F12 6f
        F15 71 Insert 72 Home 73 PageUp 74 Delete 75 F4 76 End 77 F2 78 PageDown 79 F1 7a Left 7b Right 7c Down 7d Up 7e PrintScreen 69 ScrollLock 6b
        Pause 71
        """;

    private static readonly Key[] Modifiers = [Key.Cmd, Key.RightCmd, Key.Ctrl, Key.RightCtrl, Key.Alt, Key.RightAlt, Key.Shift, Key.RightShift, Key.Fn];

    private static string[] Lines => StandIn.Events.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void Every_key_is_posted_by_its_place_on_the_board()
    {
        var words = Codes.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var codes = words.Chunk(2).ToDictionary(pair => Enum.Parse<Key>(pair[0]), pair => pair[1]);
        Assert.Equal(codes.Keys.Append(Key.Plus).Order(), Enum.GetValues<Key>().Where(key => Platform.CanPress(key)).Order());
        using var keyboard = Platform.OpenKeyboard();
        foreach (var (key, code) in codes)
        {
            StandIn.standin_events_clear();
            keyboard.Down(key);
            keyboard.Up(key);
            Assert.Collection(
                Lines, line => Assert.Contains($" key 0x{code} down ", line), line => Assert.Contains($" key 0x{code} up ", line));
            Assert.DoesNotContain("(not set)", StandIn.Events);
        }
    }

    [Fact]
    public void Modifiers_that_go_up_in_any_order_leave_no_flag()
    {
        using var keyboard = Platform.OpenKeyboard();
        var random = new Random(1);
        for (var round = 0; round < 50; round++)
        {
            StandIn.standin_events_clear();
            var order = Modifiers.ToArray();
            random.Shuffle(order);
            foreach (var key in order) keyboard.Down(key);
            Assert.Contains("0x9e217f", Lines[^1]);   // Shift, Control, Option, Command, Fn; eight sides; the bit that every event has
            random.Shuffle(order);
            foreach (var key in order) keyboard.Up(key);
            Assert.EndsWith(" flags 0x100", Lines[^1].TrimEnd());
            keyboard.Down(Key.A);
            keyboard.Up(Key.A);
            Assert.EndsWith(" flags 0x100", Lines[^1].TrimEnd());
        }
    }

    [Fact]
    public void What_the_user_holds_is_in_none_of_our_events_not_even_a_modifiers_release()
    {
        StandIn.standin_set_held_flags(0x1E0000 | 0x2A);
        using var keyboard = Platform.OpenKeyboard();
        StandIn.standin_events_clear();
        keyboard.Down(Key.RightAlt);
        keyboard.Up(Key.RightAlt);
        Assert.Collection(Lines, line => Assert.EndsWith(" flags 0x80140", line.TrimEnd()), line => Assert.EndsWith(" flags 0x100", line.TrimEnd()));
    }

    [Fact]
    public void The_first_event_is_made_on_the_main_thread_and_none_is_left_over()
    {
        var before = StandIn.standin_live("CGEvent");
        using (var keyboard = Platform.OpenKeyboard())
        {
            Assert.Equal(MainThread, StandIn.standin_called_on("CGEventSourceCreate"));
            Assert.Equal(MainThread, StandIn.standin_called_on("CGEventCreateKeyboardEvent"));
            for (var i = 0; i < 20; i++)
            {
                keyboard.Down(Key.A);
                keyboard.Up(Key.A);
            }

            Assert.NotEqual(MainThread, StandIn.standin_called_on("CGEventPost"));
        }

        using var mouse = Platform.OpenMouse();
        mouse.Down(MouseButton.Left);
        mouse.Up(MouseButton.Left);
        mouse.Scroll(1, 1);
        Assert.Equal(before, StandIn.standin_live("CGEvent"));
    }

    [Theory]
    [InlineData("CGEventSourceCreate")]
    [InlineData("CGEventCreateKeyboardEvent")]
    public void An_event_that_can_not_be_made_is_named(string function)
    {
        var keyboard = Platform.OpenKeyboard();
        StandIn.standin_fail(function, 0, -1);
        var refusal = Assert.Throws<NativeException>(() =>
        {
            keyboard.Down(Key.A);
            keyboard.Dispose();
            keyboard = Platform.OpenKeyboard();
        });
        Assert.Equal(function, refusal.Function);
        StandIn.standin_clear_failures();
        keyboard.Dispose();
    }

    [Fact]
    public void Nothing_is_polled_where_keys_are_allowed_but_an_answer_is_where_they_are_not()
    {
        Platform.OpenKeyboard().Dispose();
        Platform.OpenMouse().Dispose();
        Assert.Equal(0, StandIn.standin_calls("CFRunLoopTimerCreate"));
        Assert.Equal(0, StandIn.standin_post_prompts());

        StandIn.standin_set_post_access(0);
        StandIn.standin_set_trusted(0);
        Assert.Throws<NativeException>(Platform.OpenKeyboard);
        Assert.Equal(1, StandIn.standin_wait_calls("CFRunLoopTimerCreate", 1, 10_000));
    }
}
