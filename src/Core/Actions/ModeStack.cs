using Conductor.Core.Gestures;

namespace Conductor.Core.Actions;

/// <summary>The mode in force: the one that was set, under the momentary layers whose notes are still held. The last of these decides.</summary>
internal sealed class ModeStack
{
    private readonly List<(HoldId Hold, int Mode)> _layers = new(8);

    /// <summary>What was set last without holding anything.</summary>
    public int Base { get; private set; }

    public int Current => _layers.Count > 0 ? _layers[^1].Mode : Base;

    /// <summary>Sets the mode and ends every momentary layer: their notes' releases change nothing more.</summary>
    public void Set(int mode)
    {
        _layers.Clear();
        Base = mode;
    }

    /// <summary>Adds a layer on top; the same one called again by the same note comes to the top.</summary>
    public void Push(HoldId hold, int mode)
    {
        _layers.Remove((hold, mode));
        _layers.Add((hold, mode));
    }

    /// <summary>The note that called a layer was released.</summary>
    public void Release(HoldId hold)
    {
        for (var i = _layers.Count - 1; i >= 0; i--)
        {
            if (_layers[i].Hold == hold) _layers.RemoveAt(i);
        }
    }

    /// <summary>A new plan: modes are kept by name; a layer whose mode is gone ends.</summary>
    public void Rename(Func<int, int> newIndex)
    {
        Base = Math.Max(0, newIndex(Base));
        for (var i = _layers.Count - 1; i >= 0; i--)
        {
            var mode = newIndex(_layers[i].Mode);
            if (mode < 0) _layers.RemoveAt(i);
            else _layers[i] = (_layers[i].Hold, mode);
        }
    }
}
