using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>What begins an action without a player: a mode that begins or ends, a device that connects. No file writes one, so it is of no kind and enters no look-up.</summary>
/// <param name="Name">"mode Edit: on_enter".</param>
internal sealed record HookTrigger(string Name) : Trigger
{
    public override TriggerKind Kind => throw new InvalidOperationException("A hook is of no kind");

    public override bool HasRelease => false;

    internal override void Bind(PlanBuilder plan, int mapping)
    {
    }

    public override string Describe() => Name;
}
