using Conductor.Core.Actions;
using Conductor.Core.Triggers;

namespace Conductor.Core.Config;

/// <summary>
/// A table of a file → all that it means: today's names in the order of the reference, and defaults filled in. What stands in an older form stays in it, then without defaults: which of
/// them hold is for that form to say.
/// </summary>
/// <param name="file">Any of the files.</param>
/// <param name="hasDeviceIds">Without [[devices]] a trigger's <c>device</c> says nothing.</param>
internal sealed class EffectiveTables(SpelledValue file, bool hasDeviceIds)
{
    private static readonly FormParameter CaseAction = new("action", ValueForm.Action, "what the case does");
    private static readonly FormParameter CaseCondition = new("condition", ValueForm.Condition, "the case");

    /// <summary>What stands behind a key.</summary>
    /// <param name="value">As it was read.</param>
    /// <param name="parameter">Null where the key is no parameter's.</param>
    /// <param name="isOlder">It is part of an older form.</param>
    public EffectiveNode Of(SpelledValue value, Parameter? parameter, bool isOlder = false)
    {
        var form = (parameter as FormParameter)?.Form;
        if (KindShape.Of(form) is { } kinds) return new EffectiveKinds(this, kinds).Of(value);
        if (form == VelocityMappingReader.Form && value.IsTable) return OfVelocityMapping(value, isOlder);
        isOlder |= IsOlder(value, parameter);
        if (value.IsTable) return OfTable(value, value.Shape, isOlder);
        return value.IsListOfTables ? new EffectiveList([.. value.Elements().Select(element => OfTable(element, element.Shape, isOlder))]) : new EffectiveValue(value);
    }

    /// <summary>A table that is no kind.</summary>
    /// <param name="table">As it was read.</param>
    /// <param name="shape">What it takes; null where anything goes.</param>
    /// <param name="isOlder">It is part of an older form.</param>
    public EffectiveTable OfTable(SpelledValue table, IReadOnlyList<Parameter>? shape, bool isOlder = false)
    {
        var effective = new EffectiveTable();
        AddEntries(effective, table.Entries(knownOnly: shape is not null), shape ?? [], !isOlder, isOlder);
        return effective;
    }

    /// <summary>Adds what the shape has, in its order, then what else is there.</summary>
    public void AddEntries(EffectiveTable effective, IEnumerable<(string Key, SpelledValue Value)> entries, IReadOnlyList<Parameter> shape, bool withDefaults, bool isOlder = false)
    {
        var given = Named(entries, shape);
        var defaults = withDefaults ? shape.Where(parameter => HasDefault(parameter, given)).ToHashSet() : [];
        foreach (var parameter in shape)
        {
            if (given.Remove(parameter.Name, out var value))
            {
                if (parameter != Trigger.DeviceParameter || hasDeviceIds) effective.Add(parameter.Name, Of(value, parameter, isOlder));
            }
            else if (defaults.Contains(parameter)) effective.Add(parameter.Name, Default(parameter.DefaultText!));
        }

        foreach (var (key, value) in given) effective.Add(key, Of(value, OfCase(key), isOlder));
    }

    /// <summary>What no file says.</summary>
    public EffectiveValue Default(string toml) => new(file.As(toml), isDefault: true);

    /// <summary>By canonical names, in the order of the file.</summary>
    public static Dictionary<string, SpelledValue> Named(IEnumerable<(string Key, SpelledValue Value)> entries, IReadOnlyList<Parameter> shape)
    {
        var named = new Dictionary<string, SpelledValue>();
        foreach (var (key, value) in entries) named.TryAdd((shape.FirstOrDefault(known => known.Name == key) ?? shape.FirstOrDefault(known => known.Older.Contains(key)))?.Name ?? key, value);
        return named;
    }

    /// <summary>It says something in a form that is no longer written.</summary>
    public static bool IsOlder(SpelledValue value, Parameter? parameter) => parameter?.Instead is not null || (parameter is ChoiceParameter && value.IsTable);

    /// <summary>
    /// It is in force where the table leaves it out. Not so what nothing acts on yet; nor a velocity mapping's: an action's comes before its mapping's, so to say one is to overrule the other.
    /// </summary>
    private static bool HasDefault(Parameter parameter, Dictionary<string, SpelledValue> given) =>
        parameter is { DefaultText: not null, IsLater: false, Instead: null } && !given.ContainsKey(parameter.Name)
        && (parameter as FormParameter)?.Form != VelocityMappingReader.Form
        && parameter.DefaultNeeds.All(given.ContainsKey);

    /// <summary>The cases of a Conditional are conditions with an action among their keys.</summary>
    private static FormParameter? OfCase(string key) => key == CaseAction.Name ? CaseAction : key == CaseCondition.Name ? CaseCondition : null;

    /// <summary><c>{ Fixed = { velocity = 100 } }</c> is one with a type.</summary>
    private EffectiveTable OfVelocityMapping(SpelledValue table, bool isOlder)
    {
        if (table.Shape is not null || table.Entries(knownOnly: true).ToList() is not [(var type, { IsTable: true } inner)]) return OfTable(table, table.Shape, isOlder);
        var effective = new EffectiveTable();
        AddEntries(effective, inner.Entries(knownOnly: true).Prepend((EffectiveKinds.Type, inner.As($"\"{type}\""))), inner.Shape ?? [], !isOlder);
        return effective;
    }
}
