using Conductor.Core.Config;

namespace Conductor.Core.Conditions;

/// <summary>
/// The opposite. <code>condition = { Not = { ModeIs = "Edit" } }</code>
/// What the desktop hides counts as false also here.
/// </summary>
public sealed record NotCondition(Condition Negated) : Condition
{
    private static readonly FormParameter ConditionParameter = new("condition", ValueForm.Condition, "the condition that must be false") { Required = true };

    public static readonly KindSpec<Condition> Spec = new("Not", "the condition in it is false", """{ type = "Not", condition = { ModeIs = "Default" } }""", [ConditionParameter], Read)
    {
        Main = ConditionParameter,
        ReadMain = Of,
        AlsoReads = """{"not":{"required":["condition"]}}""",
    };

    public override ConditionKind Kind => ConditionKind.Not;

    internal override bool? Holds(in Situation situation) => !Negated.Holds(situation);

    public override string Describe() => $"Not {Negated.Describe()}";

    internal override int Nesting => 1 + Negated.Nesting;

    /// <summary><c>{ Not = { ModeIs = "Edit" } }</c>: what stands in it may be the condition itself. A type that nobody has asked for yet is that one's, not the Not's own.</summary>
    private static NotCondition? Read(ConfigTable table)
    {
        if (table.Unasked().Any(entry => entry.Key == "type")) return Of(table.AsValue);
        if (table.Find(ConditionParameter) is { } condition) return Of(condition);
        if (table.Find("type") is null && table.Unasked().Any()) return Of(table.AsValue);
        table.Missing(ConditionParameter);
        return null;
    }

    private static NotCondition? Of(ConfigValue value) => ConditionCatalog.Read(value) is { } condition ? ConditionCatalog.Checked(value, new NotCondition(condition)) : null;
}
