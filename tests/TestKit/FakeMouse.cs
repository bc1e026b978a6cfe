using Conductor.Core.Ports;

namespace Conductor.TestKit;

/// <summary>A mouse that writes down what it was asked: "press left", "let go left", "scroll 0 1" (x, then y, as the file has it). Without a journal it only counts.</summary>
public sealed class FakeMouse(Journal? journal = null) : IMouse
{
    /// <summary>The system refuses everything.</summary>
    public bool Refuses { get; set; }

    public int Events { get; private set; }

    public void Down(MouseButton button)
    {
        Count();
        journal?.Add($"press {button.ToString().ToLowerInvariant()}");
    }

    public void Up(MouseButton button)
    {
        Count();
        journal?.Add($"let go {button.ToString().ToLowerInvariant()}");
    }

    public void Scroll(int vertical, int horizontal)
    {
        Count();
        journal?.Add($"scroll {horizontal} {vertical}");
    }

    private void Count()
    {
        if (Refuses) throw new NativeException("write /dev/uinput", 5, "EIO");
        Events++;
    }

    public void Dispose()
    {
    }
}
