using Conductor.Core.Config;

namespace Conductor.Core.Conditions;

/// <summary>Every kind of condition, alphabetically. To add one: a member here, an arm below, a file of its own.</summary>
public enum ConditionKind
{
    Always,
    And,
    AppFrontmost,
    AppNotRunning,
    AppRunning,
    DayOfWeek,
    ModeIs,
    ModifierPressed,
    Never,
    Not,
    Or,
    TimeRange,
    VelocityLevel,
}

public static class ConditionCatalog
{
    /// <summary>What the kinds say whose question nothing answers yet.</summary>
    internal static string Hidden(ConditionKind kind) => $"The condition '{kind}' is not built yet: it counts as false";

    private const int MaxDepth = 16;

    internal static readonly TextParameter Beside = new("value", "what the condition beside it asks for") { Instead = "it into the condition: { type = \"AppFrontmost\", app_name = \"…\" }" };

    private static readonly Lazy<KindReader<Condition>> Reader = new(() => new KindReader<Condition>("condition", [.. All]));

    public static IEnumerable<KindSpec<Condition>> All => Enum.GetValues<ConditionKind>().Select(Spec);

    public static KindSpec<Condition> Spec(ConditionKind kind) => kind switch
    {
        ConditionKind.Always => AlwaysCondition.Spec,
        ConditionKind.And => AndCondition.Spec,
        ConditionKind.AppFrontmost => AppFrontmostCondition.Spec,
        ConditionKind.AppNotRunning => AppNotRunningCondition.Spec,
        ConditionKind.AppRunning => AppRunningCondition.Spec,
        ConditionKind.DayOfWeek => DayOfWeekCondition.Spec,
        ConditionKind.ModeIs => ModeIsCondition.Spec,
        ConditionKind.ModifierPressed => ModifierPressedCondition.Spec,
        ConditionKind.Never => NeverCondition.Spec,
        ConditionKind.Not => NotCondition.Spec,
        ConditionKind.Or => OrCondition.Spec,
        ConditionKind.TimeRange => TimeRangeCondition.Spec,
        ConditionKind.VelocityLevel => VelocityLevelCondition.Spec,
    };

    /// <summary>Null only where it has an error.</summary>
    internal static Condition? Read(ConfigValue value)
    {
        if (value.Depth > MaxDepth * 4)
        {
            value.Error("nested-too-deep", $"Conditions nest at most {MaxDepth} deep");
            return null;
        }

        return Reader.Value.Read(value);
    }

    /// <summary>A condition made of others; null, with an error, where they nest too deep.</summary>
    internal static T? Checked<T>(ConfigValue value, T condition)
        where T : Condition
    {
        if (condition.Nesting <= MaxDepth) return condition;
        value.Error("nested-too-deep", $"Conditions nest at most {MaxDepth} deep");
        return null;
    }

    /// <summary>A condition in a table where its value may stand beside it, as in older files: <c>condition = "ActiveApp"</c>, <c>value = "Safari"</c>.</summary>
    internal static Condition? Read(ConfigTable table, FormParameter parameter)
    {
        if (table.Find(parameter) is not { } value) return null;
        var isApp = value.TextOrNothing is { } word && Names.Fold(word) is "activeapp" or "appactive" or "appfrontmost" or "apprunning" or "appnotrunning";
        return isApp && table.Find(Beside) is { } beside ? AppNamed(value, beside) : Read(value);
    }

    private static Condition? AppNamed(ConfigValue kind, ConfigValue beside)
    {
        if (beside.Text(Beside.Name) is not { } name) return null;
        var app = new AppName(name, null);
        Condition condition = Names.Fold(kind.TextOrNothing!) switch
        {
            "apprunning" => new AppRunningCondition(app),
            "appnotrunning" => new AppNotRunningCondition(app),
            _ => new AppFrontmostCondition(app),
        };
        KindReader<Condition>.TellNotBuilt(Spec(condition.Kind), kind);
        using var together = kind.Scope.Trace?.Together();
        kind.Rewrite($"{{ type = \"{condition.Kind}\", app_name = {beside.Source} }}");
        beside.Remove();
        return condition;
    }

    /// <summary>A list of conditions; null where one of them has an error.</summary>
    internal static ValueList<Condition>? ReadList(ConfigValue list, string name)
    {
        if (!list.IsList)
        {
            _ = list.List(name);   // says so
            return null;
        }

        var conditions = list.Elements().Select(Read).ToList();
        return conditions.Contains(null) ? null : new ValueList<Condition>([.. conditions.OfType<Condition>()]);
    }
}
