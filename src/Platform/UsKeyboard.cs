using Conductor.Core.Actions;
using Conductor.Core.Ports;

namespace Conductor.Platform;

/// <summary>
/// Keys by their positions on a US keyboard. <see cref="Key.Plus"/> has no key of its own there and is Shift with Equal; both are shared with their own keys, and go up when neither needs them.
/// </summary>
internal abstract class UsKeyboard : IKeyboard
{
    private bool _shiftIsHeld;
    private bool _plusIsHeld;
    private bool _equalIsHeld;

    public abstract bool CanPress(Key key);

    public void Down(Key key)
    {
        switch (key)
        {
            case Key.Plus:
                _plusIsHeld = true;
                Press(Key.Shift);
                Press(Key.Equal);
                break;
            case Key.Shift:
                _shiftIsHeld = true;
                Press(Key.Shift);
                break;
            case Key.Equal:
                _equalIsHeld = true;
                Press(Key.Equal);
                break;
            default:
                Press(key);
                break;
        }
    }

    public void Up(Key key)
    {
        switch (key)
        {
            case Key.Plus:
                _plusIsHeld = false;
                if (!_equalIsHeld) Release(Key.Equal);
                ReleaseUnneededShift();
                break;
            case Key.Shift:
                _shiftIsHeld = false;
                ReleaseUnneededShift();
                break;
            case Key.Equal:
                _equalIsHeld = false;
                if (!_plusIsHeld) Release(Key.Equal);
                break;
            default:
                Release(key);
                break;
        }
    }

    public abstract void Dispose();

    /// <summary>Any key but <see cref="Key.Plus"/>.</summary>
    protected abstract void Press(Key key);

    /// <summary>Any key but <see cref="Key.Plus"/>.</summary>
    protected abstract void Release(Key key);

    private void ReleaseUnneededShift()
    {
        if (!_shiftIsHeld && !_plusIsHeld) Release(Key.Shift);
    }
}
