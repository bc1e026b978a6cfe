using Conductor.Core.Actions;
using Conductor.Core.Config;
using Conductor.Core.Gestures;

namespace Conductor.Core.Mapping;

/// <summary>One mapping as it runs. Lives as long as its plan, or longer where a held note or a running action still means it.</summary>
public sealed class PlannedMapping(int index, string? mode, MappingConfig source)
{
    private const int MaxParallel = 16;

    /// <summary>Position in the plan: modes' mappings in file order, then global ones.</summary>
    public int Index { get; } = index;

    /// <summary>Name of its mode; null = global.</summary>
    public string? Mode { get; } = mode;

    public MappingConfig Source { get; } = source;

    public GestureAction Action => Source.Action;

    /// <summary>What another press does while the action still runs: as the file says, else a lone command or program runs beside itself, and anything else waits.</summary>
    internal WhenRunning WhenRunning { get; } = source.WhenRunning ?? (source.Action.RunsBesideItself ? WhenRunning.Parallel : WhenRunning.Queue);

    /// <summary>How many of its runs may be under way at once; further presses wait in its lane.</summary>
    internal int Parallel => WhenRunning == WhenRunning.Parallel ? MaxParallel : 1;

    /// <summary>µs from one repeat to the next while the note is held; 0 = none.</summary>
    internal long RepeatTime { get; } = (source.RepeatMs ?? 0) * 1000L;

    /// <summary>The cycles anywhere in its action, in the order of the file: an equal action has as many, in the same order.</summary>
    internal CycleAction[] Cycles { get; } = source.Action.IsContainer ? [.. CyclesIn(source.Action)] : [];

    /// <summary>Equal for equal mode, trigger and action; worked out when the plan is built, so that finding a mapping again costs the engine next to nothing.</summary>
    internal int Identity { get; } = HashCode.Combine(mode, source.Trigger, source.Action);

    /// <summary>Its description, or its trigger in words.</summary>
    public string Name => _name ??= Source.Description ?? Source.Trigger.Describe();

    private string? _name;

    /// <summary>Where it stands, told to whoever looks at another one: "line 12", with the file where it is another.</summary>
    internal string PlaceFor(PlannedMapping reader) => Source.File == reader.Source.File ? $"line {Source.Line}" : $"{Source.File}:{Source.Line}";

    /// <summary>What it remembers; null until there is something. The engine's own.</summary>
    internal Lane? Lane;

    /// <summary>Milliseconds in which it fires at most once; 0 = as often as it is triggered.</summary>
    internal int ThrottleMs { get; } = source.Trigger.ThrottleMs;

    /// <summary>All it does is to resume: it runs while paused, too.</summary>
    internal bool IsResume { get; } = source.Action is ControlAction { Command: ControlCommand.Resume };

    /// <summary>Its throttles that run, one for each knob; null until the first. The engine's own.</summary>
    internal List<ThrottleState>? Throttles;

    /// <summary>Equal mode, trigger and action: after a reload it is the same mapping, and goes on with its lane and what it holds.</summary>
    public bool IsSameAs(PlannedMapping other) =>
        Mode == other.Mode && Source.Trigger.Equals(other.Source.Trigger) && Source.Action.Equals(other.Source.Action);

    /// <summary>The velocity that an action sees: as its own mapping shapes it, else as this one's does. −1 where the gesture has none.</summary>
    internal int VelocityOf(in Gestures.Gesture gesture, VelocityMapping? own = null) =>
        gesture.Velocity >= 0 && (own ?? Source.VelocityMapping) is { } shape ? shape.Apply(gesture.Velocity) : gesture.Velocity;

    private static IEnumerable<CycleAction> CyclesIn(GestureAction action)
    {
        if (action is CycleAction cycle) yield return cycle;
        if (action is not ContainerAction container) yield break;
        foreach (var child in container.Children)
        {
            foreach (var inner in CyclesIn(child)) yield return inner;
        }
    }
}
