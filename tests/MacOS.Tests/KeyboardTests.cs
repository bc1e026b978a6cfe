using Conductor.Core.Actions;
using Conductor.Core.Ports;
using Conductor.Platform;
using Conductor.Platform.MacOS;

namespace Conductor.MacOS.Tests;

public sealed class KeyboardTests : Mac
{
    private const ulong Shift = 0x20000, Control = 0x40000, Option = 0x80000, Command = 0x100000, Pad = 0x200000, Function = 0x800000, Always = 0x100;

    /// <summary>What a key does, as key code, direction and flags without the one that every event has.</summary>
    private string[] Played(Action<IKeyboard> play)
    {
        using var keyboard = Platform.OpenKeyboard();
        StandIn.standin_events_clear();
        play(keyboard);
        return StandIn.Events.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Event(int key, bool down, ulong flags) => $"key 0x{key:x2} {(down ? "down" : "up")} flags 0x{flags | Always:x}";

    private static void AssertPlayed(string[] expected, string[] played) =>
        Assert.Equal(expected, played.Select(line => line[line.IndexOf("key", StringComparison.Ordinal)..].TrimEnd()));

    [Fact]
    public void A_key_goes_down_and_up_where_a_keyboards_do() => Assert.All(Played(keyboard =>
    {
        keyboard.Down(Key.A);
        keyboard.Up(Key.A);
    }), line => Assert.StartsWith("tap 0 ", line));

    [Fact]
    public void Each_event_bears_the_modifiers_that_we_hold_and_never_the_users()
    {
        StandIn.standin_set_held_flags(Control | Option);
        AssertPlayed(
        [
            Event(0x37, true, Command | 0x8), Event(0x38, true, Command | Shift | 0xA), Event(0x00, true, Command | Shift | 0xA), Event(0x00, false, Command | Shift | 0xA),
            Event(0x38, false, Command | 0x8), Event(0x37, false, 0), Event(0x0B, true, 0), Event(0x0B, false, 0),
        ], Played(keyboard =>
        {
            keyboard.Down(Key.Cmd);
            keyboard.Down(Key.Shift);
            keyboard.Down(Key.A);
            keyboard.Up(Key.A);
            keyboard.Up(Key.Shift);
            keyboard.Up(Key.Cmd);
            keyboard.Down(Key.B);
            keyboard.Up(Key.B);
        }));
    }

    [Fact]
    public void Of_two_keys_of_one_modifier_the_one_that_is_still_down_counts() => AssertPlayed(
        [Event(0x38, true, Shift | 0x2), Event(0x3C, true, Shift | 0x6), Event(0x38, false, Shift | 0x4), Event(0x00, true, Shift | 0x4), Event(0x3C, false, 0)],
        Played(keyboard =>
        {
            keyboard.Down(Key.Shift);
            keyboard.Down(Key.RightShift);
            keyboard.Up(Key.Shift);
            keyboard.Down(Key.A);
            keyboard.Up(Key.RightShift);
        }));

    [Fact]
    public void Plus_is_Shift_and_Equal() => AssertPlayed(
        [Event(0x38, true, Shift | 0x2), Event(0x18, true, Shift | 0x2), Event(0x18, false, Shift | 0x2), Event(0x38, false, 0)],
        Played(keyboard =>
        {
            keyboard.Down(Key.Plus);
            keyboard.Up(Key.Plus);
        }));

    [Theory]
    [InlineData(Key.Up, 0x7E, Function | Pad)]
    [InlineData(Key.F5, 0x60, Function)]
    [InlineData(Key.Delete, 0x75, Function)]
    [InlineData(Key.Numpad5, 0x57, Pad)]
    [InlineData(Key.Return, 0x24, 0)]
    [InlineData(Key.Backspace, 0x33, 0)]
    [InlineData(Key.Space, 0x31, 0)]
    [InlineData(Key.F20, 0x5A, Function)]
    public void Keys_bear_what_a_real_keyboards_do(Key key, int code, ulong flags) => AssertPlayed([Event(code, true, flags)], Played(keyboard => keyboard.Down(key)));

    [Fact]
    public void Every_key_that_can_be_pressed_has_a_code_of_its_own()
    {
        var keys = Enum.GetValues<Key>().Where(key => Platform.CanPress(key)).ToList();
        var places = keys.GroupBy(MacKeys.Code).Where(same => same.Count() > 1).Select(same => string.Join("=", same.Order()));
        Assert.Equal(["F13=PrintScreen", "F14=ScrollLock", "F15=Pause", "Plus=Equal"], places.Select(same => string.Join("=", same.Split('=').OrderBy(name => Enum.Parse<Key>(name)))).Order());
        Assert.DoesNotContain(Key.VolumeUp, keys);
        Assert.DoesNotContain(Key.F21, keys);
    }

    [Fact]
    public void The_mouse_clicks_where_the_pointer_is_and_bears_no_modifier_of_the_users()
    {
        StandIn.standin_set_cursor(300.5, 200);
        StandIn.standin_set_held_flags(Command);
        using var mouse = Platform.OpenMouse();
        StandIn.standin_events_clear();
        mouse.Down(MouseButton.Right);
        mouse.Up(MouseButton.Right);
        mouse.Scroll(-3, 2);
        var lines = StandIn.Events.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("tap 0 type 3 ", lines[0]);
        Assert.StartsWith("tap 0 type 4 ", lines[1]);
        Assert.StartsWith("tap 0 type 22 ", lines[2]);
        Assert.All(lines, line => Assert.DoesNotContain("0x100000", line));
    }

    [Fact]
    public void Pressing_a_key_allocates_nothing()
    {
        using var keyboard = Platform.OpenKeyboard();
        Press(keyboard);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Press(keyboard);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Press(IKeyboard keyboard)
        {
            keyboard.Down(Key.A);
            keyboard.Up(Key.A);
        }
    }
}
