using Conductor.Core.Actions;
using Conductor.Core.Mapping;
using Conductor.Core.Ports;

namespace Conductor.Core;

/// <summary>What the daemon tells the engine between two messages: a new plan, a mode, a device that vanished, the end.</summary>
public sealed partial class Engine
{
    /// <summary>The plan in force.</summary>
    public Plan Plan => _plan;

    /// <summary>The mode in force, momentary layers included.</summary>
    public string Mode => _plan.ModeNames[_modes.Current];

    /// <summary>The mode without momentary layers: what is remembered over a restart.</summary>
    public string LastingMode => _plan.ModeNames[_modes.Base];

    /// <summary>Whether anything is held down.</summary>
    public bool IsHolding => _outputs.IsHolding;

    public long NextDue => _timers.NextDue;

    /// <summary>The keyboard and mouse to press with; <paramref name="refusal"/> says why one that is needed is missing.</summary>
    public void UseDevices(IKeyboard? keyboard, IMouse? mouse, NativeException? refusal)
    {
        _outputs.Keyboard = keyboard;
        _outputs.Mouse = mouse;
        _outputs.Refusal = refusal;
    }

    /// <summary>Opens, or closes (null), the output behind a port of the plan; what was held there goes up first.</summary>
    public void UseOutput(MidiPortRef port, IMidiOutput? output)
    {
        if (port.Output is not null) _outputs.ReleasePort(port);
        port.Output = output;
    }

    /// <summary>Which device entry (index + 1; 0 = none) a slot's messages come from.</summary>
    public void DefineSlot(ushort slot, ushort definition)
    {
        if (slot >= _definitions.Length) Array.Resize(ref _definitions, Math.Max(slot + 1, _definitions.Length * 2));
        _definitions[slot] = definition;
    }

    /// <summary>
    /// Swaps the plan between two messages. Kept: the mode by its name, held notes and their meaning, running long presses and actions, what equal mappings hold. What a removed mapping
    /// holds goes up.
    /// </summary>
    public long Adopt(Plan plan, long now)
    {
        ComeTo(now);
        var old = _plan;
        _plan = plan;
        _context.Plan = plan;
        foreach (var port in plan.Needs.Outputs)
        {
            if (old.Needs.Outputs.FirstOrDefault(port.Equals) is { } before) port.Link = before.Link;
        }

        _outputs.Rebind(plan.FindSame);
        KeepLanes(old);
        _recognizer.Rebind(plan);
        var (shown, lasting) = (old.ModeNames[_shownMode], old.ModeNames[_shownBase]);
        _modes.Rename(index => plan.IndexOfMode(old.ModeNames[index]));
        (_shownMode, _shownBase) = (_modes.Current, _modes.Base);
        if (LastingMode != lasting) _listener.LastingModeChanged(LastingMode);
        if (Mode != shown) _listener.ModeChanged(Mode);
        return _timers.NextDue;
    }

    /// <summary>What a mapping remembers goes on in its new self; where there is none, what runs goes on to its end, and what waits is forgotten.</summary>
    private void KeepLanes(Plan old)
    {
        foreach (var mapping in old.Mappings) KeepLane(mapping);
        foreach (var hook in old.Hooks.All) KeepLane(hook);
        _repeats.Rebind(_plan);
    }

    private void KeepLane(PlannedMapping mapping)
    {
        if (mapping.Lane is not { } lane) return;
        if (_plan.FindSame(mapping) is { Lane: null } same)
        {
            same.Lane = lane;
            lane.Mapping = same;
        }
        else lane.Forget();
    }

    /// <summary>Sets the mode and ends momentary layers; false where there is no such mode.</summary>
    public bool SetMode(string mode)
    {
        var index = _plan.IndexOfMode(mode);
        if (index < 0) return false;
        _modes.Set(index);
        TellMode();
        return true;
    }

    /// <summary>A device is gone: all that its notes held goes up; no release mapping runs.</summary>
    public long Disconnect(ushort slot, long now)
    {
        ComeTo(now);
        _recognizer.ReleaseDevice(slot, _firings);
        Dispatch();
        return _timers.NextDue;
    }

    /// <summary>As <see cref="Disconnect"/>, for good: the slot's next device has no knob values of this one.</summary>
    public long Forget(ushort slot, long now)
    {
        Disconnect(slot, now);
        _recognizer.ForgetDevice(slot);
        return _timers.NextDue;
    }

    /// <summary>The system lost messages, and perhaps a note-off among them: what notes held goes up. Running actions go on.</summary>
    public long ReleaseNotes(long now)
    {
        ComeTo(now);
        _recognizer.ReleaseAll(_firings);
        Dispatch();
        return _timers.NextDue;
    }

    /// <summary>The beginning of the end: what is held goes up, and what waits in lanes is not begun. What runs goes on.</summary>
    public void LetGo()
    {
        _isLettingGo = true;   // nothing begins any more, no hook either
        EndHolds();
        ForgetQueues();
        _outputs.ReleaseAll();
        _isLettingGo = false;
    }

    /// <summary>The end: nothing is heard any more, and everything that is held goes up. Running programs are the worker's to end.</summary>
    public void ReleaseAll()
    {
        LetGo();
        AbandonRuns();
    }
}
