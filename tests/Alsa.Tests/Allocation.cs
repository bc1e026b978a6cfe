namespace Conductor.Alsa.Tests;

internal static class Allocation
{
    /// <summary>Bytes of 1000 runs on this thread, after enough runs for the compiler to have settled.</summary>
    public static long Of(Action action)
    {
        for (var i = 0; i < 200; i++) action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
