using System.Runtime.CompilerServices;
using Conductor.Core.Conditions;
using Conductor.Core.Mapping;
using Conductor.Core.Ports;
using Conductor.Core.Triggers;

namespace Conductor.Core.Gestures;

/// <summary>Where gestures of one message are looked up: the plan, the mode and the world in force, and whose gestures they are.</summary>
/// <param name="Plan">In force.</param>
/// <param name="Mode">Index of the mode in force.</param>
/// <param name="Surroundings">What conditions see.</param>
/// <param name="IsPaused">Nothing is found but what resumes.</param>
/// <param name="IsWatched">Gestures without a mapping are wanted, too.</param>
/// <param name="Device">Index of the device entry + 1; 0 = none.</param>
/// <param name="Channel">0–15.</param>
internal readonly record struct LookUp(Plan Plan, int Mode, ISurroundings Surroundings, bool IsPaused, bool IsWatched, int Device = 0, int Channel = 0)
{
    /// <summary>The first mapping that takes the gesture: the mode's own in file order, then global ones.</summary>
    /// <param name="kind">What was played.</param>
    /// <param name="number">Which note, controller or program.</param>
    /// <param name="value">The press's velocity, or the value.</param>
    /// <param name="previous">The value before; −1 = none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PlannedMapping? Find(GestureKind kind, int number, int value, int previous = -1)
    {
        var own = Plan.Table(Mode);
        var found = own.Has(kind) ? FindIn(own.Row(kind, number), kind, value, previous) : null;
        if (found is null && Plan.Global.Has(kind)) found = FindIn(Plan.Global.Row(kind, number), kind, value, previous);
        return Allowed(found);
    }

    private PlannedMapping? FindIn(ReadOnlySpan<Slot> row, GestureKind kind, int value, int previous)
    {
        foreach (ref readonly var slot in row)
        {
            if (Takes(slot, kind, value) && (slot.Edge == ValueEdge.Every || slot.Moved(value, previous))) return Plan.Mappings[slot.Mapping];
        }

        return null;
    }

    /// <summary>Whether the slot takes a gesture of its kind and number: value, device, channel and the mapping's condition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Takes(in Slot slot, GestureKind kind, int value) => slot.Accepts(Device, Channel, value) && (!slot.IsConditional || IsMet(slot, kind, value));

    private bool IsMet(in Slot slot, GestureKind kind, int value) => Plan.Mappings[slot.Mapping].Source.Condition!.IsMet(Situation(kind, value));

    /// <summary>What a mapping's condition is judged by.</summary>
    public Situation Situation(GestureKind kind, int value) => new(Surroundings, Plan.ModeNames[Mode], kind <= GestureKind.Chord ? value : -1);

    /// <summary>While paused a mapping is found only where all it does is to resume.</summary>
    public PlannedMapping? Allowed(PlannedMapping? mapping) => IsPaused && mapping is { IsResume: false } ? null : mapping;
}
