using Conductor.Core.Mapping;
using Conductor.Core.Midi;

namespace Conductor.Core.Scripts;

/// <summary>
/// An engine without clock, thread and devices: what scripts and tests play into. Each device of the plan has its slot and each of its ports an output, as the daemon sees to after start
/// and reload. Times are µs.
/// </summary>
public sealed class Rehearsal
{
    private readonly Dictionary<string, ushort> _slots = [];
    private readonly IStage _stage;

    public Rehearsal(Plan plan, IEngineListener listener, IStage stage)
    {
        _stage = stage;
        Engine = new Engine(plan, listener, stage.Jobs);
        Engine.UseDevices(stage.Keyboard, stage.Mouse, null);
        Provide();
    }

    public Engine Engine { get; }

    /// <summary>The slot that a device's messages bear, the same over reloads; null where the plan knows no such device. Where none is named it is the first one's, 0 where the plan has none.</summary>
    public ushort? SlotOf(string? device)
    {
        if (device is null) return Engine.Plan.Config.Devices is { IsEmpty: false } devices ? _slots[devices[0].Id] : (ushort)0;
        return _slots.TryGetValue(device, out var slot) ? slot : null;
    }

    /// <param name="message">With its device's slot and its time.</param>
    /// <param name="sysEx">Of a SysEx message its bytes, F0 … F7.</param>
    public void Play(in MidiMessage message, byte[]? sysEx = null)
    {
        if (sysEx is null) Engine.Process(message);
        else Engine.ProcessSysEx(sysEx, message.Device, message.Time);
        AnswerJobs(message.Time);
    }

    /// <summary>Lets time pass: all that is due by then runs, with a wake-up for each.</summary>
    public void Wait(long time)
    {
        while (Engine.NextDue is var due && due <= time) Wake(due);
        Wake(time);
    }

    /// <summary>One wake-up, however late.</summary>
    public void Wake(long time)
    {
        Engine.Wake(time);
        AnswerJobs(time);
    }

    /// <summary>False where there is no such mode.</summary>
    public bool SetMode(string mode, long time)
    {
        Wake(time);
        if (!Engine.SetMode(mode)) return false;
        AnswerJobs(time);
        return true;
    }

    public void Reload(Plan plan, long time)
    {
        Engine.Adopt(plan, time);
        Provide();
        AnswerJobs(time);
    }

    public void Disconnect(ushort slot, long time)
    {
        Engine.Disconnect(slot, time);
        AnswerJobs(time);
    }

    /// <summary>The device is there again.</summary>
    public void Connect(ushort slot, long time)
    {
        Engine.Connected(slot, time);
        AnswerJobs(time);
    }

    /// <summary>The worker's turn.</summary>
    public void AnswerJobs(long time)
    {
        while (_stage.AnswerJob(Engine, time))
        {
        }
    }

    private void Provide()
    {
        for (var i = 0; i < Engine.Plan.Config.Devices.Length; i++)
        {
            var id = Engine.Plan.Config.Devices[i].Id;
            if (!_slots.TryGetValue(id, out var slot)) _slots.Add(id, slot = (ushort)(_slots.Count + 1));
            Engine.DefineSlot(slot, (ushort)(i + 1));
        }

        foreach (var port in Engine.Plan.Needs.Outputs)
        {
            if (port.Output is null) Engine.UseOutput(port, _stage.Open(port.Name));
        }
    }
}
