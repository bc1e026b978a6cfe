using Conductor.Core.Actions;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Ports;

namespace Conductor.Core;

/// <summary>Running actions: each mapping in its own lane, each run a small stack of frames that is left and entered again where it waits.</summary>
public sealed partial class Engine
{
    private ActionRun? _freeRun;
    private readonly List<ActionRun> _waiting = new(16);

    /// <summary>Actions under way that wait for a time or for the worker.</summary>
    public int Waiting => _waiting.Count;

    private void Start(PlannedMapping mapping, in Gesture gesture)
    {
        if (mapping.Lane is { } lane && lane.Running >= mapping.Action.Parallel)
        {
            if (!lane.TryWait(gesture)) _listener.Dropped(mapping);
            return;
        }

        var run = _freeRun ?? new ActionRun();
        _freeRun = run.NextFree;
        run.Begin(mapping, gesture);
        Advance(run);
    }

    /// <summary>Goes on until the run waits or ends.</summary>
    private void Advance(ActionRun run)
    {
        _context.Run = run;
        while (run.Depth > 0)
        {
            ref var frame = ref run.Top;
            var outcome = TakeStep(run, ref frame);
            switch (outcome.Kind)
            {
                case OutcomeKind.Done or OutcomeKind.Skipped: run.Pop(); break;
                case OutcomeKind.Failed: Fail(run); break;
                case OutcomeKind.Call: run.Push(outcome.Child!); break;
                case OutcomeKind.Until: Park(run).Timer = _timers.Arm(outcome.Time, TimerKind.Resume, run); return;
                case OutcomeKind.Waiting: Park(run); return;
            }
        }

        Finish(run);
    }

    private Outcome TakeStep(ActionRun run, ref Frame frame)
    {
        var isFirst = frame.Index == 0 && !frame.Action.IsContainer;
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
        _waiting.Remove(run);
        Advance(run);
    }

    /// <summary>The worker's answer. One for a run that was ended meanwhile is nothing.</summary>
    public long Complete(in JobTicket ticket, string? error, long now)
    {
        FireDue(now);
        _now = Math.Max(_now, now);
        var run = ticket.Run;
        if (run.Generation != ticket.Generation || !_waiting.Contains(run)) return _timers.NextDue;
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
        while (lane.Running < lane.Mapping.Action.Parallel && lane.TryNext(out var gesture)) Start(lane.Mapping, gesture);
    }

    private void Free(ActionRun run)
    {
        run.NextFree = _freeRun;
        _freeRun = run;
    }

    /// <summary>Ends everything that waits; what they were waiting for answers to nobody.</summary>
    private void AbandonRuns()
    {
        foreach (var run in _waiting)
        {
            if (run.Timer is not null) _timers.Cancel(run.Timer);
            run.Lane!.Running--;
            while (run.Depth > 0) run.Pop();
            Free(run);
        }

        _waiting.Clear();
    }
}
