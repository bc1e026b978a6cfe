using Conductor.Core.Config;

namespace Conductor.Core.Conditions;

/// <summary>True. <code>condition = "Always"</code></summary>
public sealed record AlwaysCondition : Condition
{
    public static readonly KindSpec<Condition> Spec = new("Always", "true", """{ type = "Always" }""", [], _ => new AlwaysCondition()) { Plain = () => new AlwaysCondition() };

    public override ConditionKind Kind => ConditionKind.Always;

    internal override bool? Holds(in Situation situation) => true;

    public override string Describe() => "Always";

    public override bool? Constant => true;
}
