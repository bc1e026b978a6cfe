using Conductor.Core.Conditions;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;
using Conductor.Core.Ports;

namespace Conductor.Core.Actions;

/// <summary>
/// The world as an action sees it, on the engine's thread: what triggered it, the clock, the outputs, the modes and the worker. One object for all runs; the engine sets whose turn it is.
/// </summary>
internal sealed class ActionContext(Outputs outputs, ModeStack modes, HoldTable holds)
{
    public IJobQueue? Jobs { get; set; }

    public ActionRun Run { get; set; } = null!;

    public Plan Plan { get; set; } = null!;

    /// <summary>µs; of a due Delay: when it was due.</summary>
    public long Now { get; set; }

    /// <summary>For the action's line: ModeChange puts the mode it reached here.</summary>
    public int Detail { get; set; }

    public Outputs Outputs { get; } = outputs;

    public ModeStack Modes { get; } = modes;

    public Gesture Gesture => Run.Gesture;

    /// <summary>The press's velocity as the mapping shapes it; −1 = none.</summary>
    public int Velocity => Run.Mapping.VelocityOf(Run.Gesture);

    public ISurroundings Surroundings { get; set; } = Ports.Surroundings.Hidden;

    /// <summary>What conditions are judged by at this moment.</summary>
    public Situation Situation => new(Surroundings, Plan.ModeNames[Modes.Current], Gesture.Velocity);

    /// <summary>Pauses, resumes, panics or asks for a reload, at once.</summary>
    public required Action<ControlCommand> Control { get; init; }

    /// <summary>Whether what triggered the run is still held, so that something can be held for it.</summary>
    public bool TriggerLasts => holds.Lasts(Run.Gesture.Hold);

    /// <summary>Where a cycle of the run's mapping stands.</summary>
    public ref CycleState StateOf(CycleAction cycle)
    {
        var lane = Run.Mapping.Lane ??= new Lane(Run.Mapping);
        var cycles = Run.Mapping.Cycles;
        var at = 0;
        while (!ReferenceEquals(cycles[at], cycle)) at++;   // equal ones are different cycles
        return ref lane.Cycles[at];
    }

    /// <summary>A hold of the action's own, which ends at a time: a note with a duration. The timer goes with what is held: a note that ends early leaves no wake-up behind.</summary>
    public (HoldId Hold, Timer Timer) HoldUntil(long time)
    {
        var hold = holds.Begin();
        return (hold, Timers.Arm(time, TimerKind.EndHold, null, hold));
    }

    public TimerQueue Timers { get; set; } = null!;

    /// <summary>Hands the action to the worker; the run goes on when it has answered.</summary>
    public Outcome Wait(WorkerAction action)
    {
        if (Jobs?.TryStart(new JobRequest(Run, action, Plan.ModeNames[Modes.Current])) == true) return Outcome.Waiting;
        throw new NativeException("worker", 0, "too many actions are waiting", "this one was dropped");
    }
}

/// <summary>An action that waits for something outside the engine: its work is done on the worker's thread, which answers through <see cref="Job"/>.</summary>
public abstract record WorkerAction : GestureAction
{
    internal sealed override Outcome Step(ref Frame frame, ActionContext context) => frame.Index++ == 0 ? context.Wait(this) : Outcome.Done;

    /// <summary>Begins the work, on the worker's thread; <see cref="Job.Finish"/> must follow exactly once, at once or later. An exception finishes it as failed.</summary>
    public abstract void Work(IWorker worker, Job job);
}

/// <summary>A request on its way to the worker: values only, so that asking allocates nothing.</summary>
public readonly struct JobRequest
{
    internal JobRequest(ActionRun run, WorkerAction action, string mode)
    {
        Ticket = run.Ticket;
        Mapping = run.Mapping;
        Action = action;
        Gesture = run.Gesture;
        Mode = mode;
    }

    public PlannedMapping Mapping { get; }

    public WorkerAction Action { get; }

    public Gesture Gesture { get; }

    /// <summary>Name of the mode in force when it was asked for.</summary>
    public string Mode { get; }

    /// <summary>What the engine needs to go on with the run.</summary>
    public JobTicket Ticket { get; }
}

/// <summary>Names a waiting run to the engine.</summary>
public readonly struct JobTicket
{
    internal readonly ActionRun Run;
    private readonly int _number;

    internal JobTicket(ActionRun run, int number)
    {
        Run = run;
        _number = number;
    }

    /// <summary>The run was ended, or has its answer: nobody waits for this job any more. From any thread.</summary>
    public bool IsOver => Run.Number != _number;
}

/// <summary>The way from the engine to the worker; never blocks.</summary>
public interface IJobQueue
{
    /// <summary>False where the queue is full.</summary>
    bool TryStart(in JobRequest request);

    /// <summary>The run was ended (its ticket <see cref="JobTicket.IsOver"/>): what has begun is ended, with all it started, and what hasn't is not begun. No answer is wanted.</summary>
    void Cancel(in JobTicket ticket);
}

/// <summary>A job on the worker's thread.</summary>
public abstract class Job(JobRequest request)
{
    public JobRequest Request { get; } = request;

    /// <summary>The device's id or name, for programs that ask.</summary>
    public abstract string DeviceName { get; }

    /// <summary>Answers the engine, once. <paramref name="error"/>: a sentence where it failed.</summary>
    public abstract void Finish(string? error);
}

/// <summary>What the worker's thread can do for an action.</summary>
public interface IWorker
{
    /// <summary>Starts a shell command in its own process group; the job finishes when the shell exits. An exit status other than 0 is logged, not a failure of the run.</summary>
    /// <param name="command">For /bin/sh -c, exactly as the file has it.</param>
    /// <param name="environment">"NAME=value", added to ours.</param>
    /// <param name="timeout">After it the process group is ended; null = never.</param>
    void RunShell(Job job, string command, IReadOnlyList<string> environment, TimeSpan? timeout);
}
