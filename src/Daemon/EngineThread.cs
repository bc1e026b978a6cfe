using Conductor.Core;
using Conductor.Core.Actions;
using Conductor.Core.Explaining;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;
using Conductor.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Conductor.Daemon;

/// <summary>
/// The thread that listens and acts: it sleeps in the MIDI system's own wait (over its descriptors, the inbox and the next deadline) and hands each message to the engine itself, so that no
/// other thread stands between a note and what it does directly.
/// </summary>
internal sealed class EngineThread : IEngineListener
{
    private readonly Inbox _inbox;
    private readonly Thread _thread;
    private readonly LogSetup _logs;
    private readonly ILogger _log;
    private readonly Action _wakeControl;
    private readonly OncePerMinute _warnings = new();
    private volatile IMidiSystem _midi;
    private volatile bool _stopping;
    private volatile string _mode;
    private volatile string? _lastingMode;
    private volatile bool _deaf;
    private volatile bool _rested;
    private volatile bool _isPaused;
    private List<ActionTrace>? _captured;
    private long _messageTime;
    private IMidiSystem? _failed;
    private string? _lastError;
    private long _dropped;

    public EngineThread(Plan plan, IMidiSystem midi, IJobQueue jobs, LogSetup logs, Action wakeControl)
    {
        _midi = midi;
        _inbox = new Inbox(() => _midi.Wake());
        _logs = logs;
        _log = logs.Logger;
        _wakeControl = wakeControl;
        _mode = plan.ModeNames[0];
        Feed = new MonitorFeed(wakeControl, () => PostAlways(WatchAsNeeded));
        Engine = new Engine(plan, this, jobs) { IsWatched = false };
        Devices = new DeviceManager(Engine, _log, DeviceChanged);
        Outputs = new OutputManager(Engine, _log);
        _thread = new Thread(Run, maxStackSize: 512 * 1024) { Name = "engine", IsBackground = true };
    }

    /// <summary>Called first on the new thread: lets it run before ordinary work, where it may.</summary>
    public required Func<bool> Prefer { get; init; }

    public EngineMetrics Metrics { get; } = new();

    public MonitorFeed Feed { get; }

    public DeviceManager Devices { get; }

    /// <summary>The mode in force; from any thread.</summary>
    public string Mode => _mode;

    /// <summary>The mode to come back to after a restart, once it has changed; from any thread. The control thread is woken at each change.</summary>
    public string? LastingMode => _lastingMode;

    /// <summary>From any thread.</summary>
    public bool IsPaused => _isPaused;

    public string? LastError => Volatile.Read(ref _lastError);

    public string Backend => _midi.Name;

    public bool IsLoopback => _midi.IsLoopback;

    /// <summary>Only work that was posted may touch it.</summary>
    public Engine Engine { get; }

    private OutputManager Outputs { get; }

    public void Start() => _thread.Start();

    /// <summary>Runs work on the engine's thread, between two messages; from any thread. False where the inbox is full (counted).</summary>
    public bool Post(Action work)
    {
        if (_inbox.TryPost(work)) return true;
        Metrics.CountDropped();
        return false;
    }

    /// <summary>As <see cref="Post"/>, for what must not be lost: plans, answers of the worker, the end.</summary>
    public void PostAlways(Action work) => _inbox.Post(work);

    /// <summary>Swaps the plan; only from posted work.</summary>
    public void Adopt(Plan plan, InputDevices devices)
    {
        Engine.UseDevices(devices.Keyboard, devices.Mouse, devices.Refusal);
        Engine.Adopt(plan, _midi.Now);
        Outputs.Adopt(plan, _midi);
        Devices.Adopt(plan, _midi);
        ListenAsNeeded();
        _mode = Engine.Mode;
    }

    /// <summary>Goes over to another MIDI system (the sequencer has appeared); only from posted work.</summary>
    public void UseSystem(IMidiSystem midi)
    {
        var old = _midi;
        Outputs.CloseAll();
        _midi = midi;
        _dropped = 0;
        Outputs.UseSystem(midi);   // a device that connects may send
        Devices.UseSystem(midi);
        ListenAsNeeded();
        old.Dispose();
    }

    /// <summary>Plays messages as if a device had sent them and says what ran; only from posted work.</summary>
    public List<ActionTrace> Inject(IReadOnlyList<InjectedMessage> messages, ushort slot)
    {
        var captured = _captured = [];
        WatchAsNeeded();
        foreach (var (message, sysEx) in messages)
        {
            if (sysEx is null) Handle(message.From(slot).At(_midi.Now));
            else HandleSysEx(message.From(slot).At(_midi.Now), sysEx);
        }

        _captured = null;
        WatchAsNeeded();
        return captured;
    }

    /// <summary>Says what a message would do now, without playing it; null where there is no such mode. Only from posted work.</summary>
    public Explanation? Explain(in MidiMessage message, byte[]? sysEx, string? mode)
    {
        var explanation = Engine.Explain(message.At(_midi.Now), sysEx, mode);
        Metrics.ActionsAre(Engine.ActionCount);   // what was due has run
        return explanation;
    }

    private void WatchAsNeeded()
    {
        Engine.IsWatched = _captured is not null || Feed.IsOn;
        ListenAsNeeded();
    }

    private void ListenAsNeeded() => _midi.WantsSysEx = Engine.Plan.Needs.SysEx || Feed.IsOn;

    public long Now => _midi.Now;

    /// <summary>Pauses, resumes or panics; only from posted work.</summary>
    public void Do(Func<Engine, long, long> what)
    {
        what(Engine, _midi.Now);
        Metrics.ActionsAre(Engine.ActionCount);
    }

    /// <summary>The worker's answer; only from posted work.</summary>
    public void Complete(in JobTicket ticket, string? error)
    {
        Engine.Complete(ticket, error, _midi.Now);
        Metrics.ActionsAre(Engine.ActionCount);
    }

    /// <summary>Input off, and everything held goes up; what runs has some time to end by itself.</summary>
    public void Rest(TimeSpan longest, Func<bool> hurry)
    {
        PostAlways(() =>
        {
            _deaf = true;
            Engine.LetGo();
        });
        SpinWait.SpinUntil(() => _rested || hurry(), longest);
    }

    /// <summary>Everything held goes up, ports closed, thread ended.</summary>
    public void Stop()
    {
        _stopping = true;
        _inbox.Ring();
        if (_thread.IsAlive) _thread.Join();
    }

    private void Run()
    {
        _log.EnginePriority(Prefer() ? "before ordinary work" : "as ordinary work (no limit for rtprio)");
        var deadline = long.MaxValue;
        while (!_stopping)
        {
            try
            {
                _midi.Wait(deadline);
                if (!_inbox.IsEmpty) _inbox.Drain();
                ReadInput();
                deadline = Engine.NextDue;
                if (deadline != long.MaxValue) deadline = WakeEngine();   // else no clock is asked
                if (_deaf && Engine.Waiting == 0) _rested = true;
            }
            catch (NativeException e)
            {
                Fail(e);
                _inbox.Drain();
            }
        }

        Engine.ReleaseAll();
        Outputs.CloseAll();
        _midi.Dispose();
    }

    private long WakeEngine()
    {
        var next = Engine.Wake(_midi.Now);
        Metrics.ActionsAre(Engine.ActionCount);
        return next;
    }

    /// <summary>The sequencer itself is gone: what was held is released, and the daemon goes on without input.</summary>
    private void Fail(NativeException reason)
    {
        if (_failed != _midi)
        {
            _failed = _midi;
            _log.MidiFailed(reason.Message);
            Tell(reason.Message);
            Engine.ReleaseAll();
            MidiLost?.Invoke();
        }

        // Whoever posts rings: a system that can't even wait must not make us spin.
        _inbox.Wait(TimeSpan.FromSeconds(1), unless: () => _stopping);
    }

    /// <summary>Called on the engine's thread when the MIDI system has failed for good; the owner posts <see cref="UseSystem"/>.</summary>
    public Action? MidiLost { get; set; }

    /// <summary>Called on the engine's thread when an action asks for a reload.</summary>
    public Action? ReloadAsked { get; set; }

    private void ReadInput()
    {
        while (true)
        {
            switch (_midi.TryRead(out var message))
            {
                case MidiInput.None:
                    CountLost();
                    return;
                case MidiInput.Message: Handle(message); break;
                case MidiInput.SysEx: HandleSysEx(message, _midi.SysEx); break;
                case MidiInput.PortsChanged:
                    LookAtPorts();
                    break;
                case MidiInput.Woke:
                    _log.Woke();
                    LookAtPorts();
                    break;
                case MidiInput.Overrun:
                    Metrics.CountDropped();
                    _log.Overrun();
                    TellMonitor("The sequencer lost messages: what was held is let go");
                    Engine.ReleaseNotes(_midi.Now);
                    break;
            }
        }
    }

    /// <summary>What found the way from the system to us full; a release among it still comes.</summary>
    private void CountLost()
    {
        var dropped = _midi.Dropped;
        if (dropped == _dropped) return;
        Metrics.CountDropped(dropped - _dropped);
        _dropped = dropped;
        if (_warnings.IsDue(this, _midi.Now)) _log.InputFull();
    }

    private void LookAtPorts()
    {
        Outputs.PortsChanged();
        Devices.PortsChanged();
    }

    private void Handle(in MidiMessage message)
    {
        if (_deaf) return;
        _messageTime = message.Time;
        var before = Engine.ActionCount;
        Engine.Process(message);
        Metrics.CountEvent(message.Device, message.Time);
        Metrics.EchoesAre(Engine.EchoCount);
        if (Engine.ActionCount != before) CountActions(message);
        if (_logs.IsDebug) _log.MidiEvent(MidiWords.Format(message));
    }

    private void HandleSysEx(in MidiMessage message, ReadOnlySpan<byte> bytes)
    {
        if (_deaf) return;
        _messageTime = message.Time;
        var before = Engine.ActionCount;
        Engine.ProcessSysEx(bytes, message.Device, message.Time);
        Metrics.CountEvent(message.Device, message.Time);
        if (Engine.ActionCount != before) CountActions(message);
        if (_logs.IsDebug) _log.MidiEvent(MidiWords.Format(bytes));
    }

    private void CountActions(in MidiMessage message)
    {
        Metrics.ActionsAre(Engine.ActionCount);
        Metrics.Latency.Add(_midi.Now - message.Time);
    }

    void IEngineListener.Received(in MidiMessage message)
    {
        if (Feed.IsOn) Feed.Tell(new MonitorEvent(MonitorKind.Midi, message.Time, message));
    }

    void IEngineListener.ReceivedSysEx(ReadOnlySpan<byte> bytes, ushort device, long time)
    {
        if (Feed.IsOn) Feed.Tell(new MonitorEvent(MonitorKind.Midi, time, new MidiMessage(MidiStatus.SysEx, 0, 0, 0, device, time), Text: MidiWords.Format(bytes)));   // allocates, but only where somebody looks
    }

    void IEngineListener.Recognized(in Gesture gesture)
    {
        if (Feed.IsOn) Feed.Tell(new MonitorEvent(MonitorKind.Gesture, gesture.Time, Gesture: gesture));
    }

    void IEngineListener.Ran(in ActionTrace trace, long now)
    {
        _captured?.Add(trace);
        if (Feed.IsOn) Feed.Tell(new MonitorEvent(MonitorKind.Action, now, Action: trace, Microseconds: Math.Max(0, _midi.Now - Math.Max(now, _messageTime))));
    }

    void IEngineListener.Failed(PlannedMapping mapping, Exception reason)
    {
        Metrics.CountError();
        var name = Printable.Of(mapping.Name);
        _log.ActionFailed(name, Printable.Of(mapping.Source.File), mapping.Source.Line, reason.Message);
        Tell($"{name}: {reason.Message}");
    }

    void IEngineListener.Dropped(PlannedMapping mapping)
    {
        Metrics.CountDropped();
        var name = Printable.Of(mapping.Name);
        if (_warnings.IsDue(mapping, _midi.Now)) _log.LaneFull(name, Printable.Of(mapping.Source.File), mapping.Source.Line);
        TellMonitor($"{name}: a press was dropped, too many wait already");
    }

    void IEngineListener.ModeChanged(string mode)
    {
        _mode = mode;
        if (Feed.IsOn) Feed.Tell(new MonitorEvent(MonitorKind.Mode, _midi.Now, Text: mode));
    }

    void IEngineListener.FeedbackCut(PlannedMapping mapping)
    {
        var name = Printable.Of(mapping.Name);
        _log.FeedbackCut(name, Printable.Of(mapping.Source.File), mapping.Source.Line);
        Tell($"{name}: it hears what it sends, and is held back for a second");
    }

    void IEngineListener.PausedChanged(bool isPaused)
    {
        _isPaused = isPaused;
        if (isPaused) _log.Paused();
        else _log.Resumed();
    }

    void IEngineListener.ReloadAsked() => ReloadAsked?.Invoke();

    void IEngineListener.LastingModeChanged(string mode)
    {
        _lastingMode = mode;
        _wakeControl();
    }

    private void DeviceChanged(DeviceView device)
    {
        if (Feed.IsOn) Feed.Tell(new MonitorEvent(MonitorKind.Device, _midi.Now, Device: device));
    }

    private void Tell(string problem)
    {
        Volatile.Write(ref _lastError, problem);
        TellMonitor(problem);
    }

    private void TellMonitor(string problem)
    {
        if (Feed.IsOn) Feed.Tell(new MonitorEvent(MonitorKind.Problem, _midi.Now, Text: problem));
    }
}

/// <summary>The keyboard and mouse a plan needs, or why one could not be made.</summary>
internal sealed record InputDevices(IKeyboard? Keyboard, IMouse? Mouse, NativeException? Refusal);

/// <summary>What <c>inject</c> plays: a message, with its bytes where it is SysEx.</summary>
internal readonly record struct InjectedMessage(MidiMessage Message, byte[]? SysEx);

/// <summary>One warning a minute for one cause.</summary>
internal sealed class OncePerMinute
{
    private const long Minute = 60_000_000;
    private readonly Dictionary<object, long> _said = [];

    public bool IsDue(object cause, long now)
    {
        if (_said.TryGetValue(cause, out var last) && now - last < Minute) return false;
        if (_said.Count > 256) _said.Clear();   // causes of plans that are gone
        _said[cause] = now;
        return true;
    }
}
