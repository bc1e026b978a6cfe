using System.Globalization;

namespace Conductor.Ctl;

/// <summary>Numbers, times and paths as people read them.</summary>
internal static class Words
{
    /// <summary>"1 mapping", "15 mappings".</summary>
    public static string Count(long count, string one) => $"{count} {one}{(count == 1 ? "" : "s")}";

    /// <summary>"1 action", "12,345 actions".</summary>
    public static string Many(long count, string one) => $"{Number(count)} {one}{(count == 1 ? "" : "s")}";

    /// <summary>"12,345".</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>"45s", "2m 15s", "1h 23m 45s", "3d 0h 0m 1s".</summary>
    public static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Floor(Math.Max(0, seconds)));
        var text = $"{time.Seconds}s";
        if (time.TotalMinutes >= 1) text = $"{time.Minutes}m {text}";
        if (time.TotalHours >= 1) text = $"{time.Hours}h {text}";
        return time.TotalDays >= 1 ? $"{time.Days}d {text}" : text;
    }

    /// <summary>"38µs"; below ten with one decimal.</summary>
    public static string Microseconds(double us) => us.ToString(us < 10 ? "0.#" : "0", CultureInfo.InvariantCulture) + "µs";

    public static string Milliseconds(double ms, string format) => ms.ToString(format, CultureInfo.InvariantCulture) + "ms";

    /// <summary>A path as a shell takes it, quoted where it must be.</summary>
    public static string ForShell(string path)
    {
        var isPlain = path.All(c => char.IsAsciiLetterOrDigit(c) || "/._-+@%".Contains(c));
        return isPlain ? path : $"'{path.Replace("'", "'\\''")}'";
    }
}
