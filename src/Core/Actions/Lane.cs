using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Actions;

/// <summary>
/// What a mapping remembers: how many of its runs are under way, the presses that wait behind them (at most 16; more are dropped and counted), and where its cycles stand. Made when there is
/// something to remember; a reload that keeps the mapping keeps it.
/// </summary>
internal sealed class Lane(PlannedMapping mapping)
{
    public const int MaxWaiting = 16;

    private readonly Queue<Gesture> _waiting = new(MaxWaiting);

    /// <summary>The mapping of the plan in force; a reload that keeps the mapping sets its new self here.</summary>
    public PlannedMapping Mapping { get; set; } = mapping;

    public int Running { get; set; }

    /// <summary>One for each of <see cref="PlannedMapping.Cycles"/>, which are the same after a reload that keeps the mapping.</summary>
    public CycleState[] Cycles { get; } = new CycleState[mapping.Cycles.Length];

    public bool TryWait(in Gesture gesture)
    {
        if (_waiting.Count == MaxWaiting) return false;
        _waiting.Enqueue(gesture);
        return true;
    }

    public bool TryNext(out Gesture gesture) => _waiting.TryDequeue(out gesture);

    public void Forget() => _waiting.Clear();
}

/// <summary>Where a cycle of a mapping stands.</summary>
internal struct CycleState
{
    /// <summary>Index of the action that is next.</summary>
    public int Next;

    /// <summary>When it ran last, µs.</summary>
    public long LastRun;
}
