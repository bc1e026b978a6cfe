using Conductor.Core.Actions;
using Conductor.Core.Gestures;

namespace Conductor.Core;

/// <summary>Pause, resume, panic: from outside, or by an action in the middle of a run.</summary>
public sealed partial class Engine
{
    private readonly FiringBuffer _ends = new();   // not the one of messages: an action of a message may ask for a panic

    /// <summary>Lets everything go, and lets nothing begin but what resumes. What runs goes on; what waits behind it is forgotten.</summary>
    public long Pause(long now)
    {
        ComeTo(now);
        Do(ControlCommand.Pause);
        return _timers.NextDue;
    }

    /// <summary>Ends a pause. What was pressed meanwhile stays without a meaning.</summary>
    public long Resume(long now)
    {
        ComeTo(now);
        Do(ControlCommand.Resume);
        return _timers.NextDue;
    }

    /// <summary>Lets everything go, and ends all that runs.</summary>
    public long Panic(long now)
    {
        ComeTo(now);
        Do(ControlCommand.Panic);
        return _timers.NextDue;
    }

    private void Do(ControlCommand command)
    {
        switch (command)
        {
            case ControlCommand.Pause:
                EndHolds();
                ForgetQueues();
                _outputs.ReleaseAll();
                SetPaused(true);
                break;
            case ControlCommand.Resume:
                SetPaused(false);
                break;
            case ControlCommand.Panic:
                EndHolds();
                EndAllRuns();
                _outputs.ReleaseAll();
                break;
            case ControlCommand.Reload:
                _listener.ReloadAsked();
                break;
        }
    }

    private void SetPaused(bool paused)
    {
        if (IsPaused == paused) return;
        IsPaused = paused;
        _listener.PausedChanged(paused);
    }

    /// <summary>All that is held ends, as no note-off did it, and nothing waits for its moment any more; then the mode may be another one.</summary>
    private void EndHolds()
    {
        _recognizer.ReleaseAll(_ends);
        _recognizer.DropWaiting();
        for (var i = 0; i < _ends.Count; i++) EndHold(_ends[i].Ended);
        _ends.Clear();
        TellMode();
    }

    /// <summary>What waits in lanes is not begun.</summary>
    private void ForgetQueues()
    {
        foreach (var run in _waiting) run.Lane!.Forget();
    }
}
