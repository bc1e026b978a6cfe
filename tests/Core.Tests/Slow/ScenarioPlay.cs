using Conductor.Core.Actions;
using Conductor.Core.Triggers;
using Conductor.TestKit;
using FileConfig = Conductor.Core.Config.Config;

namespace Conductor.Core.Tests.Slow;

/// <summary>What a scenario came to, once in the engine and once in the slow one, after each thing that happened.</summary>
/// <param name="Happening">Null: after the last one, time went by.</param>
/// <param name="Expected">What the slow engine ran, and how it stands.</param>
/// <param name="Got">What the engine ran, and how it stands.</param>
internal sealed record ScenarioStep(Happening? Happening, List<string> Expected, List<string> Got)
{
    public bool Differs => !Expected.SequenceEqual(Got);
}

/// <summary>Plays a scenario on both engines, as far as they agree.</summary>
internal sealed class ScenarioPlay
{
    private const long AfterLast = 300_000;

    private readonly Scenario _scenario;
    private readonly FileConfig[] _configs;
    private readonly EngineRig _rig;
    private readonly SlowEngine _slow;
    private readonly List<ScenarioStep> _steps = [];
    private bool _hasModes;

    private ScenarioPlay(Scenario scenario, FileConfig[] configs)
    {
        _scenario = scenario;
        _configs = configs;
        _rig = new EngineRig(scenario.Configs[0].Toml, scenario.AnswersAtOnce);
        _slow = new SlowEngine(configs[0]);
        _hasModes = !configs[0].Modes.IsEmpty;
    }

    /// <summary>The steps up to the first difference; null where a configuration has an error, or no device of the timeline's.</summary>
    public static List<ScenarioStep>? Of(Scenario scenario)
    {
        var configs = Array.ConvertAll(scenario.Configs, config => config.Read());
        var namesDevices = scenario.Timeline.Any(happening => happening.Device is not null);
        return Array.TrueForAll(configs, config => config is not null && (!namesDevices || config.Devices.Length == 2)) ? new ScenarioPlay(scenario, configs!).Play() : null;
    }

    /// <summary>Which triggers fire in the slow engine.</summary>
    public static IEnumerable<TriggerKind> Fired(Scenario scenario)
    {
        var play = new ScenarioPlay(scenario, Array.ConvertAll(scenario.Configs, config => config.Read()!));
        foreach (var happening in scenario.Timeline) play.Slow(happening);
        return play._slow.Fired;
    }

    private List<ScenarioStep> Play()
    {
        foreach (var happening in _scenario.Timeline)
        {
            if (Step(happening)) return _steps;
        }

        var end = _scenario.Timeline.Select(happening => happening.Micros).DefaultIfEmpty().Max() + AfterLast;
        _ = Step(new Happening(end, What.Wait));
        return _steps;
    }

    private bool Step(Happening happening)
    {
        var failure = Failure(() => Real(happening));
        Slow(happening);
        if (_slow.HooksWentTooDeep) return true;
        var got = Told(_rig.Listener.Actions, _rig.Engine.Mode, string.Join(' ', _rig.Keyboard.IsDown.Select(KeyNames.Name).Order(StringComparer.Ordinal)), _rig.Listener.Drops.Count, failure);
        got.AddRange(AnyOrder(_rig.TakeOutside().Split(", ").Where(line => line.StartsWith("P ", StringComparison.Ordinal))));
        var expected = Told(_slow.Ran, _slow.ModeInForce, _slow.KeysDown, _slow.Dropped, null);
        expected.AddRange(AnyOrder(_slow.Sent));
        _slow.Sent.Clear();
        _steps.Add(new ScenarioStep(happening, expected, got));
        return _steps[^1].Differs;
    }

    /// <summary>Which of several notes goes up first doesn't matter.</summary>
    private static IEnumerable<string> AnyOrder(IEnumerable<string> sent) => sent.Select(line => $"# {line}").Order(StringComparer.Ordinal);

    private static string? Failure(Action play)
    {
        try
        {
            play();
            return null;
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    private List<string> Told(List<RanAction> ran, string mode, string keys, int dropped, string? failure)
    {
        var told = ran.ConvertAll(action => $"{ScenarioText.Time(action.Time)} {action.Text}");
        ran.Clear();
        if (_hasModes) told.Add($"# mode {mode}");
        if (keys.Length > 0) told.Add($"# down {keys}");
        if (dropped > 0) told.Add($"# {dropped} dropped");
        if (failure is not null) told.Add(failure);
        return told;
    }

    private void Real(Happening happening)
    {
        var ms = happening.Micros / 1000.0;
        if (!_scenario.WakesLate || happening.What == What.Wait) _rig.Wait(ms);
        switch (happening.What)
        {
            case What.Mode:
                var mode = ScenarioConfig.ModeName(happening.Number);
                if (_rig.Engine.Plan.ModeNames.Contains(mode)) _rig.SetMode(ms, mode);
                else _rig.Wake(ms);
                break;
            case What.Reload: _rig.Reload(ms, _scenario.Configs[happening.Number].Toml); break;
            case What.Disconnect: _rig.Disconnect(ms, happening.Device); break;
            case What.Answer or What.AnswerFailed:
                _rig.Wake(ms);   // a command that is due by now has to begin first
                if (_rig.Jobs.Pending.Count > 0) _rig.FinishJob(ms, happening.What == What.AnswerFailed ? "refused" : null);
                break;
            case What.Wait: break;
            default: _rig.Play(ms, happening.Words); break;
        }
    }

    private void Slow(Happening happening)
    {
        while (!_scenario.WakesLate && _slow.NextDue <= Math.Max(_slow.LastMoment, happening.Micros))
        {
            _slow.Wake(_slow.NextDue);
            AnswerSlow();
        }

        if (happening.What == What.Reload) _hasModes = !_configs[happening.Number].Modes.IsEmpty;
        _slow.Happen(happening, happening.What == What.Reload ? _configs[happening.Number] : null);
        AnswerSlow();
    }

    private void AnswerSlow()
    {
        while (_scenario.AnswersAtOnce && _slow.HasCommands) _slow.Answer(isFailed: false);
    }
}
