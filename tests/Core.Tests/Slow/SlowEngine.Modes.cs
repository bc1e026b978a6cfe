using Conductor.Core.Actions;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Slow;

/// <summary>Modes, momentary layers, hooks.</summary>
internal sealed partial class SlowEngine
{
    private const int MostHooks = 16;
    private const string Enter = "on_enter";
    private const string Exit = "on_exit";

    private readonly List<SlowLayer> _layers = [];   // the last one decides
    private string _base;
    private int _hooksRunning;

    /// <summary>Hooks that call each other for ever are stopped; where exactly doesn't matter.</summary>
    public bool HooksWentTooDeep { get; private set; }

    public string ModeInForce => _layers.Count == 0 ? _base : _layers[^1].Mode;

    /// <summary>A lasting change ends every layer.</summary>
    private void SetMode(string mode) => Change(() =>
    {
        _layers.Clear();
        _base = mode;
    });

    private void ChangeMode(ModeChangeAction action, SlowRun run)
    {
        var gesture = run.Gesture;
        var mode = Reached(action);
        var isTooLate = action.Hold && (gesture.Presses.Count == 0 || gesture.IsUp);
        if (isTooLate) return;
        Tell($"ModeChange {mode}");
        if (action.Hold) Change(() => _layers.Add(new SlowLayer(run, gesture.Presses, mode)));
        else SetMode(mode);
    }

    /// <summary>Next and previous count from the mode in force, round. Where a reload took the mode away it stays as it is.</summary>
    private string Reached(ModeChangeAction action)
    {
        var modes = ModeNames;
        if (action.Mode is { } name) return modes.Contains(name) ? name : ModeInForce;
        return modes[(((modes.IndexOf(ModeInForce) + action.Offset) % modes.Count) + modes.Count) % modes.Count];
    }

    /// <summary>The old mode's on_exit, then the new mode's on_enter, at once.</summary>
    private void Change(Action change)
    {
        var before = ModeInForce;
        change();
        var after = ModeInForce;
        if (before == after) return;
        HooksWentTooDeep |= _hooksRunning == MostHooks;
        if (HooksWentTooDeep) return;
        _hooksRunning++;
        RunHook(before, Exit);
        RunHook(after, Enter);
        _hooksRunning--;
    }

    private void RunHook(string mode, string hook)
    {
        if (_mappings.Find(mapping => mapping.Mode == mode && mapping.Hook == hook) is { } found) Fire(found, SlowGesture.None);
    }

    private static IEnumerable<SlowMapping> HooksOf(string name, params (string Hook, HookConfig? Config)[] hooks) =>
        hooks.Where(hook => hook.Config is not null).Select(hook => new SlowMapping { Mode = name, Hook = hook.Hook, Action = hook.Config!.Action });
}
