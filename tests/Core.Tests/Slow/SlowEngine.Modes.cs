using Conductor.Core.Actions;

namespace Conductor.Core.Tests.Slow;

/// <summary>Modes, momentary layers, hooks.</summary>
internal sealed partial class SlowEngine
{
    private const int MostHooks = 16;

    private readonly List<SlowLayer> _layers = [];   // the last one decides
    private readonly List<SlowMapping> _hooks = [];
    private string _base;
    private int _hooksRunning;

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
        if (!isTooLate || Built.LateLayerIsTold) Tell($"ModeChange {mode}");
        if (isTooLate) return;
        if (action.Hold) Change(() => _layers.Add(new SlowLayer(run, gesture.Presses, mode)));
        else SetMode(mode);
    }

    /// <summary>Next and previous count from the mode in force, round. A mode that a reload took away is the first one.</summary>
    private string Reached(ModeChangeAction action)
    {
        var modes = ModeNames;
        if (action.Mode is { } name) return modes.Contains(name) ? name : modes[0];
        return modes[(((modes.IndexOf(ModeInForce) + action.Offset) % modes.Count) + modes.Count) % modes.Count];
    }

    /// <summary>The old mode's on_exit, then the new mode's on_enter, at once.</summary>
    private void Change(Action change)
    {
        var before = ModeInForce;
        change();
        var after = ModeInForce;
        if (before == after || _hooksRunning == MostHooks) return;
        _hooksRunning++;
        RunHook(before, "exit");
        RunHook(after, "enter");
        _hooksRunning--;
    }

    private void RunHook(string mode, string hook)
    {
        var config = _config.Modes.FirstOrDefault(one => one.Name == mode);
        if ((hook == "exit" ? config?.OnExit : config?.OnEnter) is not { } action) return;
        var mapping = new SlowMapping { Mode = mode, Hook = hook, Action = action };
        if (_hooks.Find(mapping.IsSame) is { } known) mapping = known;
        else _hooks.Add(mapping);
        Fire(mapping, SlowGesture.None);
    }
}
