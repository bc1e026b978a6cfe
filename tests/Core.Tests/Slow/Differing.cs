namespace Conductor.Core.Tests.Slow;

/// <summary>Where the two readings differ for the time being: each switch is gone when the difference is.</summary>
internal static class Differing
{
    /// <summary>Layers that end in one moment end by their notes, the lowest first, and those of chords before those of a note: each is a change of the mode.</summary>
    public static bool LayersEndOneByOne => false;
}
