namespace Conductor.Core.Actions;

/// <summary>An action that is read and checked, and that nothing carries out yet: its Spec says so (<c>NotBuilt</c>), and its mappings are off.</summary>
public abstract record UnbuiltAction : GestureAction
{
    internal sealed override Outcome Step(ref Frame frame, ActionContext context) => Outcome.Failed;
}
