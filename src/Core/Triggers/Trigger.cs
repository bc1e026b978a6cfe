using Conductor.Core.Actions;
using Conductor.Core.Config;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>What the player does. One sealed record per kind; equal records are the same trigger over a reload.</summary>
public abstract record Trigger
{
    internal static readonly TextParameter DeviceParameter = new("device", "id of the [[devices]] entry it listens to; left out: any device");
    internal static readonly IntParameter ChannelParameter = new("channel", 1, 16, "MIDI channel it listens to; left out: any");

    /// <summary>What every trigger takes besides its own.</summary>
    public static readonly Parameter[] Common = [DeviceParameter, ChannelParameter];

    public abstract TriggerKind Kind { get; }

    /// <summary>Id of a device entry; null = any.</summary>
    public string? Device { get; init; }

    /// <summary>1–16; null = any.</summary>
    public int? Channel { get; init; }

    /// <summary>Fires at most once in this time, ms; 0 = off. Only what follows a value has one.</summary>
    public int ThrottleMs { get; init; }

    /// <summary>What an older form that stands for several mappings is made of; null for nearly all.</summary>
    internal virtual IReadOnlyList<(Trigger Trigger, GestureAction? Action)>? Parts => null;

    /// <summary>Whether the gesture has a later release, so that something can be held until then.</summary>
    public virtual bool HasRelease => true;

    /// <summary>Enters the look-up tables: which gestures with which numbers and values lead to the mapping.</summary>
    internal abstract void Bind(PlanBuilder plan, int mapping);

    /// <summary>In words, e.g. "C2 long press": what a mapping without a description is called.</summary>
    public abstract string Describe();
}
