using Conductor.Platform;

namespace Conductor.Daemon;

/// <summary>
/// Gives memory back once starting, or a reload, has been over for a while: what reading a file needed is not needed again until the next one. One wake-up after the last of them, none
/// otherwise.
/// </summary>
internal sealed class Housekeeping(IProcesses processes, Func<long> clock) : ITimed
{
    private const long Quiet = 5_000_000;

    public long NextDeadline { get; private set; } = long.MaxValue;

    /// <summary>Something has just been done that needed memory.</summary>
    public void Soon() => NextDeadline = clock() + Quiet;

    public void OnTime(long now) => Now();

    public void Now()
    {
        NextDeadline = long.MaxValue;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        processes.GiveBackStartupMemory();
    }
}
