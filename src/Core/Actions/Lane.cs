using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Actions;

/// <summary>A mapping's own order: what runs now, and the presses that wait behind it. At most 16 wait; more are dropped and counted.</summary>
internal sealed class Lane(PlannedMapping mapping)
{
    public const int MaxWaiting = 16;

    private readonly Queue<Gesture> _waiting = new(MaxWaiting);

    /// <summary>The mapping of the plan in force; a reload that keeps the mapping sets its new self here.</summary>
    public PlannedMapping Mapping { get; set; } = mapping;

    public int Running { get; set; }

    public bool TryWait(in Gesture gesture)
    {
        if (_waiting.Count == MaxWaiting) return false;
        _waiting.Enqueue(gesture);
        return true;
    }

    public bool TryNext(out Gesture gesture) => _waiting.TryDequeue(out gesture);

    public void Forget() => _waiting.Clear();
}
