using Conductor.Core.Actions;
using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Ports;

namespace Conductor.Core;

/// <summary>Running actions: each mapping in its own lane, each run a small stack of frames that is left and entered again where it waits.</summary>
public sealed partial class Engine
{
    private readonly List<ActionRun> _waiting = new(16);
    private ActionRun? _freeRun;
    private int _lastRun;

    /// <summary>How often everything that ran was ended: a run that is in the middle of a step sees by it that it was, too.</summary>
    private int _endings;

    /// <summary>Actions under way that wait for a time or for the worker.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>A mapping was triggered. Its repeats count from this moment, whether it runs at once, waits, or is left out.</summary>
    private void Trigger(PlannedMapping mapping, in Gesture gesture)
    {
        if (IsPaused && !mapping.IsResume) return;   // paused by what the same message led to before
        if (mapping.RepeatTime > 0 && _holds.Lasts(gesture.Hold)) _repeats.Begin(mapping, gesture, _now);
        Start(mapping, gesture);
    }

    private void RunAgain(HeldRepeat repeat, long due)
    {
        _repeats.Again(repeat, due);
        if (repeat.Mapping.Lane is not { Running: > 0 }) Start(repeat.Mapping, repeat.Gesture);
    }

    private void Start(PlannedMapping mapping, in Gesture gesture)
    {
        if (mapping.Lane is { Running: > 0 } lane && !Admits(mapping, lane, gesture)) return;
        var run = _freeRun ?? new ActionRun();
        _freeRun = run.NextFree;
        if (++_lastRun == 0) _lastRun = 1;   // 0 is no run
        run.Begin(mapping, gesture, _lastRun);
        Advance(run);
    }

    /// <summary>Another press while the action still runs: whether it begins at once.</summary>
    private bool Admits(PlannedMapping mapping, Lane lane, in Gesture gesture)
    {
        switch (mapping.WhenRunning)
        {
            case WhenRunning.Queue or WhenRunning.Parallel:
                if (lane.Running < mapping.Parallel) return true;
                if (!lane.TryWait(gesture)) _listener.Dropped(mapping);
                return false;
            case WhenRunning.Ignore:
                return false;
            case WhenRunning.Restart:
                EndRuns(lane);
                return true;
            case WhenRunning.Stop:
                EndRuns(lane);
                return false;
        }

        return true;
    }

    /// <summary>Goes on until the run waits or ends.</summary>
    private void Advance(ActionRun run)
    {
        var endings = _endings;
        while (run.Depth > 0)
        {
            ref var frame = ref run.Top;
            var outcome = TakeStep(run, ref frame);
            TellMode();
            if (_endings != endings)
            {
                End(run);
                return;
            }

            switch (outcome.Kind)
            {
                case OutcomeKind.Done or OutcomeKind.Skipped: run.Pop(); break;
                case OutcomeKind.Failed: Fail(run); break;
                case OutcomeKind.Call: run.Push(outcome.Child!); break;
                case OutcomeKind.Until: Park(run).Timer = _timers.Arm(outcome.Time, TimerKind.Resume, run); return;
                case OutcomeKind.Waiting: Park(run).IsAtWorker = true; return;
            }
        }

        Finish(run);
    }

    private Outcome TakeStep(ActionRun run, ref Frame frame)
    {
        var isFirst = frame.Index == 0 && !frame.Action.IsContainer;
        _context.Run = run;
        _context.Now = _now;
        try
        {
            var outcome = frame.Action.Step(ref frame, _context);
            if (!isFirst || outcome.Kind == OutcomeKind.Skipped) return outcome;
            ActionCount++;
            if (IsWatched) _listener.Ran(new ActionTrace(run.Mapping, frame.Action, run.Gesture, _context.Detail, _plan), _now);
            return outcome;
        }
        catch (Exception reason)   // one failing action stops neither its lane nor the daemon
        {
            _listener.Failed(run.Mapping, reason);
            return Outcome.Failed;
        }
    }

    private static void Fail(ActionRun run)
    {
        run.Pop();
        if (run.Depth > 0) run.Top.ChildFailed = true;
    }

    /// <summary>A run that waits takes a place in its mapping's lane.</summary>
    private ActionRun Park(ActionRun run)
    {
        if (run.Lane is null)
        {
            run.Lane = run.Mapping.Lane ??= new Lane(run.Mapping);
            run.Lane.Running++;
        }

        _waiting.Add(run);
        return run;
    }

    private void Resume(ActionRun run)
    {
        run.Timer = null;
        run.IsAtWorker = false;
        _waiting.Remove(run);
        Advance(run);
    }

    /// <summary>The worker's answer. One for a run that was ended meanwhile is nothing.</summary>
    public long Complete(in JobTicket ticket, string? error, long now)
    {
        ComeTo(now);
        var run = ticket.Run;
        if (ticket.IsOver || !run.IsAtWorker) return _timers.NextDue;
        if (error is not null)
        {
            _listener.Failed(run.Mapping, new NativeException(run.Top.Action.Kind.ToString(), 0, error));
            Fail(run);
        }

        Resume(run);
        TellMode();
        return _timers.NextDue;
    }

    private void Finish(ActionRun run)
    {
        var lane = run.Lane;
        Free(run);
        if (lane is null) return;
        lane.Running--;
        while (lane.Running < lane.Mapping.Parallel && lane.TryNext(out var gesture)) Start(lane.Mapping, gesture);
    }

    private void Free(ActionRun run)
    {
        run.End();
        run.NextFree = _freeRun;
        _freeRun = run;
    }

    /// <summary>Ends what runs in a lane, and forgets what waits behind it.</summary>
    private void EndRuns(Lane lane)
    {
        lane.Forget();
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            if (_waiting[i].Lane != lane) continue;
            var run = _waiting[i];
            _waiting.RemoveAt(i);
            End(run);
        }
    }

    /// <summary>Ends a run, wherever it is: what it holds goes up, and what it waits for is called off.</summary>
    private void End(ActionRun run)
    {
        var job = run.IsAtWorker ? run.Ticket : default;
        _outputs.ReleaseRun(run.Number);
        Abandon(run);
        if (job.Run is not null) _context.Jobs?.Cancel(job);
    }

    /// <summary>Ends everything that runs.</summary>
    private void EndAllRuns()
    {
        _endings++;
        while (_waiting.Count > 0)
        {
            var run = _waiting[^1];
            _waiting.RemoveAt(_waiting.Count - 1);
            End(run);
        }
    }

    /// <summary>At the end: everything that waits answers to nobody. Programs that still run are the worker's to end.</summary>
    private void AbandonRuns()
    {
        _endings++;
        foreach (var run in _waiting) Abandon(run);
        _waiting.Clear();
    }

    private void Abandon(ActionRun run)
    {
        if (run.Timer is not null) _timers.Cancel(run.Timer);
        if (run.Lane is { } lane)
        {
            lane.Running--;
            lane.Forget();
        }

        Free(run);
    }
}
