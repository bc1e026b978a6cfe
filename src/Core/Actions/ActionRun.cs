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

    public PlannedMapping Mapping { get; private set; } = null!;

    public Gesture Gesture { get; private set; }

    /// <summary>Changes whenever the object is used for another run, so that a late answer is known as such.</summary>
    public int Generation { get; private set; }

    /// <summary>The lane whose slot this run takes; null while it has not waited yet.</summary>
    public Lane? Lane { get; set; }

    public Timer? Timer { get; set; }

    /// <summary>The next unused run, while this one is unused.</summary>
    public ActionRun? NextFree { get; set; }

    public int Depth { get; private set; }

    public ref Frame Top => ref _frames[Depth - 1];

    public void Begin(PlannedMapping mapping, in Gesture gesture)
    {
        Generation++;
        Mapping = mapping;
        Gesture = gesture;
        Lane = null;
        Timer = null;
        Depth = 0;
        Push(mapping.Action);
    }

    public void Push(GestureAction action) => _frames[Depth++] = new Frame { Action = action };

    public void Pop() => _frames[--Depth].Action = null!;
}
