using Conductor.Core.Actions;
using Conductor.Core.Conditions;
using Conductor.Core.Config;
using Conductor.Core.Triggers;
using Conductor.Ipc;

namespace Conductor.TestKit;

/// <summary>Everything of many kinds, straight from the enums: a contract test over these needs no change when a kind is added.</summary>
public static class Registry
{
    public static IEnumerable<TriggerKind> Triggers => Enum.GetValues<TriggerKind>();

    public static IEnumerable<ActionKind> Actions => Enum.GetValues<ActionKind>();

    public static IEnumerable<ConditionKind> Conditions => Enum.GetValues<ConditionKind>();

    public static IEnumerable<Command> Commands => Enum.GetValues<Command>();

    /// <summary>Every kind as contract tests see it: triggers, actions, conditions.</summary>
    public static IEnumerable<Kind> Kinds =>
        Triggers.Select(kind => Kind.Of(kind.ToString(), "trigger", TriggerCatalog.Spec(kind), Trigger.Common))
            .Concat(Actions.Select(kind => Kind.Of(kind.ToString(), "action", ActionCatalog.Spec(kind), [])))
            .Concat(Conditions.Select(kind => Kind.Of(kind.ToString(), "condition", ConditionCatalog.Spec(kind), [])));
}

/// <summary>A kind of trigger or action: what both have in common.</summary>
/// <param name="Member">The enum's member.</param>
/// <param name="What">"trigger" or "action".</param>
/// <param name="Name">The canonical spelling of its type.</param>
/// <param name="Doc">One line.</param>
/// <param name="Example">A TOML value.</param>
/// <param name="Parameters">Its own and those that all of its family take.</param>
/// <param name="Older">Type names of older files.</param>
/// <param name="HasMain">Whether a plain value stands for the main parameter in the one-key form.</param>
/// <param name="NotBuilt">The beginning of the warning where nothing acts on it yet; null: built.</param>
/// <param name="NotTold">The warning where nothing tells of it yet, and its mapping stays on; null: told.</param>
/// <param name="TakesAnything">Its keys are not looked at.</param>
/// <param name="NeedsNothing">Its name alone says all.</param>
public sealed record Kind(
    string Member, string What, string Name, string Doc, string Example, IReadOnlyList<Parameter> Parameters, IReadOnlyList<string> Older, bool HasMain, string? NotBuilt, string? NotTold, bool TakesAnything, bool NeedsNothing)
{
    internal static Kind Of<T>(string member, string what, KindSpec<T> spec, Parameter[] common)
        where T : class =>
        new(member, what, spec.Name, spec.Doc, spec.Example, [.. spec.Parameters, .. common], spec.Older, spec.ReadMain is not null, spec.NotBuilt, spec.NotTold, spec.TakesAnything, spec.Plain is not null);

    public override string ToString() => $"{What} {Name}";

    /// <summary>A whole file with one mapping that has <paramref name="value"/> for this kind, and something plain for the rest; the value is on line 6, from column 13.</summary>
    public string InFile(string value) => $$"""
        [[modes]]
        name = "Default"
        [[modes.mappings]]
        {{(What == "trigger" ? "" : "trigger = { type = \"Note\", note = 36 }")}}
        {{(What == "action" ? "" : "action = { type = \"Shell\", command = \"true\" }")}}
        {{What,-9}} = {{value}}

        """;
}
