using Conductor.Core.Actions;
using Conductor.Core.Ports;

namespace Conductor.TestKit;

/// <summary>A keyboard that writes down what it was asked ("down a", "up a") and can refuse. Without a journal it only counts, and allocates nothing.</summary>
public sealed class FakeKeyboard(Journal? journal = null) : IKeyboard
{
    private readonly HashSet<Key> _down = [];

    /// <summary>Keys this platform is said not to have.</summary>
    public HashSet<Key> Missing { get; } = [];

    /// <summary>Keys whose press the system refuses.</summary>
    public HashSet<Key> RefusesDown { get; } = [];

    /// <summary>Keys whose release the system refuses.</summary>
    public HashSet<Key> RefusesUp { get; } = [];

    public int Presses { get; private set; }

    public int Releases { get; private set; }

    /// <summary>What is down now.</summary>
    public IReadOnlyCollection<Key> IsDown => _down;

    public bool CanPress(Key key) => !Missing.Contains(key);

    public void Down(Key key)
    {
        if (RefusesDown.Contains(key)) throw new NativeException("write /dev/uinput", 5, "EIO");
        if (!_down.Add(key)) throw new InvalidOperationException($"{key} is down already");
        Presses++;
        journal?.Add($"down {KeyNames.Name(key)}");
    }

    public void Up(Key key)
    {
        if (RefusesUp.Contains(key)) throw new NativeException("write /dev/uinput", 5, "EIO");
        if (!_down.Remove(key)) throw new InvalidOperationException($"{key} is not down");
        Releases++;
        journal?.Add($"up {KeyNames.Name(key)}");
    }

    public void Dispose()
    {
    }
}
