using System.Text;
using Conductor.Core;
using Conductor.Core.Actions;
using Conductor.Core.Config;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;
using Conductor.Core.Ports;
using Conductor.Core.Scripts;

namespace Conductor.TestKit;

/// <summary>
/// An engine on fakes, made from the text of a configuration. A test plays messages at times (ms) and looks at what ran and at what was pressed and sent. No clock, no thread.
/// </summary>
public sealed class EngineRig : IStage
{
    private readonly Dictionary<string, FakeMidiOutput> _outputs = [];
    private readonly Rehearsal _rehearsal;

    /// <param name="toml">The configuration; errors throw, with the text a person would see.</param>
    /// <param name="answersJobs">Commands are done at once; else they wait for <see cref="FinishJob"/>.</param>
    public EngineRig(string toml, bool answersJobs = true)
    {
        AnswersJobs = answersJobs;
        Keyboard = new FakeKeyboard(Journal);
        Mouse = new FakeMouse(Journal);
        _rehearsal = new Rehearsal(Plan(toml), Listener, this);
    }

    public Engine Engine => _rehearsal.Engine;

    public RecordingListener Listener { get; } = new();

    public Journal Journal { get; } = new();

    public FakeKeyboard Keyboard { get; }

    public FakeMouse Mouse { get; }

    public FakeJobQueue Jobs { get; } = new();

    public bool AnswersJobs { get; set; }

    IKeyboard IStage.Keyboard => Keyboard;

    IMouse IStage.Mouse => Mouse;

    IJobQueue IStage.Jobs => Jobs;

    IMidiOutput IStage.Open(string port) => _outputs[port] = new FakeMidiOutput(port, Journal);

    bool IStage.AnswerJob(Engine engine, long now) => AnswersJobs && Jobs.FinishNext(engine, now);

    /// <summary>Text → plan.</summary>
    public static Plan Plan(string toml, string file = "config.toml")
    {
        var result = ConfigReader.Read(file, Encoding.UTF8.GetBytes(toml));
        return PlanBuilder.Build(result.Config ?? throw new InvalidOperationException("the configuration is refused:\n" + ProblemText.List(result.Problems)));
    }

    /// <summary>The fake behind a port of the plan, by the name that the file gives it.</summary>
    public FakeMidiOutput Output(string port) => _outputs[port];

    /// <summary>The slot that a device's messages bear: the same over reloads; 0 where the file has no devices and none is named.</summary>
    public ushort SlotOf(string? device) => _rehearsal.SlotOf(device) ?? throw new InvalidOperationException($"the configuration has no device '{device}'");

    /// <summary>Plays a message in words (<see cref="MidiWords"/>) at a time in ms.</summary>
    public EngineRig Play(double ms, string words)
    {
        if (!MidiWords.TryParse(words, out var message, out var sysEx, out var device, out var error)) throw new InvalidOperationException(error);
        return Play(ms, message.From(SlotOf(device)), sysEx);
    }

    public EngineRig Play(double ms, in MidiMessage message, byte[]? sysEx = null)
    {
        _rehearsal.Play(message.At(Micros(ms)), sysEx);
        return this;
    }

    /// <summary>Lets time pass: runs all that is due by then, each at its own time, with a wake-up for each.</summary>
    public EngineRig Wait(double ms)
    {
        _rehearsal.Wait(Micros(ms));
        return this;
    }

    /// <summary>One wake-up at a time, however late.</summary>
    public EngineRig Wake(double ms)
    {
        _rehearsal.Wake(Micros(ms));
        return this;
    }

    public EngineRig SetMode(double ms, string mode)
    {
        if (!_rehearsal.SetMode(mode, Micros(ms))) throw new InvalidOperationException($"there is no mode '{mode}'");
        return this;
    }

    public EngineRig Reload(double ms, string toml)
    {
        _rehearsal.Reload(Plan(toml), Micros(ms));
        return this;
    }

    public EngineRig Disconnect(double ms, string? device = null)
    {
        _rehearsal.Disconnect(SlotOf(device), Micros(ms));
        return this;
    }

    /// <summary>The device is there again.</summary>
    public EngineRig Connect(double ms, string? device = null)
    {
        _rehearsal.Connect(SlotOf(device), Micros(ms));
        return this;
    }

    public EngineRig Pause(double ms)
    {
        Engine.Pause(Micros(ms));
        _rehearsal.AnswerJobs(Micros(ms));
        return this;
    }

    public EngineRig Resume(double ms)
    {
        Engine.Resume(Micros(ms));
        _rehearsal.AnswerJobs(Micros(ms));
        return this;
    }

    public EngineRig Panic(double ms)
    {
        Engine.Panic(Micros(ms));
        _rehearsal.AnswerJobs(Micros(ms));
        return this;
    }

    /// <summary>Answers the oldest command that waits.</summary>
    public EngineRig FinishJob(double ms, string? error = null)
    {
        if (!Jobs.FinishNext(Engine, Micros(ms), error)) throw new InvalidOperationException("no command is waiting");
        _rehearsal.AnswerJobs(Micros(ms));
        return this;
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

    /// <summary>The port came back, as another object: the old one is closed.</summary>
    public void ReplaceOutput(string port)
    {
        foreach (var known in Engine.Plan.Needs.Outputs)
        {
            if (known.Name != port) continue;
            var old = _outputs[port];
            Engine.UseOutput(known, null);
            old.Dispose();
            Engine.UseOutput(known, ((IStage)this).Open(port));
        }
    }

    private static long Micros(double ms) => (long)Math.Round(ms * 1000);
}
