using System.Text;
using Conductor.Core;
using Conductor.Core.Actions;
using Conductor.Core.Config;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;

namespace Conductor.TestKit;

/// <summary>
/// An engine on fakes, made from the text of a configuration. A test plays messages at times (ms) and looks at what ran and at what was pressed and sent. No clock, no thread.
/// </summary>
public sealed class EngineRig
{
    private readonly Dictionary<string, ushort> _slots = [];
    private readonly Dictionary<string, FakeMidiOutput> _outputs = [];
    private long _now;

    /// <param name="toml">The configuration; errors throw, with the text a person would see.</param>
    /// <param name="answersJobs">Commands are done at once; else they wait for <see cref="FinishJob"/>.</param>
    public EngineRig(string toml, bool answersJobs = true)
    {
        AnswersJobs = answersJobs;
        Keyboard = new FakeKeyboard(Journal);
        Mouse = new FakeMouse(Journal);
        Engine = new Engine(Plan(toml), Listener, Jobs);
        Engine.UseDevices(Keyboard, Mouse, null);
        Connect();
    }

    public Engine Engine { get; }

    public RecordingListener Listener { get; } = new();

    public Journal Journal { get; } = new();

    public FakeKeyboard Keyboard { get; }

    public FakeMouse Mouse { get; }

    public FakeJobQueue Jobs { get; } = new();

    public bool AnswersJobs { get; set; }

    /// <summary>Text → plan.</summary>
    public static Plan Plan(string toml, string file = "config.toml")
    {
        var result = ConfigReader.Read(file, Encoding.UTF8.GetBytes(toml));
        return PlanBuilder.Build(result.Config ?? throw new InvalidOperationException("the configuration is refused:\n" + ProblemText.List(result.Problems)));
    }

    /// <summary>The fake behind a port of the plan, by the name that the file gives it.</summary>
    public FakeMidiOutput Output(string port) => _outputs[port];

    /// <summary>The slot that a device's messages bear: the same over reloads; 0 where the file has no devices and none is named.</summary>
    public ushort SlotOf(string? device)
    {
        if (device is null) return Engine.Plan.Config.Devices is { IsEmpty: false } devices ? _slots[devices[0].Id] : (ushort)0;
        return _slots.TryGetValue(device, out var slot) ? slot : throw new InvalidOperationException($"the configuration has no device '{device}'");
    }

    /// <summary>Plays a message in words (<see cref="MidiWords"/>) at a time in ms.</summary>
    public EngineRig Play(double ms, string words)
    {
        if (!MidiWords.TryParse(words, out var message, out var sysEx, out var device, out var error)) throw new InvalidOperationException(error);
        return sysEx is null ? Play(ms, message.From(SlotOf(device))) : PlaySysEx(ms, sysEx, SlotOf(device));
    }

    public EngineRig Play(double ms, in MidiMessage message)
    {
        Engine.Process(message.At(_now = Micros(ms)));
        return AnswerJobs();
    }

    private EngineRig PlaySysEx(double ms, byte[] bytes, ushort slot)
    {
        Engine.ProcessSysEx(bytes, slot, _now = Micros(ms));
        return AnswerJobs();
    }

    /// <summary>Lets time pass: runs all that is due by then, each at its own time, with a wake-up for each.</summary>
    public EngineRig Wait(double ms)
    {
        while (Engine.NextDue is var due && due <= Micros(ms)) WakeAt(due);
        return Wake(ms);
    }

    /// <summary>One wake-up at a time, however late.</summary>
    public EngineRig Wake(double ms) => WakeAt(Micros(ms));

    private EngineRig WakeAt(long micros)
    {
        Engine.Wake(_now = micros);
        return AnswerJobs();
    }

    public EngineRig SetMode(double ms, string mode)
    {
        Wake(ms);
        if (!Engine.SetMode(mode)) throw new InvalidOperationException($"there is no mode '{mode}'");
        return this;
    }

    public EngineRig Reload(double ms, string toml)
    {
        Engine.Adopt(Plan(toml), _now = Micros(ms));
        Connect();
        return AnswerJobs();
    }

    public EngineRig Disconnect(double ms, string? device = null)
    {
        Engine.Disconnect(SlotOf(device), _now = Micros(ms));
        return AnswerJobs();
    }

    /// <summary>Answers the oldest command that waits.</summary>
    public EngineRig FinishJob(double ms, string? error = null)
    {
        if (!Jobs.FinishNext(Engine, _now = Micros(ms), error)) throw new InvalidOperationException("no command is waiting");
        return AnswerJobs();
    }

    /// <summary>What ran since the last call: "500 Shell quit" each.</summary>
    public string[] TakeRan()
    {
        var ran = Listener.Actions.ConvertAll(action => action.ToString()).ToArray();
        Listener.Actions.Clear();
        return ran;
    }

    /// <summary>What reached the outside since the last call, in one line.</summary>
    public string TakeOutside() => Journal.Take();

    /// <summary>Gives each device of the plan its slot and each port of the plan an output, as the daemon does after start and reload.</summary>
    private void Connect()
    {
        for (var i = 0; i < Engine.Plan.Config.Devices.Length; i++)
        {
            var id = Engine.Plan.Config.Devices[i].Id;
            if (!_slots.TryGetValue(id, out var slot)) _slots.Add(id, slot = (ushort)(_slots.Count + 1));
            Engine.DefineSlot(slot, (ushort)(i + 1));
        }

        foreach (var port in Engine.Plan.Needs.Outputs)
        {
            if (port.Output is null) Engine.UseOutput(port, NewOutput(port.Name));
        }
    }

    private FakeMidiOutput NewOutput(string port) => _outputs[port] = new FakeMidiOutput(port, Journal);

    /// <summary>The port came back, as another object: the old one is closed.</summary>
    public void ReplaceOutput(string port)
    {
        foreach (var known in Engine.Plan.Needs.Outputs)
        {
            if (known.Name != port) continue;
            var old = _outputs[port];
            Engine.UseOutput(known, null);
            old.Dispose();
            Engine.UseOutput(known, NewOutput(port));
        }
    }

    private EngineRig AnswerJobs()
    {
        while (AnswersJobs && Jobs.FinishNext(Engine, _now))
        {
        }

        return this;
    }

    private static long Micros(double ms) => (long)Math.Round(ms * 1000);
}
