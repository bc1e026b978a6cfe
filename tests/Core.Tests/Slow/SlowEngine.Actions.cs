using Conductor.Core.Actions;
using Conductor.Core.Triggers;
using Conductor.TestKit;

namespace Conductor.Core.Tests.Slow;

/// <summary>Whether an action could be done.</summary>
internal sealed class SlowOutcome
{
    public bool IsFailed { get; set; }
}

/// <summary>What each action does, and its line.</summary>
internal sealed partial class SlowEngine
{
    private readonly List<(Key Key, SlowHold Hold)> _keys = [];

    /// <summary>What is held down, each once.</summary>
    public string KeysDown => string.Join(' ', _keys.Select(key => KeyNames.Name(key.Key)).Distinct().Order(StringComparer.Ordinal));

    /// <summary>Gives what it must wait for: a time in ms, or (null) a command's answer.</summary>
    /// <param name="action">What is done.</param>
    /// <param name="run">As part of which run.</param>
    /// <param name="path">Where in the mapping's action it stands.</param>
    /// <param name="outcome">Is told of a failure.</param>
    private IEnumerable<int?> Perform(GestureAction action, SlowRun run, string path, SlowOutcome outcome) => action switch
    {
        SequenceAction sequence => InOrderOf(sequence, run, path, outcome),
        RepeatAction repeat => Again(repeat, run, path, outcome),
        CycleAction cycle => NextOf(cycle, run.Mapping, path) is var next ? Perform(cycle.Actions[next], run, $"{path}.{next}", outcome) : [],
        ConditionalAction conditional => Chosen(conditional, run) is var (chosen, way) && chosen is not null ? Perform(chosen, run, $"{path}.{way}", outcome) : [],
        VelocityRangeAction range => Chosen(range, run) is var (chosen, way) && chosen is not null ? Perform(chosen, run, $"{path}.{way}", outcome) : [],
        DelayAction delay => Delay(delay),
        ShellAction shell => Command($"Shell {shell.Command}", run, outcome),
        _ => AtOnce(action, run),
    };

    private IEnumerable<int?> InOrderOf(SequenceAction sequence, SlowRun run, string path, SlowOutcome outcome)
    {
        for (var i = 0; i < sequence.Actions.Count; i++)
        {
            var one = new SlowOutcome();
            foreach (var wait in Perform(sequence.Actions[i], run, $"{path}.{i}", one)) yield return wait;
            if (!one.IsFailed || !sequence.StopOnError) continue;
            outcome.IsFailed = true;
            yield break;
        }
    }

    private IEnumerable<int?> Again(RepeatAction repeat, SlowRun run, string path, SlowOutcome outcome)
    {
        for (var i = 0; i < repeat.Count; i++)
        {
            if (i > 0 && repeat.DelayMs > 0) yield return repeat.DelayMs;
            var one = new SlowOutcome();
            foreach (var wait in Perform(repeat.Action, run, path + ".", one)) yield return wait;
            if (!one.IsFailed || !repeat.StopOnError) continue;
            outcome.IsFailed = true;
            yield break;
        }
    }

    /// <summary>Each time the next one; anew when more than reset_ms has passed since the last time.</summary>
    private int NextOf(CycleAction cycle, SlowMapping mapping, string path)
    {
        var state = mapping.Cycles.Find(one => one.Path == path);
        if (state is null) mapping.Cycles.Add(state = new SlowCycle(path) { LastRan = _now });
        if (cycle.ResetMs is { } ms && _now - state.LastRan > Micros(ms)) state.Next = 0;
        state.LastRan = _now;
        var next = state.Next % cycle.Actions.Count;
        state.Next = next + 1;
        return next;
    }

    private (GestureAction? Action, string Way) Chosen(ConditionalAction conditional, SlowRun run)
    {
        for (var i = 0; i < conditional.Cases.Count; i++)
        {
            if (IsTrue(conditional.Cases[i].Condition, run.Gesture.Velocity)) return (conditional.Cases[i].Action, $"{i}");
        }

        return (conditional.Else, "else");
    }

    private static (GestureAction? Action, string Way) Chosen(VelocityRangeAction range, SlowRun run)
    {
        var levels = range.Levels ?? (run.Mapping.Trigger as VelocityRangeTrigger)?.Levels ?? VelocityLevels.Usual;
        var velocity = Shaped(run.Gesture, run.Mapping.Config?.VelocityMapping) ?? Narrow(run.Gesture.Sent, run.Gesture.IsWide) ?? 0;
        return velocity <= levels.SoftMax ? (range.Soft, "soft") : velocity <= levels.MediumMax ? (range.Medium, "medium") : (range.Hard, "hard");
    }

    private IEnumerable<int?> Delay(DelayAction delay)
    {
        Tell($"Delay {delay.Ms}");
        yield return delay.Ms;
    }

    private IEnumerable<int?> Command(string line, SlowRun run, SlowOutcome outcome)
    {
        Tell(line);
        yield return null;
        outcome.IsFailed = run.AnswerFailed;
    }

    private IEnumerable<int?> AtOnce(GestureAction action, SlowRun run)
    {
        switch (action)
        {
            case KeystrokeAction keystroke: Type(keystroke, run); break;
            case ModeChangeAction mode: ChangeMode(mode, run); break;
            case SendMidiAction send: SendMidi(send, run); break;
            case MouseClickAction click: Tell($"MouseClick {click.Button.ToString().ToLowerInvariant()}"); break;
            case MouseScrollAction { FollowsTrigger: true }: Tell($"MouseScroll 0 {run.Gesture.Value ?? 0}"); break;
            case MouseScrollAction scroll: Tell($"MouseScroll {scroll.X} {scroll.Y}"); break;
            default: throw new ArgumentException($"{action}");
        }

        yield break;
    }

    /// <summary>Held where there is a release to come; else a click.</summary>
    private void Type(KeystrokeAction keystroke, SlowRun run)
    {
        Tell($"Keystroke {string.Join(' ', keystroke.Strokes.Select(stroke => string.Join('+', stroke.Select(KeyNames.Name))))}");
        if (!keystroke.Hold || run.Gesture.Presses.Count == 0 || run.Gesture.IsUp) return;
        foreach (var key in keystroke.Strokes.SelectMany(stroke => stroke)) _keys.Add((key, new SlowHold(run, run.Gesture.Presses)));
    }

    private void Tell(string line) => Ran.Add(new RanAction(_now, line));
}
