using System.Runtime.InteropServices;
using Conductor.Core.Ports;
using Conductor.Core;
using Conductor.Daemon.Ipc;
using Conductor.Doctor;
using Conductor.Platform;
using Microsoft.Extensions.Logging;

namespace Conductor.Daemon;

/// <summary>Makes the rooms, hands each its neighbours, and runs them: the order of starting and stopping stands here and nowhere else.</summary>
internal sealed class DaemonHost : IDisposable
{
    private readonly IPlatform _platform;
    private readonly LogSetup _logs;
    private readonly ILogger _log;
    private readonly SingleInstance _instance;
    private readonly ControlLoop _loop;
    private readonly Housekeeping _housekeeping;
    private readonly ConfigControl _config;
    private readonly StateStore _state;
    private readonly ActionWorker _worker;
    private readonly EngineThread _engine;
    private readonly MonitorService _monitor;
    private readonly StatusReport _status;
    private readonly IpcServer _server;
    private SequencerWatch? _sequencer;
    private readonly List<PosixSignalRegistration> _signals = [];
    private volatile int _stopRequests;
    private volatile bool _startsAnew;
    private int _reloadAsked;
    private string _stopReason = "";

    /// <summary>Everything is made here and nothing runs yet; <see cref="NativeException"/> or <see cref="SingleInstance.AlreadyRunningException"/> where it can't be.</summary>
    public DaemonHost(IPlatform platform, DaemonOptions options, LogSetup logs)
    {
        (_platform, _logs, _log) = (platform, logs, logs.Logger);
        var path = options.ConfigPath(platform.Paths);
        var loader = new ConfigLoader(platform);
        _config = new ConfigControl(platform, loader, path, logs, level => logs.Level = LogSetup.LevelOf(options.Level(level)));
        var plan = _config.LoadFirst();

        _instance = SingleInstance.Take(platform, options.NamedSocket(plan.Config.Socket), mayWait: platform.Services.IsSupervised);
        _loop = new ControlLoop(platform.CreatePoller());
        _housekeeping = new Housekeeping(platform.Processes, () => _loop.Now, () => _engine!.Metrics.Events);
        var midi = OpenMidi(options.Backend, out var isWithoutSequencer);
        _state = new StateStore(platform, _log, () => _loop.Now);
        _worker = new ActionWorker(platform, _log) { Answer = Answer, DeviceName = slot => _status!.DeviceName(slot) };
        _engine = new EngineThread(plan, midi, _worker, logs, _loop.Poller.Wake) { Prefer = platform.Processes.PreferThisThread };
        _engine.Engine.Surroundings = platform.Surroundings;
        _status = new StatusReport(_config, _engine, _loop, logs, _instance.Socket, platform) { IsWithoutSequencer = isWithoutSequencer };
        _monitor = new MonitorService(_engine.Feed, _status.DeviceName, () => _loop.Now);
        var doctor = new DoctorService(new Examination(platform, StatusReport.Version, path), _loop);
        var handler = new CommandHandler(_config, loader, _engine, _loop, _monitor, _status, doctor, RequestStop);
        _server = new IpcServer(platform.Sockets.Listen(_instance.Socket), _loop.Poller, handler, new IpcLog(logs));
        if (isWithoutSequencer) _sequencer = new SequencerWatch(platform, _loop, _log, UseSequencer, tryNow: true);
        _engine.ReloadAsked = AskForReload;
        _engine.MidiLost = () => _loop.Post(LoseSequencer);
        _loop.Add(new ServerTime(_server));
        _loop.Add(_state);
        _loop.Add(_housekeeping);
        _config.Reloaded = TellReload;
        _config.Refused = TellRefusal;
        platform.Permissions.Changed = () => _loop.Post(TakePermissions);
        _loop.AfterTurn = AfterTurn;
    }

    /// <summary>Runs until asked to stop. Returns when everything is let go of, saved and removed.</summary>
    public void Run()
    {
        if (_platform.Processes.UserId == 0) _log.RunningAsRoot();
        ListenToSignals();
        RestoreMode();
        _worker.Start();
        _engine.Start();
        _config.Begin(_loop, _engine);
        _engine.PostAlways(() => _loop.Post(Started));
        _log.Started(StatusReport.Version, _engine.Backend, Printable.Of(_config.Path), Printable.Of(_instance.Socket));
        _loop.Run();
        Stop();
    }

    private void AfterTurn()
    {
        _monitor.Pump();
        if (_engine.LastingMode is { } mode) _state.ModeIs(mode);
        _housekeeping.Look();
    }

    /// <summary>The engine has its plan: what only starting needed goes back to the system.</summary>
    private void Started()
    {
        _status.IsStarting = false;
        _housekeeping.Now();
    }

    private IMidiSystem OpenMidi(MidiBackend backend, out bool isWithoutSequencer)
    {
        isWithoutSequencer = false;
        if (backend != MidiBackend.Auto) return _platform.OpenMidi(backend, "Conductor");
        try
        {
            return _platform.OpenMidi(_platform.NativeBackend, "Conductor");
        }
        catch (NativeException e)
        {
            isWithoutSequencer = true;
            _log.NoSequencer($"{e.Message}. Running without MIDI input (loopback): only `conductorctl inject` plays");
            return _platform.OpenMidi(MidiBackend.Loopback, "Conductor");
        }
    }

    private void UseSequencer(IMidiSystem midi)
    {
        _engine.PostAlways(() =>
        {
            _engine.UseSystem(midi);
            _loop.Post(() => _status.IsWithoutSequencer = false);   // not before: between the two, a loopback that nobody asked for would look sound
        });
    }

    /// <summary>The sequencer has failed for good (its module was removed, say): loopback until it is back.</summary>
    private void LoseSequencer()
    {
        if (_status.IsWithoutSequencer) return;
        _status.IsWithoutSequencer = true;
        var loopback = _platform.OpenMidi(MidiBackend.Loopback, "Conductor");
        _engine.PostAlways(() => _engine.UseSystem(loopback));
        _sequencer = new SequencerWatch(_platform, _loop, _log, UseSequencer, tryNow: false);
    }

    private void TellReload()
    {
        _housekeeping.AfterReload();
        _monitor.Tell(new Conductor.Ipc.MonitorLine { T = _loop.Now / 1e6, Kind = "reload" });
    }

    private void TellRefusal(string sentence) => _monitor.Tell(new Conductor.Ipc.MonitorLine { T = _loop.Now / 1e6, Kind = "problem", Error = sentence });

    private void RestoreMode()
    {
        if (_state.LoadMode() is not { } mode) return;
        _engine.PostAlways(() => _engine.Engine.SetMode(mode));
    }

    private void Answer(Core.Actions.JobTicket ticket, string? error) =>
        _engine.PostAlways(() => _engine.Complete(ticket, error));

    private void ListenToSignals()
    {
        _platform.Processes.IgnoreBrokenPipes();
        Listen(PosixSignal.SIGTERM, () => RequestStop("SIGTERM"));
        if (!_platform.Processes.IsIgnored(PosixSignal.SIGINT)) Listen(PosixSignal.SIGINT, () => RequestStop("SIGINT"));
        if (!_platform.Processes.IsIgnored(PosixSignal.SIGHUP)) Listen(PosixSignal.SIGHUP, () => _loop.Post(SaveAndReload));
    }

    private void Listen(PosixSignal signal, Action handle) => _signals.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        handle();
    }));

    /// <summary>From the engine's thread. However often it is asked for, the file is read once.</summary>
    private void AskForReload()
    {
        if (Interlocked.Exchange(ref _reloadAsked, 1) == 0) _loop.Post(ReloadAsAsked);
    }

    private void ReloadAsAsked()
    {
        Volatile.Write(ref _reloadAsked, 0);
        _config.Reload(_ => { });
    }

    private void SaveAndReload()
    {
        _state.Save();
        _config.Reload(_ => { });
    }

    /// <summary>A grant counts for a process only from its start, as some systems have it, so whoever is started anew by itself ends. Others try what can be had.</summary>
    private void TakePermissions()
    {
        if (_stopRequests > 0) return;
        if (_platform.Services.IsSupervised)
        {
            _log.PermissionEnds(_platform.Services.Manager);
            _startsAnew = true;
            End("a permission has changed");
            return;
        }

        _log.PermissionChanged();
        _config.RemakeDevices();
    }

    /// <summary>From any thread: a person or the system wants it to end, whatever it was about to do. The second time, nothing is waited for any more.</summary>
    private void RequestStop(string reason)
    {
        _startsAnew = false;
        End(reason);
    }

    private void End(string reason)
    {
        if (Interlocked.Increment(ref _stopRequests) == 1) _stopReason = reason;
        _loop.Post(_loop.End);
    }

    private bool IsHurried => _stopRequests > 1;

    /// <summary>Input off, held output released, running actions given a second, state saved, socket and lock removed.</summary>
    private void Stop()
    {
        _log.Stopping(_stopReason);
        _status.IsStopping = true;
        _engine.Rest(TimeSpan.FromSeconds(1), () => IsHurried);
        _engine.Stop();
        _worker.Stop(() => true);   // what still runs has had its time
        _sequencer?.Dispose();
        _config.Dispose();
        if (_engine.LastingMode is { } mode) _state.ModeIs(mode);
        _state.Save();
        _server.Dispose();
        _state.Dispose();
        _instance.Dispose();
        _log.Stopped();
    }

    /// <summary>Whether it ended so that whoever started it starts it anew.</summary>
    public bool StartsAnew => _startsAnew;

    public void Dispose()
    {
        _platform.Permissions.Changed = null;
        foreach (var signal in _signals) signal.Dispose();
        _monitor.Dispose();
        _loop.Poller.Dispose();
    }

    private sealed class ServerTime(IpcServer server) : ITimed
    {
        public long NextDeadline => server.NextDeadline;

        public void OnTime(long now) => server.OnTime(now);
    }
}
