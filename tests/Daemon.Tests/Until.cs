namespace Conductor.Daemon.Tests;

/// <summary>Waits for what another thread or program does: a condition, and a deadline far beyond what it takes.</summary>
internal static class Until
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void True(Func<bool> condition, string what) => True(condition, () => what);

    public static void True(Func<bool> condition, Func<string> what)
    {
        if (!SpinWait.SpinUntil(condition, Patience)) Assert.Fail($"waited in vain: {what()}");
    }

    public static void Equal<T>(T expected, Func<T> actual) =>
        True(() => EqualityComparer<T>.Default.Equals(actual(), expected), () => $"expected {expected}, got {actual()}");

    /// <summary>For what must not happen: true where it hasn't within the time.</summary>
    public static bool Never(Func<bool> condition, TimeSpan within) => !SpinWait.SpinUntil(condition, within);
}
