using Conductor.Platform;

namespace Conductor.Daemon;

/// <summary>
/// Gives memory back once it has been quiet for a while after starting, a reload, or so much talk that the collector had work: what that needed is not needed again soon. Never while
/// somebody plays, who would notice the pause. One wake-up after each such time, none otherwise.
/// </summary>
/// <param name="processes">Gives back the program's own pages.</param>
/// <param name="clock">µs.</param>
/// <param name="events">How many messages have come so far.</param>
internal sealed class Housekeeping(IProcesses processes, Func<long> clock, Func<long> events) : ITimed
{
    private const long Quiet = 5_000_000;

    private int _collections;
    private long _events;

    public long NextDeadline { get; private set; } = long.MaxValue;

    /// <summary>What reading a file needed of the program's own pages goes back at once, which costs no pause; the collector's turn comes later.</summary>
    public void AfterReload()
    {
        processes.GiveBackStartupMemory();
        Soon();
    }

    /// <summary>Something has just been done that needed memory.</summary>
    public void Soon()
    {
        _events = events();
        NextDeadline = clock() + Quiet;
    }

    /// <summary>Looks whether memory was used up since; costs next to nothing.</summary>
    public void Look()
    {
        if (GC.CollectionCount(0) == _collections) return;
        _collections = GC.CollectionCount(0);
        Soon();
    }

    public void OnTime(long now)
    {
        if (events() == _events) Now();
        else Soon();
    }

    public void Now()
    {
        NextDeadline = long.MaxValue;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        processes.GiveBackStartupMemory();
        _collections = GC.CollectionCount(0);
    }
}
