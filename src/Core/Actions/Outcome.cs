namespace Conductor.Core.Actions;

internal enum OutcomeKind : byte
{
    Done,

    /// <summary>Run a child, then ask again.</summary>
    Call,

    /// <summary>Ask again at a time.</summary>
    Until,

    /// <summary>Ask again when the worker has answered.</summary>
    Waiting,

    /// <summary>It came too late to do anything, and is not told: the end of a press that is over.</summary>
    Skipped,

    /// <summary>It could not be done; the reason has been told.</summary>
    Failed,
}

/// <summary>What an action's step led to.</summary>
internal readonly record struct Outcome(OutcomeKind Kind, GestureAction? Child = null, long Time = 0)
{
    public static readonly Outcome Done = new(OutcomeKind.Done);
    public static readonly Outcome Waiting = new(OutcomeKind.Waiting);
    public static readonly Outcome Skipped = new(OutcomeKind.Skipped);
    public static readonly Outcome Failed = new(OutcomeKind.Failed);

    /// <summary>Of an action that has chosen one: it ends as that one ended.</summary>
    public static Outcome EndOf(in Frame frame) => frame.ChildFailed ? Failed : Done;

    public static Outcome Call(GestureAction child) => new(OutcomeKind.Call, child);

    /// <param name="time">µs of the engine's clock.</param>
    public static Outcome Until(long time) => new(OutcomeKind.Until, null, time);
}

/// <summary>One action's place in a run: which step it is at, and how its last child ended.</summary>
internal struct Frame
{
    public GestureAction Action;
    public int Index;
    public bool ChildFailed;
}
