using System.Collections.Immutable;
using Conductor.Core.Actions;
using Conductor.Core.Triggers;

namespace Conductor.Core.Config;

/// <summary>Reads lists of mappings: trigger, action, and what stands beside them.</summary>
internal static class MappingReader
{
    private const int MaxSteps = 100_000;

    private static readonly FormParameter TriggerParameter = new("trigger", "a table with a type", "what the player does") { Required = true };
    private static readonly FormParameter ActionParameter = new("action", "a table with a type", "what happens") { Required = true };
    private static readonly FormParameter ActionsParameter = new("actions", "a list of actions", "several actions in order, instead of action");
    private static readonly TextParameter Description = new("description", "for people: what the mapping is for");
    private static readonly BoolParameter Enabled = new("enabled", true, "false: the mapping is off");
    private static readonly FormParameter Condition = new("condition", "a condition", "passed over where it is false (not built yet)");
    private static readonly FormParameter WhenRunning = new("when_running", "queue, parallel, ignore, restart or stop", "what another press does meanwhile (not built yet)");
    private static readonly FormParameter Repeat = new("repeat_ms", "10-60000", "runs again while held (not built yet)");
    private static readonly FormParameter VelocityMapping = new("velocity_mapping", "a curve", "shapes the velocity that the action sees (not built yet)");
    private static readonly FormParameter Led = new("led", "a table", "feedback (not built yet)");

    private static readonly Parameter[] All = [TriggerParameter, ActionParameter, ActionsParameter, Description, Enabled, Condition, WhenRunning, Repeat, VelocityMapping, Led];

    public static (ImmutableArray<MappingConfig> Mappings, int Written) ReadList(ConfigValue? list, string name)
    {
        if (list is not { } value) return ([], 0);
        var mappings = ImmutableArray.CreateBuilder<MappingConfig>(value.Count);
        foreach (var element in value.List(name))
        {
            if (element.Table(name) is { } table && Read(table) is { } mapping) mappings.Add(mapping);
        }

        return (mappings.ToImmutable(), value.IsList ? value.Count : 0);
    }

    /// <summary>Null where it has problems or is off.</summary>
    private static MappingConfig? Read(ConfigTable table)
    {
        table.Scope.Holds.Clear();
        var trigger = table.Get(TriggerParameter) is { } t ? TriggerCatalog.Read(t) : null;
        var action = ReadAction(table);
        var description = table.TextOrNull(Description);
        var enabled = table.Bool(Enabled);
        KnownTables.NotActedOn(table, WhenRunning, Repeat, VelocityMapping, Led);
        var isUnconditional = KnownTables.NotActedOn(table, "; the mapping is off", Condition);
        table.RejectUnknown(All);
        if (trigger is null || action is null || !enabled || !isUnconditional) return null;
        if (action.Nesting > ActionRun.MaxDepth)
        {
            table.AsValue.Error("nested-too-deep", $"Actions nest at most {ActionRun.MaxDepth} deep, these {action.Nesting}");
            return null;
        }

        if (action.Steps > MaxSteps)
        {
            table.AsValue.Error("too-many-steps", $"An action takes at most {MaxSteps} steps, this one {action.Steps}");
            return null;
        }

        if (CheckHold(table, trigger, action)) return new MappingConfig { Trigger = trigger, Action = action, Description = description, File = table.File, Line = table.Line };
        return null;
    }

    private static GestureAction? ReadAction(ConfigTable table)
    {
        if (table.Find(ActionsParameter) is { } list) return SequenceAction.Read(list, stopOnError: false);
        return table.Get(ActionParameter) is { } value ? ActionCatalog.Read(value) : null;
    }

    /// <summary>A hold needs a later release: without one a Keystroke acts as a click, and a ModeChange would never come back, so it is off.</summary>
    private static bool CheckHold(ConfigTable table, Trigger trigger, GestureAction action)
    {
        if (trigger.HasRelease) return true;
        foreach (var (place, holder) in table.Scope.Holds) place.Warn("hold-without-release", $"'{trigger.Describe()}' has no later release: {Consequence(holder, isAll: holder == action)}");
        return action is not ModeChangeAction { Hold: true };
    }

    private static string Consequence(GestureAction holder, bool isAll) =>
        holder is not ModeChangeAction ? "'hold' acts as a click" : $"this mode would never end; {(isAll ? "the mapping" : "this action")} is off";
}
