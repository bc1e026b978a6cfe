using System.Collections.Immutable;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;
using Conductor.Core.Ports;

namespace Conductor.Core.Explaining;

/// <summary>Why a mapping that is about what was played does not fire. In the order in which it is asked; the first that holds is told.</summary>
public enum Reason
{
    /// <summary>The file switches it off, or something in it can't be done here.</summary>
    Off,
    OtherMode,
    Device,
    Channel,

    /// <summary>The velocity or value is out of its range.</summary>
    Value,
    DeadZone,

    /// <summary>The window of its double tap or chord is too short.</summary>
    Window,

    /// <summary>The knob was turned the other way, or not at all as its encoding reads it.</summary>
    Direction,

    /// <summary>The axis has not come over its threshold.</summary>
    Threshold,
    Pattern,

    /// <summary>The value did not enter the range, rise or fall.</summary>
    Edge,
    Condition,

    /// <summary>One before it takes the gesture.</summary>
    Shadowed,
    Paused,

    /// <summary>A press that would be part of it was made while paused.</summary>
    Muted,
    Throttled,

    /// <summary>Its action still runs, and another press does not begin it.</summary>
    Running,

    /// <summary>It has heard what it sends too often.</summary>
    HeldBack,

    /// <summary>More detents make one.</summary>
    Division,

    /// <summary>Another gesture takes the press.</summary>
    Claimed,

    /// <summary>The press that is down has decided what its release does.</summary>
    Decided,

    /// <summary>The note is not down, so nothing is released.</summary>
    Up,
}

/// <summary>What one message would do now.</summary>
/// <param name="Message">In words, as it would be typed.</param>
/// <param name="Mode">The mode it is explained in.</param>
/// <param name="Gestures">What it can become: first what it is at once, in the order of dispatch, then what may still come of it.</param>
public sealed record Explanation(string Message, string Mode, ImmutableArray<ExplainedGesture> Gestures)
{
    /// <summary>Of a plan that nothing was played into yet; null where it has no such mode.</summary>
    /// <param name="plan">Whose mappings.</param>
    /// <param name="message">What would be played.</param>
    /// <param name="sysEx">Of a SysEx message its bytes, F0 … F7; else nothing.</param>
    /// <param name="device">Index of the device entry that it would come from + 1; 0 = none.</param>
    /// <param name="mode">Null = the first one.</param>
    /// <param name="surroundings">What conditions see.</param>
    public static Explanation? Of(Plan plan, in MidiMessage message, ReadOnlySpan<byte> sysEx, int device, string? mode, ISurroundings surroundings)
    {
        var index = mode is null ? 0 : plan.IndexOfMode(mode);
        return index < 0 ? null : Explainer.Explain(new LookUp(plan, index, surroundings, IsPaused: false, IsWatched: false, device, message.Channel), new ChannelState(), message, sysEx);
    }
}

/// <summary>A gesture that the message is, or may become.</summary>
/// <param name="Gesture">As the engine would tell of it.</param>
/// <param name="Name">In a musician's words, e.g. "C2 long press 500 ms".</param>
/// <param name="When">When it happens, e.g. "at once", "if it stays down for 500 ms".</param>
/// <param name="IsNow">The message alone makes it, before the next one comes.</param>
/// <param name="Fires">The mapping that fires then; null = none.</param>
/// <param name="Times">How often it fires: an encoder's message may be worth several.</param>
/// <param name="Action">What <paramref name="Fires"/> does, as engine.md writes it.</param>
/// <param name="Others">The other mappings about it, in file order.</param>
public sealed record ExplainedGesture(Gesture Gesture, string Name, string When, bool IsNow, PlannedMapping? Fires, int Times, string? Action, ImmutableArray<Passed> Others);

/// <summary>A mapping that is about what was played and does not fire.</summary>
/// <param name="Mapping">Which.</param>
/// <param name="Action">What it would do.</param>
/// <param name="Reason">Why it doesn't.</param>
/// <param name="Why">The same in a short sentence.</param>
/// <param name="Winner">The one that wins before it, where it is shadowed.</param>
public sealed record Passed(PlannedMapping Mapping, string Action, Reason Reason, string Why, PlannedMapping? Winner = null);
