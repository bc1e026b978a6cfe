using Conductor.Core.Mapping;

namespace Conductor.Core.Gestures;

/// <summary>One thing to do for a message: end what a press held, or run a mapping (none: the gesture is only shown).</summary>
internal readonly record struct Firing(in Gesture Gesture, PlannedMapping? Mapping, HoldId Ended = default);

/// <summary>What one message leads to, in the order of dispatch. All look-ups are made before the first action runs, so a mode change counts from the next message on.</summary>
internal sealed class FiringBuffer
{
    private Firing[] _firings = new Firing[32];

    public int Count { get; private set; }

    public ref readonly Firing this[int index] => ref _firings[index];

    public void Clear() => Count = 0;

    public void Add(in Gesture gesture, PlannedMapping? mapping) => Add(new Firing(gesture, mapping));

    /// <summary>A gesture that is worth telling even where no mapping takes it, if anybody watches.</summary>
    public void Show(in Gesture gesture, PlannedMapping? mapping, bool isWatched)
    {
        if (mapping is not null || isWatched) Add(gesture, mapping);
    }

    public void AddEnd(HoldId hold) => Add(new Firing(default, null, hold));

    private void Add(in Firing firing)
    {
        if (Count == _firings.Length) Array.Resize(ref _firings, Count * 2);
        _firings[Count++] = firing;
    }
}
