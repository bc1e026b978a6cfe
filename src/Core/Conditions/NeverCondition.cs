using Conductor.Core.Config;

namespace Conductor.Core.Conditions;

/// <summary>False: switches a mapping off and keeps it in the file. <code>condition = "Never"</code></summary>
public sealed record NeverCondition : Condition
{
    public static readonly KindSpec<Condition> Spec = new("Never", "false", """{ type = "Never" }""", [], _ => new NeverCondition()) { Plain = () => new NeverCondition() };

    public override ConditionKind Kind => ConditionKind.Never;

    internal override bool? Holds(in Situation situation) => false;

    public override string Describe() => "Never";

    public override bool? Constant => false;
}
