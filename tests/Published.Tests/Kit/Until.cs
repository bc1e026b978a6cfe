namespace Conductor.Published.Tests.Kit;

/// <summary>Waits for conditions. The deadline is only for what never comes: it says nothing about how long something may take.</summary>
internal static class Until
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(10);

    public static void True(Func<bool> condition, string what, Func<string>? details = null)
    {
        var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!condition())
        {
            if (Environment.TickCount64 > deadline) Assert.Fail($"Never came: {what}\n{details?.Invoke()}");
            Thread.Sleep(LookAgain);
        }
    }
}
