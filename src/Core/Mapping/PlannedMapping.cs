using Conductor.Core.Actions;
using Conductor.Core.Config;
using Conductor.Core.Gestures;

namespace Conductor.Core.Mapping;

/// <summary>One mapping as it runs. Lives as long as its plan, or longer where a held note or a running action still means it.</summary>
public sealed class PlannedMapping(int index, string? mode, MappingConfig source)
{
    /// <summary>Position in the plan: modes' mappings in file order, then global ones.</summary>
    public int Index { get; } = index;

    /// <summary>Name of its mode; null = global.</summary>
    public string? Mode { get; } = mode;

    public MappingConfig Source { get; } = source;

    public GestureAction Action => Source.Action;

    /// <summary>Equal for equal mode, trigger and action; worked out when the plan is built, so that finding a mapping again costs the engine next to nothing.</summary>
    internal int Identity { get; } = HashCode.Combine(mode, source.Trigger, source.Action);

    /// <summary>Its description, or its trigger in words.</summary>
    public string Name => _name ??= Source.Description ?? Source.Trigger.Describe();

    private string? _name;

    /// <summary>Runs waiting or under way; null until the first one waits. The engine's own.</summary>
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
}
