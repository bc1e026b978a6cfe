using Conductor.Core.Mapping;

namespace Conductor.Core.Actions;

/// <summary>An action made of others: it has no line of its own, what runs inside it does.</summary>
public abstract record ContainerAction : GestureAction
{
    public sealed override bool IsContainer => true;

    /// <summary>What it may run.</summary>
    internal abstract IEnumerable<GestureAction> Children { get; }

    internal override long Steps => Children.Sum(action => action.Steps);

    internal sealed override int Nesting => 1 + Children.Select(action => action.Nesting).DefaultIfEmpty().Max();

    internal sealed override void Bind(PlanBuilder plan)
    {
        foreach (var action in Children) action.Bind(plan);
    }
}
