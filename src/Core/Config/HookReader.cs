using Conductor.Core.Actions;

namespace Conductor.Core.Config;

/// <summary>
/// An action that a mode or a device runs by itself: on_enter, on_exit, on_connect. Where it stands makes no difference: a device whose on_connect moved to another line is the same device.
/// </summary>
public sealed record HookConfig(GestureAction Action, string File, int Line)
{
    public bool Equals(HookConfig? other) => other is not null && Action.Equals(other.Action);

    public override int GetHashCode() => Action.GetHashCode();
}

/// <summary>Reads hooks. Nobody lets go of anything there: what is held for a press is not.</summary>
internal static class HookReader
{
    /// <summary>Null where there is none, where it has an error, or where it can't be done.</summary>
    public static HookConfig? Read(ConfigTable table, FormParameter parameter)
    {
        if (table.Find(parameter) is not { } value) return null;
        var scope = table.Scope;
        scope.Begin($"'{parameter.Name}'");
        var action = ActionCatalog.Read(value);
        if (action is null || !MappingReader.HasFitSize(value, action)) return null;
        foreach (var (place, holder) in scope.Holds) place.Warn("hold-without-release", $"'{parameter.Name}' has no later release: {MappingReader.Consequence(place, holder, action)}");
        return scope.IsOff || action is ModeChangeAction { Hold: true } ? null : new HookConfig(action, table.File, value.Line);
    }
}
