using Conductor.Core.Config;
using Conductor.Core.Triggers;

namespace Conductor.Core.Mapping;

/// <summary>What a plan runs by itself: at each change of the mode, and when a device connects. Each is a mapping that nobody triggers, with a lane of its own.</summary>
internal sealed class PlanHooks
{
    private readonly PlannedMapping?[] _enter;
    private readonly PlannedMapping?[] _exit;
    private readonly PlannedMapping?[] _connect;

    public PlanHooks(Config.Config config)
    {
        _enter = [.. config.Modes.Select(mode => Plan($"mode {mode.Name}: on_enter", mode.OnEnter))];
        _exit = [.. config.Modes.Select(mode => Plan($"mode {mode.Name}: on_exit", mode.OnExit))];
        _connect = [.. config.Devices.Select(device => Plan(device.Id.Length > 0 ? $"device {device.Id}: on_connect" : "device: on_connect", device.OnConnect))];
        All = [.. _enter.Concat(_exit).Concat(_connect).OfType<PlannedMapping>()];
    }

    /// <summary>In no order that means anything.</summary>
    public PlannedMapping[] All { get; }

    /// <param name="mode">Index of the mode.</param>
    public PlannedMapping? OnEnter(int mode) => At(_enter, mode);

    public PlannedMapping? OnExit(int mode) => At(_exit, mode);

    /// <param name="device">Index of the device entry + 1; 0 = none.</param>
    public PlannedMapping? OnConnect(int device) => At(_connect, device - 1);

    private static PlannedMapping? At(PlannedMapping?[] hooks, int index) => index >= 0 && index < hooks.Length ? hooks[index] : null;

    private static PlannedMapping? Plan(string name, HookConfig? hook) => hook is null ? null
        : new PlannedMapping(-1, null, new MappingConfig { Trigger = new HookTrigger(name), Action = hook.Action, File = hook.File, Line = hook.Line });
}
