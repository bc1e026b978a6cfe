using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Actions;

/// <summary>
/// What a mapping remembers: how many of its runs are under way, the presses that wait behind them (at most 16; more are dropped and counted), where its cycles stand, and what of its own it has heard. Made when there is
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

    /// <summary>What of its own it has heard; null until the first time.</summary>
    public EchoCount? Echoes { get; set; }

    /// <summary>It heard itself too often: until this time it does not start, µs.</summary>
    public long HeldUntil { get; set; }

    /// <summary>No further press may wait.</summary>
    public bool IsFull => _waiting.Count == MaxWaiting;

    public bool TryWait(in Gesture gesture)
    {
        if (IsFull) return false;
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
