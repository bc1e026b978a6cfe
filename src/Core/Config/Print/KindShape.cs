using System.Collections.Frozen;
using Conductor.Core.Actions;
using Conductor.Core.Conditions;
using Conductor.Core.Triggers;

namespace Conductor.Core.Config;

/// <summary>How tables of one kind of trigger, action or condition are written, whichever of the three it is.</summary>
/// <param name="Name">The canonical spelling of <c>type</c>.</param>
/// <param name="Parameters">In the order of the reference, without <c>type</c>.</param>
/// <param name="Main">The parameter that a plain value stands for in the one-key form.</param>
internal sealed record KindShape(string Name, Parameter[] Parameters, Parameter? Main)
{
    private static readonly FrozenDictionary<string, KindShape> Triggers = ByName(TriggerCatalog.All, Trigger.Common);
    private static readonly FrozenDictionary<string, KindShape> Actions = ByName(ActionCatalog.All);
    private static readonly FrozenDictionary<string, KindShape> Conditions = ByName(ConditionCatalog.All);

    /// <summary>An older name of it says more than the name of today.</summary>
    public bool OlderSaysMore { get; init; }

    /// <summary>Its keys are not looked at.</summary>
    public bool TakesAnything { get; init; }

    /// <summary>The kinds that a value of the form, or each of its elements, may be, by folded name; null where it is none of the three.</summary>
    public static FrozenDictionary<string, KindShape>? Of(ValueForm? form) =>
        form == ValueForm.Trigger ? Triggers
        : form == ValueForm.Action || form == ValueForm.Actions ? Actions
        : form == ValueForm.Condition || form == ValueForm.Conditions ? Conditions
        : null;

    private static FrozenDictionary<string, KindShape> ByName<T>(IEnumerable<KindSpec<T>> specs, params Parameter[] common)
        where T : class =>
        specs.Select(spec => (Spec: spec, Shape: new KindShape(spec.Name, [.. spec.Parameters, .. common], spec.Main) { OlderSaysMore = spec.ReadOlder is not null, TakesAnything = spec.TakesAnything }))
            .SelectMany(pair => pair.Spec.Older.Prepend(pair.Spec.Name), (pair, name) => (Name: Names.Fold(name), pair.Shape))
            .ToFrozenDictionary(pair => pair.Name, pair => pair.Shape);
}
