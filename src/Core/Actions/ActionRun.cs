using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Actions;

/// <summary>
/// One mapping's action under way: a small stack of frames instead of the thread's, so that a Delay or a program that runs for an hour holds no thread. Used again afterwards.
/// </summary>
internal sealed class ActionRun
{
    /// <summary>Deepest nesting of actions; the reader refuses more.</summary>
    public const int MaxDepth = 16;

    private readonly Frame[] _frames = new Frame[MaxDepth];
    private volatile int _number;

    public PlannedMapping Mapping { get; private set; } = null!;

    /// <summary>The mapping as the plan in force has it, where it still does: what is held is held for that one.</summary>
    public PlannedMapping Current => Lane?.Mapping ?? Mapping;

    public Gesture Gesture { get; private set; }

    /// <summary>Another one for each run of all, so that a late answer is known as such and what a run holds can be found; 0 while the object is unused. The worker reads it, too.</summary>
    public int Number => _number;

    /// <summary>The lane whose slot this run takes; null while it has not waited yet.</summary>
    public Lane? Lane { get; set; }

    public Timer? Timer { get; set; }

    /// <summary>The next unused run, while this one is unused.</summary>
    public ActionRun? NextFree { get; set; }

    public int Depth { get; private set; }

    /// <summary>It waits for the worker's answer.</summary>
    public bool IsAtWorker { get; set; }

    public JobTicket Ticket => new(this, Number);

    public ref Frame Top => ref _frames[Depth - 1];

    public void Begin(PlannedMapping mapping, in Gesture gesture, int number)
    {
        _number = number;
        Mapping = mapping;
        Gesture = gesture;
        Lane = null;
        Timer = null;
        IsAtWorker = false;
        Depth = 0;
        Push(mapping.Action);
    }

    public void Push(GestureAction action) => _frames[Depth++] = new Frame { Action = action };

    public void Pop() => _frames[--Depth].Action = null!;

    /// <summary>It is over, whatever it had still to do.</summary>
    public void End()
    {
        _number = 0;
        while (Depth > 0) Pop();
    }
}
