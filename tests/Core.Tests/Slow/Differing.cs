namespace Conductor.Core.Tests.Slow;

/// <summary>Where the two readings differ for the time being: each switch is gone when the difference is.</summary>
internal static class Differing
{
    /// <summary>A Sequence that stops on errors doesn't see that of what a Cycle or Conditional in it chose.</summary>
    public static bool FailureOfChosenIsHidden => false;

    /// <summary>A run that strikes a note again after a reload strikes it.</summary>
    public static bool NotesAreStruckAgainAfterReload => true;
}
