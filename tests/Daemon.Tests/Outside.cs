using Conductor.Core.Actions;
using Conductor.Core.Midi;
using Conductor.Core.Ports;
using Conductor.TestKit;

namespace Conductor.Daemon.Tests;

/// <summary>What reached keyboard, mouse and ports, one line each ("down a", "Synth cc 7 100"); from any thread.</summary>
internal sealed class Outside
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly FakeKeyboard _keyboard = new();

    public Outside()
    {
        Keyboard = new GuardedKeyboard(this);
        Mouse = new GuardedMouse(this);
    }

    public IKeyboard Keyboard { get; }

    public IMouse Mouse { get; }

    /// <summary>Everything so far, parted by commas.</summary>
    public string All
    {
        get
        {
            lock (_gate) return string.Join(", ", _lines);
        }
    }

    public string[] Lines
    {
        get
        {
            lock (_gate) return [.. _lines];
        }
    }

    public int Count
    {
        get
        {
            lock (_gate) return _lines.Count;
        }
    }

    public void Sent(string port, in MidiMessage message) => Add($"{port} {MidiWords.Format(message)}");

    private void Add(string line)
    {
        lock (_gate) _lines.Add(line);
    }

    private sealed class GuardedKeyboard(Outside outside) : IKeyboard
    {
        public bool CanPress(Key key) => true;

        public void Down(Key key)
        {
            lock (outside._gate) outside._keyboard.Down(key);
            outside.Add($"down {KeyNames.Name(key)}");
        }

        public void Up(Key key)
        {
            lock (outside._gate) outside._keyboard.Up(key);
            outside.Add($"up {KeyNames.Name(key)}");
        }

        public void Dispose()
        {
        }
    }

    private sealed class GuardedMouse(Outside outside) : IMouse
    {
        public void Down(MouseButton button) => outside.Add($"press {button}");

        public void Up(MouseButton button) => outside.Add($"let go {button}");

        public void Scroll(int vertical, int horizontal) => outside.Add($"scroll {horizontal} {vertical}");

        public void Dispose()
        {
        }
    }
}
