using Conductor.Core.Actions;

namespace Conductor.Core.Ports;

/// <summary>A keyboard of our own that the desktop listens to. Calls return when the event is written; failures are <see cref="NativeException"/>.</summary>
public interface IKeyboard : IDisposable
{
    /// <summary>Whether this platform has such a key at all; asked at load, so that a mapping can be off with a warning.</summary>
    bool CanPress(Key key);

    void Down(Key key);

    void Up(Key key);
}

/// <summary>A mouse of our own.</summary>
public interface IMouse : IDisposable
{
    void Down(MouseButton button);

    void Up(MouseButton button);

    /// <summary>Turns the wheel by detents: up and right are positive.</summary>
    void Scroll(int vertical, int horizontal);
}

public enum MouseButton
{
    Left,
    Right,
    Middle,
}
