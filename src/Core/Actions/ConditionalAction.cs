using Conductor.Core.Conditions;
using Conductor.Core.Config;

namespace Conductor.Core.Actions;

/// <summary>One way a <see cref="ConditionalAction"/> may go.</summary>
public readonly record struct ConditionalCase(Condition Condition, GestureAction Action);

/// <summary>
/// Does one thing or another, as conditions are when the action runs.
/// <code>{ type = "Conditional", condition = { ModeIs = "Edit" }, then_action = { Shell = "edit" }, else_action = { Shell = "play" } }</code>
/// The first case whose condition is true runs; else <c>else_action</c>.
/// </summary>
public sealed record ConditionalAction(ValueList<ConditionalCase> Cases, GestureAction? Else) : ContainerAction
{
    private enum Operator
    {
        And,
        Or,
    }

    private static readonly ValueForm CasesForm = new("cases", ValueForm.Conditions.Takes, """{"type":"array","items":{"anyOf":[{"$ref":"#/$defs/condition"},{"type":"object","required":["action"]}]}}""") { IsDeep = true };

    private static readonly FormParameter ConditionParameter = new("condition", ValueForm.Condition, "what is judged when the action runs");
    private static readonly FormParameter ConditionsParameter = new("conditions", CasesForm, "several conditions, joined by operator; without then_action: cases, each with an action of its own")
    {
        Instead = "condition = { type = \"And\", conditions = […] }, or a Conditional in else_action for each further case",
    };

    private static readonly ChoiceParameter<Operator> OperatorParameter = new("operator", "how conditions are joined", (Operator.And, ["And"]), (Operator.Or, ["Or"]))
    {
        Default = Operator.And,
        DefaultNeeds = ["conditions", "then_action"],
        Instead = "condition = { type = \"Or\", conditions = […] }",
    };

    private static readonly FormParameter ThenParameter = new("then_action", ValueForm.Action, "what to do where it is true") { Older = ["then"] };
    private static readonly FormParameter ElseParameter = new("else_action", ValueForm.Action, "what to do where it is false") { Older = ["else"] };
    private static readonly FormParameter CaseAction = new("action", ValueForm.Action, "what the case does");

    public static readonly KindSpec<GestureAction> Spec = new("Conditional", "one action or another, by a condition",
        """{ type = "Conditional", condition = { type = "ModeIs", mode = "Default" }, then_action = { type = "Shell", command = "play" } }""",
        [ConditionParameter, ConditionsParameter, OperatorParameter, ThenParameter, ElseParameter, ConditionCatalog.Beside], Read);

    public override ActionKind Kind => ActionKind.Conditional;

    internal override IEnumerable<GestureAction> Children => Cases.Select(one => one.Action).Concat(Else is null ? [] : [Else]);

    private static ConditionalAction? Read(ConfigTable table)
    {
        var hasElse = table.Has(ElseParameter);
        var otherwise = ActionList.ReadOne(table, ElseParameter);
        var cases = table.Has(ThenParameter) || !table.Has(ConditionsParameter) ? ReadOne(table) : ReadCases(table.Find(ConditionsParameter)!.Value);
        return cases is { } read && (otherwise is not null || !hasElse) ? new ConditionalAction(read, otherwise) : null;
    }

    private static ValueList<ConditionalCase>? ReadOne(ConfigTable table)
    {
        var condition = ReadCondition(table);
        var action = ActionList.ReadOne(table, ThenParameter);
        if (!table.Has(ThenParameter)) table.Missing(ThenParameter);
        return condition is not null && action is not null ? new ValueList<ConditionalCase>([new ConditionalCase(condition, action)]) : null;
    }

    private static Condition? ReadCondition(ConfigTable table)
    {
        if (table.Has(ConditionParameter)) return ConditionCatalog.Read(table, ConditionParameter);
        if (table.Find(ConditionsParameter) is not { } list)
        {
            table.Missing(ConditionParameter);
            return null;
        }

        var joined = table.Choice(OperatorParameter);
        if (ConditionCatalog.ReadList(list, ConditionsParameter.Name) is not { } conditions) return null;
        if (table.Scope.Trace is not null) TellCondition(table, list, joined);
        return joined switch
        {
            Operator.And => new AndCondition(conditions),
            Operator.Or => new OrCondition(conditions),
        };
    }

    /// <summary>Today the operator is a condition like others.</summary>
    private static void TellCondition(ConfigTable table, ConfigValue list, Operator joined)
    {
        using var together = table.Scope.Trace?.Together();
        list.Rename(ConditionParameter.Name);
        list.Rewrite($"{{ type = \"{OperatorParameter.WordOf(joined)}\", {ConditionsParameter.Name} = {list.Source} }}");
        table.Find(OperatorParameter)?.Remove();
    }

    /// <summary>An older form: conditions, each with its own action.</summary>
    private static ValueList<ConditionalCase>? ReadCases(ConfigValue list)
    {
        var cases = new List<ConditionalCase>();
        var readable = list.IsList && list.Count > 0;
        if (list.IsList && list.Count == 0) list.Error("no-cases", "'conditions' is empty: without 'then_action' it lists { condition, action } cases");
        foreach (var element in list.List(ConditionsParameter.Name))
        {
            if (element.Table(ConditionsParameter.Name) is not { } table || ReadCase(table) is not { } read) readable = false;
            else cases.Add(read);
        }

        return readable ? new ValueList<ConditionalCase>([.. cases]) : null;
    }

    private static ConditionalCase? ReadCase(ConfigTable table)
    {
        if (!table.Has(CaseAction))
        {
            table.AsValue.Error("missing-key", "The case has no 'action'; or give one 'then_action' beside 'conditions' for all of them together");
            return null;
        }

        var action = ActionList.ReadOne(table, CaseAction);
        var condition = table.Has(ConditionParameter) && !table.Has(Type) ? ConditionCatalog.Read(table, ConditionParameter) : ConditionCatalog.Read(table.AsValue);
        return condition is not null && action is not null ? new ConditionalCase(condition, action) : null;
    }

    private static readonly TextParameter Type = new("type", "which condition it is");

    internal override Outcome Step(ref Frame frame, ActionContext context)
    {
        if (frame.Index++ > 0) return Outcome.EndOf(frame);
        var situation = context.Situation;
        foreach (ref readonly var one in Cases.Span)
        {
            if (one.Condition.IsMet(situation)) return Outcome.Call(one.Action);
        }

        return Else is { } otherwise ? Outcome.Call(otherwise) : Outcome.Done;
    }

    public override string Describe(in ActionTrace trace) => "Conditional";
}
