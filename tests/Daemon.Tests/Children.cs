using System.Diagnostics;

namespace Conductor.Daemon.Tests;

/// <summary>What became of the programs that were started, from /proc.</summary>
internal static class Children
{
    /// <summary>Waits for a program to have written its pid.</summary>
    public static int PidIn(string path)
    {
        var pid = 0;
        Until.True(() => File.Exists(path) && int.TryParse(File.ReadAllText(path).Trim(), out pid), $"a pid in {path}");
        return pid;
    }

    /// <summary>One that has ended and that nobody has reaped yet does not run.</summary>
    public static bool IsRunning(int pid) => State(pid) is not (null or 'Z');

    /// <summary>Children of ours that have ended and were not reaped.</summary>
    public static IReadOnlyList<int> Zombies() =>
        [.. Directory.EnumerateDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), out var pid) ? pid : 0)
            .Where(pid => pid > 0 && Fields(pid) is { } fields && fields[0] == "Z" && fields[1] == Environment.ProcessId.ToString())];

    public static void Signal(string name, int pid)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{name} {pid}"]);
        kill.WaitForExit();
    }

    private static char? State(int pid) => Fields(pid)?[0][0];

    /// <summary>What follows the name in parentheses: state, parent, …</summary>
    private static string[]? Fields(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
