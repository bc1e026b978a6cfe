using Conductor.Core.Actions;
using Conductor.Core.Ports;
using Conductor.Native.Libc;
using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests.Input;

/// <summary>The devices as another program sees them. Events are written here as "type code value".</summary>
public sealed class UinputTests : OnLinux
{
    private const string Sync = "0 0 0";

    [Fact]
    public void Without_uinput_a_person_is_told_what_to_do()
    {
        Assert.SkipWhen(File.Exists("/dev/uinput"), "there is a /dev/uinput");
        var refusal = Assert.Throws<NativeException>(() => Platform.OpenKeyboard());
        Assert.Equal(Errno.ENOENT, refusal.Status);
        Assert.Equal("load the kernel's module: sudo modprobe uinput", refusal.Remedy);
        Assert.Throws<NativeException>(() => Platform.OpenMouse());
    }

    [Fact]
    public void A_user_who_may_not_write_to_uinput_is_told_what_to_do()
    {
        Assert.SkipUnless(File.Exists("/dev/uinput"), "there is no /dev/uinput");
        Assert.SkipWhen(MayWrite("/dev/uinput"), "this user may write to it");
        var refusal = Assert.Throws<NativeException>(() => Platform.OpenKeyboard());
        Assert.Equal(Errno.EACCES, refusal.Status);
        Assert.Contains("udev rule", refusal.Remedy);
    }

    [Fact]
    public void Every_key_can_be_pressed() => Assert.All(Enum.GetValues<Key>(), key => Assert.True(Platform.CanPress(key)));

    [Theory]
    [InlineData(Key.A, 30)]
    [InlineData(Key.Digit0, 11)]
    [InlineData(Key.Escape, 1)]
    [InlineData(Key.Cmd, 125)]
    [InlineData(Key.F24, 194)]
    [InlineData(Key.Fn, 464)]
    [InlineData(Key.NumpadEqual, 117)]
    [InlineData(Key.Stop, 166)]
    public void A_key_goes_down_and_up(Key key, int code)
    {
        using var keyboard = OpenKeyboard();
        using var reader = new EventReader("Conductor Keyboard");
        keyboard.Down(key);
        Assert.Equal([$"1 {code} 1", Sync], reader.Read());
        keyboard.Up(key);
        Assert.Equal([$"1 {code} 0", Sync], reader.Read());
    }

    [Fact]
    public void Every_key_reaches_the_desktop()
    {
        using var keyboard = OpenKeyboard();
        using var reader = new EventReader("Conductor Keyboard");
        foreach (var key in Enum.GetValues<Key>())
        {
            keyboard.Down(key);
            keyboard.Up(key);
            Assert.NotEmpty(reader.Read());
        }
    }

    [Fact]
    public void Plus_is_Shift_with_Equal()
    {
        using var keyboard = OpenKeyboard();
        using var reader = new EventReader("Conductor Keyboard");
        keyboard.Down(Key.Plus);
        Assert.Equal(["1 42 1", Sync, "1 13 1", Sync], reader.Read());
        keyboard.Up(Key.Plus);
        Assert.Equal(["1 13 0", Sync, "1 42 0", Sync], reader.Read());
    }

    [Theory]
    [InlineData(Key.Plus, Key.Shift)]
    [InlineData(Key.Shift, Key.Plus)]
    public void Shift_goes_up_when_neither_it_nor_Plus_needs_it(Key first, Key last)
    {
        using var keyboard = OpenKeyboard();
        using var reader = new EventReader("Conductor Keyboard");
        keyboard.Down(Key.Shift);
        keyboard.Down(Key.Plus);
        keyboard.Up(first);
        Assert.DoesNotContain("1 42 0", reader.Read());
        keyboard.Up(last);
        Assert.Contains("1 42 0", reader.Read());
    }

    [Fact]
    public void A_device_that_goes_takes_its_pressed_keys_with_it()
    {
        var keyboard = OpenKeyboard();
        keyboard.Down(Key.A);
        keyboard.Dispose();
        keyboard.Dispose();
        Assert.DoesNotContain("Conductor Keyboard", File.ReadAllText("/proc/bus/input/devices"));
    }

    [Fact]
    public void The_mouse_has_buttons_and_a_wheel_in_both_directions()
    {
        SkipWithoutUinput();
        using var mouse = Platform.OpenMouse();
        using var reader = new EventReader("Conductor Mouse");
        mouse.Down(MouseButton.Right);
        mouse.Up(MouseButton.Right);
        Assert.Equal(["1 273 1", Sync, "1 273 0", Sync], reader.Read());
        mouse.Scroll(3, 0);
        Assert.Equal(["2 8 3", Sync], reader.Read());
        mouse.Scroll(-1, 2);
        Assert.Equal(["2 8 -1", Sync, "2 6 2", Sync], reader.Read());
        mouse.Scroll(0, 0);
        Assert.Empty(reader.Read());
    }

    [Fact]
    public void Pressing_allocates_nothing()
    {
        using var keyboard = OpenKeyboard();
        Type(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Type(1000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Type(int times)
        {
            for (var i = 0; i < times; i++)
            {
                keyboard.Down(Key.Plus);
                keyboard.Up(Key.Plus);
            }
        }
    }

    private IKeyboard OpenKeyboard()
    {
        SkipWithoutUinput();
        return Platform.OpenKeyboard();
    }

    private void SkipWithoutUinput()
    {
        Assert.SkipUnless(File.Exists("/dev/uinput"), "there is no /dev/uinput");
        Assert.SkipUnless(IsRoot, "reading what a keyboard sends needs root");
    }

    private static bool MayWrite(string path)
    {
        try
        {
            using var opened = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
