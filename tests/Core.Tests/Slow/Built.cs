namespace Conductor.Core.Tests.Slow;

/// <summary>What the generator may use: parts of the language that the engine doesn't act on yet stay out.</summary>
internal static class Built
{
    /// <summary>What waits in the lane of a mapping that a reload removed still runs.</summary>
    public static bool LaneOfRemovedGoesOn => false;

    /// <summary>A Sequence that stops on errors doesn't see that of what a Cycle or Conditional in it chose.</summary>
    public static bool FailureOfChosenIsHidden => true;

    /// <summary>What a note held over a reload still means has a lane beside that of the same mapping in the new file.</summary>
    public static bool OldMeaningHasItsOwnLane => false;

    /// <summary>A mapping that a reload takes away and another one brings back has a new lane.</summary>
    public static bool RemovedComesBackFresh => true;

    /// <summary>A key that two mappings hold by one press is held by the first of them only.</summary>
    public static bool OnePressHoldsAKeyOnce => false;

    /// <summary>A run that strikes a note again after a reload strikes it.</summary>
    public static bool NotesAreStruckAgainAfterReload => false;

    /// <summary>A time before the last counts as the last, also for what is due then.</summary>
    public static bool TimesGoBack => true;

    /// <summary>A layer that comes when its note is up already does nothing, but has its line.</summary>
    public static bool LateLayerIsTold => false;
}
