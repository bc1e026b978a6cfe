using Conductor.Core.Config;

namespace Conductor.Core.Actions;

/// <summary>A list of actions, as Sequence and Cycle take it.</summary>
internal static class ActionList
{
    private const int MaxItems = 256;

    /// <summary>Null where one of its actions has an error: half a sequence is nothing that anybody asked for.</summary>
    public static ValueList<GestureAction>? Read(ConfigValue list)
    {
        if (list.Count > MaxItems && list.IsList)
        {
            list.Error("sequence-too-long", $"A sequence takes at most {MaxItems} actions, this one has {list.Count}; split it");
            return null;
        }

        if (list.Depth > ActionRun.MaxDepth * 3)
        {
            list.Error("nested-too-deep", $"Actions nest at most {ActionRun.MaxDepth} deep");
            return null;
        }

        var actions = list.List("actions").Select(ActionCatalog.Read).ToList();
        return !list.IsList || actions.Contains(null) ? null : new ValueList<GestureAction>([.. actions.OfType<GestureAction>()]);
    }

    /// <summary>One action inside another; null where it has an error.</summary>
    public static GestureAction? ReadOne(ConfigTable table, FormParameter parameter)
    {
        if (table.Get(parameter) is not { } value) return null;
        if (value.Depth <= ActionRun.MaxDepth * 3) return ActionCatalog.Read(value);
        value.Error("nested-too-deep", $"Actions nest at most {ActionRun.MaxDepth} deep");
        return null;
    }
}
