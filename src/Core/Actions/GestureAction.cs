using Conductor.Core.Mapping;

namespace Conductor.Core.Actions;

/// <summary>
/// What a mapping does. One sealed record per kind, with its reading, its running and its words in one file; equal records are the same action over a reload.
/// ("Action" alone is System.Action.)
/// </summary>
public abstract record GestureAction
{
    public abstract ActionKind Kind { get; }

    /// <summary>Takes one step on the engine's thread; never blocks. A container asks for a child, something that waits says until when or for what.</summary>
    /// <param name="frame">This action's own place in the run: which step it is at.</param>
    /// <param name="context">The world, and what triggered the run.</param>
    internal abstract Outcome Step(ref Frame frame, ActionContext context);

    /// <summary>Tells the plan what it will need.</summary>
    internal virtual void Bind(PlanBuilder plan)
    {
    }

    /// <summary>The action as scripts, <c>monitor</c> and <c>inject</c> write it: type and main parameter.</summary>
    /// <param name="trace">What triggered it and what it reached.</param>
    public abstract string Describe(in ActionTrace trace);

    /// <summary>A container has no line of its own; what runs inside it does.</summary>
    public virtual bool IsContainer => false;

    /// <summary>Whether it holds something until the trigger's release.</summary>
    public virtual bool Holds => false;

    /// <summary>How many steps it takes when all is unrolled.</summary>
    internal virtual long Steps => 1;

    /// <summary>How deep actions nest in it, itself included.</summary>
    internal virtual int Nesting => 1;

    /// <summary>Alone in a mapping that doesn't say otherwise, a press begins it anew while it still runs.</summary>
    internal virtual bool RunsBesideItself => false;
}

/// <summary>An action that ran, with what it takes to describe it later, on another thread.</summary>
/// <param name="Mapping">Whose action it is.</param>
/// <param name="Action">The leaf that ran.</param>
/// <param name="Gesture">What triggered the run.</param>
/// <param name="Detail">ModeChange: the mode reached, as an index into the plan's modes.</param>
/// <param name="Plan">The plan in force when it ran.</param>
public readonly record struct ActionTrace(PlannedMapping Mapping, GestureAction Action, in Gestures.Gesture Gesture, int Detail, Plan Plan)
{
    public override string ToString() => Action.Describe(this);
}
