using Conductor.Core.Actions;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Slow;

/// <summary>Lanes, runs, repeats.</summary>
internal sealed partial class SlowEngine
{
    private const int MostWaiting = 16;

    private readonly List<SlowRun> _commands = [];   // those that the worker has not answered

    private readonly List<SlowRepeat> _repeats = [];

    public int Dropped { get; private set; }

    public bool HasCommands => _commands.Count > 0;

    private void Fire(SlowMapping mapping, SlowGesture gesture)
    {
        mapping = AsOfToday(mapping);
        if (mapping.Config?.RepeatMs is { } ms && gesture.Presses.Count > 0) ArmRepeat(new SlowRepeat(mapping, gesture), ms);
        if (mapping.Trigger is { } trigger) Fired.Add(trigger.Kind);
        var isRunning = mapping.Running.Count > 0;
        switch (mapping.WhenRunning)
        {
            case WhenRunning.Queue or WhenRunning.Parallel when mapping.Running.Count < mapping.MostAtOnce: Start(mapping, gesture); break;
            case WhenRunning.Queue or WhenRunning.Parallel when mapping.Waiting.Count < MostWaiting: mapping.Waiting.Add(gesture); break;
            case WhenRunning.Queue or WhenRunning.Parallel: Dropped++; break;
            case WhenRunning.Ignore when !isRunning: Start(mapping, gesture); break;
            case WhenRunning.Ignore: break;
            case WhenRunning.Restart:
                EndRuns(mapping);
                Start(mapping, gesture);
                break;
            case WhenRunning.Stop when isRunning: EndRuns(mapping); break;
            case WhenRunning.Stop: Start(mapping, gesture); break;
        }
    }

    /// <summary>What an old file meant, and the new one means again.</summary>
    private static SlowMapping AsOfToday(SlowMapping mapping) => mapping.Successor is { } successor ? AsOfToday(successor) : mapping;

    private void Start(SlowMapping mapping, SlowGesture gesture)
    {
        var run = new SlowRun(mapping, gesture);
        run.Steps = Perform(mapping.Action, run, "", new SlowOutcome()).GetEnumerator();
        Continue(run);
    }

    /// <summary>Goes on to the next thing to wait for, or to the end; then the next one in the lane begins.</summary>
    private void Continue(SlowRun run)
    {
        var mapping = run.Mapping;
        var hasWaited = mapping.Running.Contains(run);
        if (run.Steps!.MoveNext())
        {
            if (!hasWaited) mapping.Running.Add(run);
            if (run.Steps.Current is { } ms) run.Timer = Arm(_now + Micros(ms), isWindow: false, () => Continue(run));
            else _commands.Add(run);
            return;
        }

        mapping.Running.Remove(run);
        while (hasWaited && mapping.Waiting.Count > 0 && mapping.Running.Count < mapping.MostAtOnce)
        {
            var next = mapping.Waiting[0];
            mapping.Waiting.RemoveAt(0);
            Start(mapping, next);
        }
    }

    private void EndRuns(SlowMapping mapping)
    {
        foreach (var run in mapping.Running)
        {
            Cancel(run.Timer);
            _commands.Remove(run);
            _keys.RemoveAll(key => key.Hold.Run == run);
            LetGoNotes(note => note.Run == run);
        }

        mapping.Running.Clear();
        mapping.Waiting.Clear();
    }

    /// <summary>The oldest command is done.</summary>
    public void Answer(bool isFailed)
    {
        Wake(_now);
        if (_commands.Count == 0) return;
        var run = _commands[0];
        _commands.RemoveAt(0);
        run.AnswerFailed = isFailed;
        Continue(run);
    }

    /// <summary>A repeat that finds the action still running is left out.</summary>
    private void ArmRepeat(SlowRepeat repeat, int ms)
    {
        if (!_repeats.Contains(repeat)) _repeats.Add(repeat);
        repeat.Timer = Arm(_now + Micros(ms), isWindow: false, () =>
        {
            ArmRepeat(repeat, ms);
            if (AsOfToday(repeat.Mapping) is { Running.Count: 0 } mapping) Start(mapping, repeat.Gesture);
        });
    }

    private void EndRepeats(Predicate<SlowRepeat> which)
    {
        _repeats.FindAll(which).ForEach(repeat => Cancel(repeat.Timer));
        _repeats.RemoveAll(which);
    }

    /// <summary>All that is held until one of these goes up.</summary>
    private void EndHolds(List<SlowPress> presses)
    {
        bool IsOver(IReadOnlyList<SlowPress> held) => held.Any(presses.Contains);
        _keys.RemoveAll(key => IsOver(key.Hold.Presses));
        LetGoNotes(note => IsOver(note.Presses));
        EndRepeats(repeat => IsOver(repeat.Gesture.Presses));
        Change(() => _layers.RemoveAll(layer => IsOver(layer.Presses)));
    }
}
