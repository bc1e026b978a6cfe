namespace Conductor.Platform;

/// <summary>Looks again until a service is settled: managers answer before what they were asked for is done.</summary>
internal sealed class ServiceWait(Action pause)
{
    private const int MostLooks = 100;

    /// <summary>Looks every 100 ms, for 10 s.</summary>
    public static ServiceWait ForSeconds { get; } = new(() => Thread.Sleep(TimeSpan.FromMilliseconds(100)));

    /// <summary>A moment, for what comes later by nature.</summary>
    public void Moment() => pause();

    /// <summary>The first look that will do; the last one where none does.</summary>
    public T Until<T>(Func<T, bool> isSettled, Func<T> look)
    {
        var seen = look();
        for (var looks = 1; looks < MostLooks && !isSettled(seen); looks++)
        {
            pause();
            seen = look();
        }

        return seen;
    }
}
