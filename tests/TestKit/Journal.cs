namespace Conductor.TestKit;

/// <summary>What reached the outside, in order, one line each: keys, buttons, wheel and sent messages. Shared by the fakes of one rig.</summary>
public sealed class Journal
{
    private readonly List<string> _lines = [];

    public void Add(string line) => _lines.Add(line);

    /// <summary>Everything since the last call, parted by commas; empty where nothing happened.</summary>
    public string Take()
    {
        var taken = string.Join(", ", _lines);
        _lines.Clear();
        return taken;
    }
}
