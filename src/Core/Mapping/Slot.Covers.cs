using Conductor.Core.Triggers;

namespace Conductor.Core.Mapping;

/// <summary>Whether a slot takes all that another one takes: of each thing that it asks of a gesture, what asking it means for two.</summary>
internal readonly partial record struct Slot
{
    /// <summary>Range, source and edge; what is left to the triggers is theirs to say.</summary>
    public bool Covers(in Slot other) => CoversRange(other) && CoversSource(other) && CoversEdge(other);

    /// <summary>As <see cref="HasInRange"/>.</summary>
    private bool CoversRange(in Slot other) => Min <= other.Min && Max >= other.Max && Deadzone <= other.Deadzone;

    /// <summary>As <see cref="IsOn"/> and <see cref="IsFrom"/>.</summary>
    public bool CoversSource(in Slot other) => (Channel == 0 || Channel == other.Channel) && (Device == 0 || Device == other.Device);

    /// <summary>As <see cref="HoldsGap"/>.</summary>
    public bool CoversGap(in Slot other) => Time >= other.Time;

    /// <summary>As <see cref="Moved"/>: whatever comes in range also rises or falls in range; entering depends on the very range.</summary>
    private bool CoversEdge(in Slot other) => Edge switch
    {
        ValueEdge.Every => true,
        ValueEdge.Enter => other.Edge == ValueEdge.Enter && Min == other.Min && Max == other.Max && Deadzone == other.Deadzone,
        ValueEdge.Increase or ValueEdge.Decrease => other.Edge == Edge,
    };
}
