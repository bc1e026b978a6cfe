using Conductor.Core.Config;

namespace Conductor.Core.Conditions;

/// <summary>All of several are true; an empty list is true. <code>condition = { type = "And", conditions = [{ ModeIs = "Default" }, { DayOfWeek = ["Mon"] }] }</code></summary>
public sealed record AndCondition(ValueList<Condition> Conditions) : Condition
{
    private static readonly FormParameter ConditionsParameter = new("conditions", ValueForm.Conditions, "the conditions it joins") { Required = true };

    public static readonly KindSpec<Condition> Spec = new("And", "all of them are true; of none, true",
        """{ type = "And", conditions = [{ ModeIs = "Default" }, { DayOfWeek = ["Mon"] }] }""", [ConditionsParameter], table => table.Get(ConditionsParameter) is { } list ? Read(list) : null)
    {
        Main = ConditionsParameter,
        ReadMain = Read,
    };

    public override ConditionKind Kind => ConditionKind.And;

    internal override bool? Holds(in Situation situation)
    {
        bool? all = true;
        foreach (var condition in Conditions)
        {
            var one = condition.Holds(situation);
            if (one == false) return false;
            all &= one;
        }

        return all;
    }

    public override string Describe() => $"And ({string.Join(", ", Conditions.Select(condition => condition.Describe()))})";

    internal override string Blame(in Situation situation)
    {
        foreach (var part in Conditions)
        {
            if (!part.IsMet(situation)) return part.Blame(situation);
        }

        return Describe();
    }

    internal override int Nesting => 1 + Conditions.Select(condition => condition.Nesting).DefaultIfEmpty().Max();

    private static AndCondition? Read(ConfigValue list) => ConditionCatalog.ReadList(list, "conditions") is { } conditions ? ConditionCatalog.Checked(list, new AndCondition(conditions)) : null;
}
