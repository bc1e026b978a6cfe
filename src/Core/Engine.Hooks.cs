using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Ports;

namespace Conductor.Core;

/// <summary>What runs without a player: at each change of the mode the old one's on_exit and the new one's on_enter, and on_connect.</summary>
public sealed partial class Engine
{
    private const int MaxHookDepth = 16;

    private int _hookDepth;
    private bool _hooksStopped;
    private bool _isLettingGo;

    /// <summary>Follows the mode: tells it, and runs the hooks of the change at once, before anything else goes on.</summary>
    private void FollowMode()
    {
        if (_modes.Base != _shownBase) _listener.LastingModeChanged(_plan.ModeNames[_shownBase = _modes.Base]);
        if (_modes.Current == _shownMode) return;
        var left = _shownMode;
        _shownMode = _modes.Current;
        _listener.ModeChanged(_plan.ModeNames[_shownMode]);
        if (_plan.Hooks.All.Length > 0 && !IsPaused && !_isLettingGo) RunHooks(left, _shownMode);
    }

    /// <summary>Hooks that change the mode run others in turn; once they go too deep none runs until the first change is done with.</summary>
    private void RunHooks(int left, int entered)
    {
        var plan = _plan;
        _hookDepth++;
        RunHook(plan.Hooks.OnExit(left));
        RunHook(plan.Hooks.OnEnter(entered));
        if (--_hookDepth == 0) _hooksStopped = false;
    }

    private void RunHook(PlannedMapping? hook)
    {
        if (hook is null || _hooksStopped) return;
        if (_hookDepth <= MaxHookDepth)
        {
            Start(hook, new Gesture { Kind = GestureKind.Hook, Time = _now });
            return;
        }

        _hooksStopped = true;
        _listener.Failed(hook, new NativeException("mode change", 0, $"on_enter and on_exit change the mode {MaxHookDepth} deep", "no more of them run now"));
    }

    /// <summary>A device is there, and its entry's on_connect runs.</summary>
    public long Connected(ushort slot, long now)
    {
        ComeTo(now);
        if (_plan.Hooks.OnConnect(Definition(slot)) is { } hook) Start(hook, new Gesture { Kind = GestureKind.Hook, Device = slot, Time = _now });
        return _timers.NextDue;
    }
}
