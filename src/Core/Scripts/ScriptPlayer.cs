using Conductor.Core.Config;
using Conductor.Core.Mapping;

namespace Conductor.Core.Scripts;

/// <summary>Plays a script's lines in order and holds what runs against what they say. No clock, no thread: a script of an hour takes no time.</summary>
internal sealed class ScriptPlayer
{
    private readonly GestureScript _script;
    private readonly IConfigSource? _source;
    private readonly bool _wakes;
    private readonly ScriptRecorder _recorder = new();
    private readonly ScriptSurroundings _surroundings = new();
    private readonly Rehearsal _rehearsal;
    private readonly HashSet<string> _unplugged = [];

    private ScriptPlayer(GestureScript script, Plan plan, IConfigSource? source, bool wakes)
    {
        (_script, _source, _wakes) = (script, source, wakes);
        _rehearsal = new Rehearsal(plan, _recorder, new EmptyStage()) { Engine = { Surroundings = _surroundings } };
    }

    /// <inheritdoc cref="GestureScript.Play"/>
    public static ScriptFailure? Play(GestureScript script, IConfigSource? source, bool wakes)
    {
        var read = script.Config.Read(source);
        return read.Plan is { } plan ? new ScriptPlayer(script, plan, source, wakes).Play() : Refused(script.Config, read);
    }

    private static ScriptFailure Refused(ScriptConfig config, PlanResult read) => ScriptFailure.Refused(config.Line, [.. read.Result.Problems.Where(problem => problem.IsError)]);

    private ScriptFailure? Play()
    {
        for (var i = 0; i < _script.Lines.Count; i++)
        {
            if (Step(i) is { } failure) return failure;
            if (IsLastOfMoment(i) && Close(_script.Lines[i]) is { } more) return more;
        }

        return null;
    }

    private bool IsLastOfMoment(int i) => i == _script.Lines.Count - 1 || _script.Lines[i + 1].Micros > _script.Lines[i].Micros;

    /// <summary>What is due at the line's time comes before what happens then; an expected action must be the next one that ran.</summary>
    private ScriptFailure? Step(int i)
    {
        var line = _script.Lines[i];
        Advance(line.Micros);
        if (line.Kind == ScriptLineKind.Action) return Expect(line, i);
        return Unexpected(line) ?? Happen(line);
    }

    private void Advance(long micros)
    {
        if (_wakes) _rehearsal.Wait(micros);
        else _rehearsal.Wake(micros);
    }

    private ScriptFailure? Expect(ScriptLine line, int i)
    {
        if (!_recorder.TryPeek(out _) && !MoreHappens(i)) Advance(line.Micros + 1);   // what waits for the end of a window of this moment comes last
        if (!_recorder.TryPeek(out var got)) return ScriptFailure.Difference(line.Number, line.ToString(), _recorder.Failure ?? "nothing");
        if (got.Time != line.Micros || !line.Means(got.Text)) return ScriptFailure.Difference(line.Number, line.ToString(), Shown(got));
        _recorder.Take();
        return null;
    }

    /// <summary>Whether the moment isn't over yet.</summary>
    private bool MoreHappens(int i)
    {
        for (var next = i + 1; next < _script.Lines.Count && _script.Lines[next].Micros == _script.Lines[i].Micros; next++)
        {
            if (_script.Lines[next].Happens) return true;
        }

        return false;
    }

    /// <summary>The moment is over: nothing more may have run, also of what waits for the end of its windows. What the next microsecond brings is the next one's.</summary>
    private ScriptFailure? Close(ScriptLine line)
    {
        Advance(line.Micros + 1);
        return Unexpected(line);
    }

    private ScriptFailure? Unexpected(ScriptLine line)
    {
        if (_recorder.Failure is { } failure) return ScriptFailure.Difference(line.Number, "no failure", failure);
        return _recorder.TryPeek(out var got) && got.Time <= line.Micros ? ScriptFailure.Difference(line.Number, "nothing more", Shown(got)) : null;
    }

    private ScriptFailure? Happen(ScriptLine line)
    {
        switch (line.Kind)
        {
            case ScriptLineKind.Message: return Send(line);
            case ScriptLineKind.Mode: return _rehearsal.SetMode(line.Text, line.Micros) ? null : ScriptFailure.Fault(line.Number, $"there is no mode '{line.Text}'");
            case ScriptLineKind.Reload: return Reload(line, line.Config!);
            case ScriptLineKind.Disconnect: return Unplug(line);
            case ScriptLineKind.Connect: return Plug(line);
            case ScriptLineKind.Time: _surroundings.SetTime(line.Minute, line.Day); return null;
            case ScriptLineKind.App: _surroundings.SetApp(line.Text); return null;
            case ScriptLineKind.Nothing or ScriptLineKind.Action: return null;
        }

        return null;
    }

    private ScriptFailure? Send(ScriptLine line)
    {
        if (_rehearsal.SlotOf(line.Device) is not { } slot) return NoDevice(line, line.Device!);
        if (_unplugged.Contains(line.Device ?? FirstDevice)) return ScriptFailure.Fault(line.Number, $"'{line.Device ?? FirstDevice}' is disconnected and sends nothing; connect it first");
        _rehearsal.Play(line.Message.From(slot).At(line.Micros), line.SysEx);
        return null;
    }

    private string FirstDevice => _rehearsal.Engine.Plan.Config.Devices is [var first, ..] ? first.Id : "";

    private ScriptFailure? Reload(ScriptLine line, ScriptConfig config)
    {
        var read = config.Read(_source);
        if (read.Plan is not { } plan) return Refused(config, read);
        _rehearsal.Reload(plan, line.Micros);
        return null;
    }

    private ScriptFailure? Unplug(ScriptLine line)
    {
        if (_rehearsal.SlotOf(line.Text) is not { } slot) return NoDevice(line, line.Text);
        _unplugged.Add(line.Text);
        _rehearsal.Disconnect(slot, line.Micros);
        return null;
    }

    private ScriptFailure? Plug(ScriptLine line)
    {
        if (_rehearsal.SlotOf(line.Text) is not { } slot) return NoDevice(line, line.Text);
        _unplugged.Remove(line.Text);
        _rehearsal.Connect(slot, line.Micros);
        return null;
    }

    private static ScriptFailure NoDevice(ScriptLine line, string id) => ScriptFailure.Fault(line.Number, $"the configuration has no device '{id}'");

    private static string Shown((long Time, string Text) ran) => $"{ScriptLine.Shown(ran.Time)} {ran.Text}";
}
