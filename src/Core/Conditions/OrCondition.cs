using Conductor.Core.Config;

namespace Conductor.Core.Conditions;

/// <summary>At least one of several is true; an empty list is false. <code>condition = { type = "Or", conditions = [{ ModeIs = "Default" }, { DayOfWeek = ["Sat", "Sun"] }] }</code></summary>
public sealed record OrCondition(ValueList<Condition> Conditions) : Condition
{
    private static readonly FormParameter ConditionsParameter = new("conditions", ValueForm.Conditions, "the conditions it joins") { Required = true };

    public static readonly KindSpec<Condition> Spec = new("Or", "at least one of them is true; of none, false",
        """{ type = "Or", conditions = [{ ModeIs = "Default" }, { DayOfWeek = ["Sat", "Sun"] }] }""", [ConditionsParameter], table => table.Get(ConditionsParameter) is { } list ? Read(list) : null)
    {
        Main = ConditionsParameter,
        ReadMain = Read,
    };

    public override ConditionKind Kind => ConditionKind.Or;

    internal override bool? Holds(in Situation situation)
    {
        bool? any = false;
        foreach (var condition in Conditions)
        {
            var one = condition.Holds(situation);
            if (one == true) return true;
            any |= one;
        }

        return any;
    }

    public override string Describe() => $"Or ({string.Join(", ", Conditions.Select(condition => condition.Describe()))})";

    internal override int Nesting => 1 + Conditions.Select(condition => condition.Nesting).DefaultIfEmpty().Max();

    private static OrCondition? Read(ConfigValue list) => ConditionCatalog.ReadList(list, "conditions") is { } conditions ? ConditionCatalog.Checked(list, new OrCondition(conditions)) : null;
}
