using System.Globalization;
using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Linux;

/// <summary>
/// Gives back the program's own pages that only starting needed: reading options, reading the file, making the rooms. They are clean pages of the program's file, so what is needed again
/// comes back from the file's cache without a read.
/// </summary>
[SupportedOSPlatform("linux")]
internal static unsafe class StartupPages
{
    /// <summary>Where the program's file lies in memory does not change once it is loaded.</summary>
    private static readonly Lazy<List<(nuint Start, nuint Length)>> Ranges = new(Find);

    /// <summary>Advice may be refused; then nothing is lost but the saving.</summary>
    public static void GiveBack()
    {
        foreach (var (start, length) in Ranges.Value) _ = Memory.madvise((void*)start, length, Memory.MADV_DONTNEED);
    }

    private static List<(nuint Start, nuint Length)> Find()
    {
        var ranges = new List<(nuint, nuint)>();
        if (Environment.ProcessPath is not { } program) return ranges;
        string? mapping = null;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            if (IsHeader(line)) mapping = line.EndsWith(program, StringComparison.Ordinal) && IsReadOnly(line) ? line : null;
            else if (mapping is not null && line.StartsWith("Anonymous:", StringComparison.Ordinal) && IsZero(line)) ranges.Add(RangeOf(mapping));
        }

        return ranges;
    }

    /// <summary>"7f00-7f10 r-xp 00000000 fe:00 123 /usr/bin/conductor"; the lines below it are "Name: 12 kB".</summary>
    private static bool IsHeader(string line) => line.IndexOf('-') is > 0 and var dash && dash < line.IndexOf(' ');

    private static bool IsReadOnly(string line) => line.AsSpan(line.IndexOf(' ') + 1) is ['r', '-', ..];

    /// <summary>Pages that the loader wrote its relocations into are copies of our own, no longer the file's, and must stay.</summary>
    private static bool IsZero(string line) => line.EndsWith(" 0 kB", StringComparison.Ordinal);

    private static (nuint Start, nuint Length) RangeOf(string line)
    {
        var range = line[..line.IndexOf(' ')].Split('-');
        var from = nuint.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var to = nuint.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (from, to - from);
    }
}
