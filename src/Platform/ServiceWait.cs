namespace Conductor.Platform;

/// <summary>Looks again until a service is settled: managers answer before what they were asked for is done.</summary>
internal sealed class ServiceWait(Action pause)
{
    private const int MostLooks = 100;

    /// <summary>Looks every 100 ms, for 10 s.</summary>
    public static ServiceWait ForSeconds { get; } = new(() => Thread.Sleep(TimeSpan.FromMilliseconds(100)));

    /// <summary>A moment, for what comes later by nature.</summary>
    public void Moment() => pause();

    /// <summary>The first status that will do; the last one where none does.</summary>
    public ServiceStatus Until(Func<ServiceStatus, bool> isSettled, Func<ServiceStatus> look)
    {
        var status = look();
        for (var looks = 1; looks < MostLooks && !isSettled(status); looks++)
        {
            pause();
            status = look();
        }

        return status;
    }
}
