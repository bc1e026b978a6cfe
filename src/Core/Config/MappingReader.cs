using System.Collections.Immutable;
using Conductor.Core.Actions;
using Conductor.Core.Conditions;
using Conductor.Core.Triggers;

namespace Conductor.Core.Config;

/// <summary>Reads lists of mappings: trigger, action, and what stands beside them.</summary>
internal static class MappingReader
{
    private const int MaxSteps = 100_000;

    private static readonly ValueForm LedForm = new("led", "a table { color, brightness, duration_ms }",
        """{"properties":{"color":{"description":"a colour, as a mode's"},"brightness":{"description":"how bright"},"duration_ms":{"description":"how long it shines"}}}""");

    /// <summary>Several actions, or a trigger of older files that brings its own.</summary>
    private const string HasOtherActions = """{"anyOf":[{"required":["actions"]},{"properties":{"trigger":{"type":"object","anyOf":[{"required":["ranges"]},{"additionalProperties":{"type":"object","required":["ranges"]}}]}},"required":["trigger"]}]}""";

    private static readonly FormParameter TriggerParameter = new("trigger", ValueForm.Trigger, "what the player does") { Required = true };
    private static readonly FormParameter ActionParameter = new("action", ValueForm.Action, "what happens") { Required = true, Unless = HasOtherActions };
    private static readonly FormParameter ActionsParameter = new("actions", ValueForm.Actions, "several actions in order, instead of action");
    private static readonly TextParameter Description = new("description", "for people: what the mapping is for");
    private static readonly BoolParameter Enabled = new("enabled", true, "false: the mapping is off");
    private static readonly FormParameter ConditionParameter = new("condition", ValueForm.Condition, "where it is false the mapping is passed over, and the next one is looked at");

    private static readonly ChoiceParameter<WhenRunning> WhenRunningParameter = new("when_running", "what another press does while the action still runs; left out: parallel for a lone Shell or Launch, else queue",
        (WhenRunning.Queue, ["queue"]), (WhenRunning.Parallel, ["parallel"]), (WhenRunning.Ignore, ["ignore"]), (WhenRunning.Restart, ["restart"]), (WhenRunning.Stop, ["stop"]));

    private static readonly IntParameter Repeat = new("repeat_ms", 10, 60_000, "until the note is released the action runs again at this interval") { Called = "interval" };
    private static readonly FormParameter VelocityMappingParameter = VelocityMappingReader.NewParameter("shapes the velocity that the action sees", "\"PassThrough\"");
    private static readonly FormParameter Led = new("led", LedForm, "what the controller's light shows") { IsLater = true };

    private static readonly FormParameter OlderNote = new("note", NoteSet.Form, "the note to listen to") { Instead = "trigger = { type = \"Note\", … }" };
    private static readonly FormParameter OlderVelocity = new("velocity", new ValueForm("olderVelocity", "a table { range = [lowest, highest] }", "{}"), "softest and hardest press that count") { Instead = "velocity_min and velocity_max in the trigger" };
    private static readonly FormParameter OlderRange = new("range", ValueForm.Anything, "softest and hardest press that count");
    private static readonly TextParameter OlderDevice = new("device", "id of the device") { Instead = "it in the trigger" };
    private static readonly IntParameter OlderChannel = new("channel", 1, 16, "MIDI channel") { Instead = "it in the trigger" };
    private static readonly FormParameter OlderSoft = new("soft", ValueForm.Action, "what a soft press does") { Instead = "it as soft_action into an action of type VelocityRange" };
    private static readonly FormParameter OlderMedium = new("medium", ValueForm.Action, "what a medium press does") { Instead = "it as medium_action into an action of type VelocityRange" };
    private static readonly FormParameter OlderHard = new("hard", ValueForm.Action, "what a hard press does") { Instead = "it as hard_action into an action of type VelocityRange" };

    public static readonly TableSpec Spec = new("modes.mappings", "one thing that the player does, and what happens; [[global_mappings]] take the same",
        """
        [[modes.mappings]]
        description = "play or pause"
        trigger = { type = "Note", note = "C2" }
        action = { type = "Keystroke", keys = "space" }
        """,
        Description, Enabled, TriggerParameter, ConditionParameter, ActionParameter, ActionsParameter, WhenRunningParameter, Repeat, VelocityMappingParameter, Led,
        OlderNote, OlderVelocity, OlderChannel, OlderDevice, OlderSoft, OlderMedium, OlderHard, ConditionCatalog.Beside)
    {
        IsList = true,
    };

    public static (ImmutableArray<MappingConfig> Mappings, int Written) ReadList(ConfigValue? list, string name)
    {
        if (list is not { } value) return ([], 0);
        var mappings = ImmutableArray.CreateBuilder<MappingConfig>(value.Count);
        foreach (var element in value.List(name))
        {
            if (element.Table(name) is { } table) Read(table, mappings);
        }

        return (mappings.ToImmutable(), value.IsList ? value.Count : 0);
    }

    /// <summary>Adds what the entry means: one mapping, several where an older trigger stands for several, none where it has an error.</summary>
    private static void Read(ConfigTable table, ImmutableArray<MappingConfig>.Builder mappings)
    {
        var scope = table.Scope;
        scope.Begin("the mapping");
        var trigger = ReadTrigger(table);
        var action = ReadAction(table, isOptional: trigger?.Parts?.All(part => part.Action is not null) == true, out var isActionFine);
        var condition = ConditionCatalog.Read(table, ConditionParameter);
        var mapping = new MappingConfig
        {
            Trigger = trigger!,
            Action = action!,
            Description = table.TextOrNull(Description),
            Condition = condition,
            WhenRunning = table.ChoiceOrNull(WhenRunningParameter),
            RepeatMs = ReadRepeat(table, trigger),
            VelocityMapping = table.Find(VelocityMappingParameter) is { } shape ? VelocityMappingReader.Read(shape) : null,
            OffBecause = !table.Bool(Enabled) ? "enabled = false" : condition?.Constant == false ? "its condition is never true" : null,
            File = table.File,
            Line = table.Line,
        };
        table.TellLater(Led);
        table.RejectUnknown(Spec.Parameters);
        if (trigger is null || !isActionFine || !HasFitActions(table, trigger, action)) return;
        if (!CheckHold(table, trigger, action)) scope.OffBecause ??= $"'{trigger.Describe()}' has no later release, and its mode would never end";
        mapping = mapping with { OffBecause = mapping.OffBecause ?? scope.OffBecause };
        foreach (var (part, own) in trigger.Parts ?? [(trigger, action)])
        {
            var one = trigger.Parts is null ? mapping : mapping with { Trigger = part, Action = own ?? action! };
            mappings.Add(one);
            scope.Names.Mappings.Add((one, table.Find(TriggerParameter.Name) ?? table.AsValue));
        }
    }

    private static Trigger? ReadTrigger(ConfigTable table)
    {
        if (table.Has(OlderNote) && !table.Has(TriggerParameter)) return ReadOlderTrigger(table);
        return table.Get(TriggerParameter) is { } value ? TriggerCatalog.Read(value) : null;
    }

    /// <summary><c>note = 36</c> in the mapping, with <c>velocity = { range = [lo, hi] }</c>, <c>channel</c> and <c>device</c> beside it.</summary>
    private static NoteTrigger ReadOlderTrigger(ConfigTable table)
    {
        var note = table.Find(OlderNote)!.Value;
        var velocity = table.Find(OlderVelocity);
        var (device, channel) = (table.Find(OlderDevice), table.Find(OlderChannel));
        var trigger = new NoteTrigger { Notes = NoteSet.Read(note), Velocity = velocity is { } given ? OlderVelocityOf(given) : new ValueRange(1, 127) }.WithCommon(table);
        var parts = new List<string> { "type = \"Note\"", $"note = {note.Source}" };
        if (velocity is not null) parts.Add($"velocity_min = {trigger.Velocity.Min}, velocity_max = {trigger.Velocity.Max}");
        if (channel is { } number) parts.Add($"channel = {number.Source}");
        if (device is { } id) parts.Add($"device = {id.Source}");
        using var together = table.Scope.Trace?.Together();
        note.Rename(TriggerParameter.Name);
        note.Rewrite($"{{ {string.Join(", ", parts)} }}");
        velocity?.Remove();
        channel?.Remove();
        device?.Remove();
        return trigger;
    }

    private static ValueRange OlderVelocityOf(ConfigValue value)
    {
        var whole = new ValueRange(1, 127);
        if (value.Table(OlderVelocity.Name) is not { } table) return whole;
        var range = table.Find(OlderRange) is { } pair ? ValueRange.OfPair(pair, NoteTrigger.VelocityMin) ?? whole : whole;
        if (!table.Has(OlderRange)) table.Missing(OlderRange);
        table.RejectUnknown([OlderRange]);
        return range;
    }

    /// <param name="table">The mapping.</param>
    /// <param name="isOptional">The trigger brings its own actions.</param>
    /// <param name="isFine">False where there is an error, or none where one must be.</param>
    private static GestureAction? ReadAction(ConfigTable table, bool isOptional, out bool isFine)
    {
        GestureAction? action = null;
        var given = true;
        if (table.Find(ActionsParameter) is { } list)
        {
            if (table.Find(ActionParameter) is { } other) other.ErrorKey("set-twice", "'action' and 'actions' are both there; keep one of the two", null, (list, "set here"));
            action = SequenceAction.Read(list, stopOnError: false);
        }
        else if (table.Find(ActionParameter) is { } value) action = ActionCatalog.Read(value);
        else if (table.Has(OlderSoft) || table.Has(OlderMedium) || table.Has(OlderHard)) action = ReadOlderLevels(table);
        else given = false;
        if (!given && !isOptional) table.Missing(ActionParameter);
        isFine = action is not null || (!given && isOptional);
        return action;
    }

    /// <summary><c>soft = { … }</c>, <c>medium = { … }</c>, <c>hard = { … }</c> in the mapping instead of an action.</summary>
    private static VelocityRangeAction? ReadOlderLevels(ConfigTable table)
    {
        foreach (var parameter in new[] { OlderSoft, OlderMedium, OlderHard }) table.Find(parameter);
        if (table.Scope.Trace is not null) TellLevels(table);
        return VelocityRangeAction.Read(table);
    }

    private static void TellLevels(ConfigTable table)
    {
        var levels = VelocityRangeAction.Spec.Parameters.Where(table.Has).Select(parameter => (parameter.Name, Value: table.Find(parameter)!.Value)).ToList();
        using var together = table.Scope.Trace?.Together();
        levels[0].Value.Rename(ActionParameter.Name);
        levels[0].Value.Rewrite($"{{ type = \"{VelocityRangeAction.Spec.Name}\", {string.Join(", ", levels.Select(level => $"{level.Name} = {level.Value.Source}"))} }}");
        foreach (var (_, value) in levels.Skip(1)) value.Remove();
    }

    private static int? ReadRepeat(ConfigTable table, Trigger? trigger)
    {
        if (table.IntOrNull(Repeat) is not { } interval) return null;
        if (trigger is { HasRelease: false }) table.Find(Repeat)!.Value.WarnKey("repeat-without-hold", $"'{trigger.Describe()}' is not held: 'repeat_ms' repeats nothing");
        return interval;
    }

    private static bool HasFitActions(ConfigTable table, Trigger trigger, GestureAction? action)
    {
        var actions = trigger.Parts is { } parts ? parts.Select(part => part.Action).Append(action) : [action];
        foreach (var each in actions)
        {
            if (each is not null && !HasFitSize(table.Find(ActionParameter.Name) ?? table.Find(ActionsParameter.Name) ?? table.AsValue, each)) return false;
        }

        return true;
    }

    /// <summary>False, with an error at its place, where it nests too deep or takes too many steps.</summary>
    internal static bool HasFitSize(ConfigValue at, GestureAction action)
    {
        if (action.Nesting > ActionRun.MaxDepth) at.Error("nested-too-deep", $"Actions nest at most {ActionRun.MaxDepth} deep, these {action.Nesting}");
        else if (action.Steps > MaxSteps) at.Error("too-many-steps", $"An action takes at most {MaxSteps} steps, this one {action.Steps}");
        else return true;
        return false;
    }

    /// <summary>A hold needs a later release: without one a Keystroke acts as a click, and a ModeChange would never come back, so it is off.</summary>
    private static bool CheckHold(ConfigTable table, Trigger trigger, GestureAction? action)
    {
        if (trigger.HasRelease) return true;
        foreach (var (place, holder) in table.Scope.Holds) place.Warn("hold-without-release", $"'{trigger.Describe()}' has no later release: {Consequence(place, holder, action)}");
        return action is not ModeChangeAction { Hold: true };
    }

    /// <param name="place">Of what would hold.</param>
    /// <param name="holder">What would hold.</param>
    /// <param name="whole">The action that it is, or stands in.</param>
    internal static string Consequence(ConfigValue place, GestureAction holder, GestureAction? whole) =>
        holder is not ModeChangeAction ? "'hold' acts as a click" : $"this mode would never end; {(holder != whole ? "this action" : place.Scope.Subject)} is off";
}
