using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>A trigger that is read and checked, and whose gesture is not recognized yet: its Spec says so (<c>NotBuilt</c>), and its mappings are off.</summary>
public abstract record UnbuiltTrigger : Trigger
{
    internal sealed override void Bind(PlanBuilder plan, int mapping)
    {
    }
}
