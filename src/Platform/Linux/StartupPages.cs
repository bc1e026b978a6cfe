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
    public static void GiveBack()
    {
        if (Environment.ProcessPath is not { } program) return;
        string? mapping = null;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            if (IsHeader(line)) mapping = line.EndsWith(program, StringComparison.Ordinal) && IsReadOnly(line) ? line : null;
            else if (mapping is not null && line.StartsWith("Private_Dirty:", StringComparison.Ordinal) && IsZero(line)) Advise(mapping);
        }
    }

    /// <summary>"7f00-7f10 r-xp 00000000 fe:00 123 /usr/bin/conductor"; the lines below it are "Name: 12 kB".</summary>
    private static bool IsHeader(string line) => line.IndexOf('-') is > 0 and var dash && dash < line.IndexOf(' ');

    private static bool IsReadOnly(string line) => line.AsSpan(line.IndexOf(' ') + 1) is ['r', '-', ..];

    /// <summary>What the loader wrote its relocations into is ours alone and must stay.</summary>
    private static bool IsZero(string line) => line.EndsWith(" 0 kB", StringComparison.Ordinal);

    /// <summary>Advice may be refused; then nothing is lost but the saving.</summary>
    private static void Advise(string line)
    {
        var range = line[..line.IndexOf(' ')].Split('-');
        var from = nuint.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var to = nuint.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        _ = Memory.madvise((void*)from, to - from, Memory.MADV_DONTNEED);
    }
}
