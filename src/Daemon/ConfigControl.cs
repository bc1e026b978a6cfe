using System.Diagnostics;
using System.Text;
using Conductor.Core.Config;
using Conductor.Core.Mapping;
using Conductor.Core.Ports;
using Conductor.Core;
using Conductor.Ipc;
using Conductor.Platform;
using Microsoft.Extensions.Logging;

namespace Conductor.Daemon;

/// <summary>
/// The configuration in force, and how it is replaced: built beside the old one, checked, swapped between two messages, told. The old plan works until the new one is whole.
/// On the control thread.
/// </summary>
internal sealed class ConfigControl(IPlatform platform, ConfigLoader loader, ConfigPath path, LogSetup logs, Action<LogLevelName?> levelChanged) : IDisposable
{
    private readonly ILogger _log = logs.Logger;
    private readonly LastGood _lastGood = new(platform, path.Path);
    private IKeyboard? _keyboard;
    private IMouse? _mouse;
    private ControlLoop? _loop;
    private EngineThread? _engine;
    private ConfigWatcher? _watcher;
    private string? _toldRefusal;

    public string Path => path.Path;

    public Plan Plan { get; private set; } = null!;

    public ReloadMetrics Metrics { get; } = new();

    /// <summary>The file was refused, or missing, at start, and has not been mended since.</summary>
    public bool IsDegraded { get; private set; }

    public bool IsReloading { get; private set; }

    /// <summary>Called after each reload that was taken.</summary>
    public Action? Reloaded { get; set; }

    /// <summary>Called with a sentence after each that was refused.</summary>
    public Action<string>? Refused { get; set; }

    /// <summary>Why keys can't be pressed, or null.</summary>
    public string? InputRefusal { get; private set; }

    public string? LastError { get; private set; }

    /// <summary>What the files said when the daemon began; the watcher goes on from there.</summary>
    private ConfigSnapshot? _first;

    /// <summary>What the first reading has to say, kept until it is clear that this daemon is the one that runs.</summary>
    private Action _tellFirst = () => { };

    /// <summary>Reads what to begin with; there is always a plan afterwards.</summary>
    public Plan LoadFirst()
    {
        var loaded = loader.Load(Path);
        _first = loaded.Files;
        if (loaded.Plan is not null) _tellFirst = () => WarnOf(loaded.Result!);
        else loaded = Fallback(loaded);
        Plan = loaded.Plan!;
        levelChanged(Plan.Config.LogLevel);
        return Plan;
    }

    private LoadedConfig Fallback(LoadedConfig refused)
    {
        if (refused.IsMissing && !path.IsNamed)
        {
            _tellFirst = () => _log.StarterInUse(Path);
            return loader.Starter();
        }

        IsDegraded = true;
        LastError = Sentence(refused);
        if (refused.IsMissing)
        {
            _tellFirst = () => _log.ConfigMissing(Path);
            return loader.Empty(Path);
        }

        var good = _lastGood.Read() is { } files && loader.Build(files) is { Plan: not null } last ? last : null;
        _tellFirst = () =>
        {
            _log.ConfigRefused(Path, Problems(refused));
            if (good is not null) _log.LastGoodInUse(Path);
        };
        return good ?? loader.Empty(Path);
    }

    /// <summary>From now on the file is watched and plans go to the engine.</summary>
    public void Begin(ControlLoop loop, EngineThread engine)
    {
        _tellFirst();
        _loop = loop;
        _engine = engine;
        _watcher = new ConfigWatcher(platform, loop, Path, TakeChange, _log) { DebounceMs = Plan.Config.Timing.HotReloadDebounceMs };
        _watcher.Known(_first!);
        _watcher.Look();   // what changed while we started, or waited for the lock
        Hand(Plan, () => { });
        if (_first!.Main.Content is not null && !IsDegraded) Keep(_first);
        _first = null;
    }

    /// <summary>The watcher has seen something else in one of the files, and they are quiet now.</summary>
    /// <param name="content">What the main file says.</param>
    private void TakeChange(byte[] content)
    {
        var begin = Stopwatch.GetTimestamp();
        var loaded = loader.Build(Path, content);
        if (loaded.Plan is { } plan && plan.Config.MappingsWritten == 0 && Plan.Config.MappingsWritten > 0 && !IsStarter)
        {
            _watcher!.Known(loaded.Files);
            _log.EmptyConfigNotTaken(Path);
            return;
        }

        Apply(loaded, begin, _ => { });
    }

    private bool IsStarter => Plan.Config.File != Path;

    /// <summary>Reads and takes the file; <paramref name="done"/> is called on the control thread once the new plan is in force, or with why it isn't.</summary>
    public void Reload(Action<LoadedConfig> done)
    {
        var begin = Stopwatch.GetTimestamp();
        Apply(loader.Load(Path), begin, done);
    }

    private void Apply(LoadedConfig loaded, long begin, Action<LoadedConfig> done)
    {
        _log.Reloading();
        IsReloading = true;
        if (loaded.Unreadable is null) _watcher!.Known(loaded.Files);
        if (loaded.Plan is null) Refuse(loaded, done);
        else Hand(loaded.Plan, () => Succeed(loaded, begin, done));
    }

    private void Refuse(LoadedConfig loaded, Action<LoadedConfig> done)
    {
        IsReloading = false;
        Metrics.Failed();
        LastError = Sentence(loaded);
        _log.ReloadFailed(Problems(loaded));
        Refused?.Invoke(LastError);
        done(loaded);
    }

    private void Succeed(LoadedConfig loaded, long begin, Action<LoadedConfig> done)
    {
        var milliseconds = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        IsReloading = IsDegraded = false;
        LastError = null;
        Metrics.Succeeded(milliseconds, _loop!.Now);
        TellSettings(loaded.Plan!.Config);
        Plan = loaded.Plan;
        _log.Reloaded(Math.Max(1, (long)Math.Round(milliseconds)));
        WarnOf(loaded.Result!);
        done(loaded);
        _loop.Post(() => Keep(loaded.Files));
        Reloaded?.Invoke();
    }

    private void TellSettings(Config config)
    {
        if (config.Socket is { } socket && socket != Plan.Config.Socket) _log.SocketChangeIgnored(Printable.Of(socket));
        levelChanged(config.LogLevel);
        _watcher!.DebounceMs = config.Timing.HotReloadDebounceMs;
    }

    /// <summary>Makes the devices the plan needs and gives it to the engine; <paramref name="adopted"/> follows on the control thread.</summary>
    private void Hand(Plan plan, Action adopted)
    {
        var devices = MakeDevices(plan);
        _engine!.PostAlways(() =>
        {
            try
            {
                _engine.Adopt(plan, devices);
            }
            finally
            {
                _loop!.Post(adopted);   // also where the sequencer has failed meanwhile: whoever waits must be told
            }
        });
    }

    private InputDevices MakeDevices(Plan plan)
    {
        NativeException? refusal = null;
        if (plan.Needs.Keyboard) _keyboard ??= Make(platform.OpenKeyboard, ref refusal);
        if (plan.Needs.Mouse) _mouse ??= Make(platform.OpenMouse, ref refusal);
        InputRefusal = refusal?.Message;
        if (refusal is not null) platform.Permissions.Ask();
        if (refusal is not null && _toldRefusal != refusal.Message) _log.NoInputDevice(_toldRefusal = refusal.Message);
        return new InputDevices(_keyboard, _mouse, refusal);
    }

    /// <summary>What the system allows has changed: keyboard and mouse are made anew, and a refusal is told anew. The old ones go once the engine has let go of them.</summary>
    public void RemakeDevices()
    {
        var (keyboard, mouse) = (_keyboard, _mouse);
        (_keyboard, _mouse, _toldRefusal) = (null, null, null);
        var devices = MakeDevices(Plan);
        _engine!.PostAlways(() =>
        {
            _engine.Engine.UseDevices(devices.Keyboard, devices.Mouse, devices.Refusal);
            _loop!.Post(() =>
            {
                keyboard?.Dispose();
                mouse?.Dispose();
            });
        });
    }

    private static T? Make<T>(Func<T> open, ref NativeException? refusal)
        where T : class
    {
        try
        {
            return open();
        }
        catch (NativeException e)
        {
            refusal = e;
            return null;
        }
    }

    private void WarnOf(ConfigResult result)
    {
        if (result.Problems.Count > 0) _log.ConfigWarnings(ProblemText.List(result.Problems));
    }

    private static string Problems(LoadedConfig refused) => refused.Result is { } result ? ProblemText.List(result.Problems) : $"  {refused.Unreadable!.Message}";

    private string Sentence(LoadedConfig refused)
    {
        if (refused.Result is not { } result) return $"{Path}: {refused.Unreadable!.Symbol}";
        var first = result.Problems.First(problem => problem.IsError);
        var more = result.Errors > 1 ? $" (and {result.Errors - 1} more)" : "";
        return $"{first.File}:{first.Line}:{first.Column}: {first.Message}{more}";
    }

    /// <summary>After the answer has gone out: the files are remembered as ones that worked.</summary>
    private void Keep(ConfigSnapshot files)
    {
        try
        {
            _lastGood.Write(files);
        }
        catch (NativeException e)
        {
            _log.LastGoodNotKept(e.Message);   // the state's own warning tells people of the directory
        }
    }

    /// <summary>After the engine has let go of everything.</summary>
    public void Dispose()
    {
        _watcher?.Dispose();
        _keyboard?.Dispose();
        _mouse?.Dispose();
    }
}
