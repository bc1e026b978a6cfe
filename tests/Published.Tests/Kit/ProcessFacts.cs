namespace Conductor.Published.Tests.Kit;

/// <summary>What /proc tells of a process.</summary>
internal static class ProcessFacts
{
    /// <summary>Gone, or a zombie that nobody has looked at yet.</summary>
    public static bool HasEnded(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1][0] == 'Z';
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Zombies included.</summary>
    public static IReadOnlyList<string> Children(int pid) =>
        [.. Directory.GetDirectories($"/proc/{pid}/task").SelectMany(task => Words(File.ReadAllText($"{task}/children")))];

    /// <summary>Memory of the process's own; pages of its program file come and go as the system likes.</summary>
    public static long AnonymousBytes(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").Single(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return long.Parse(Words(line)[1]) * 1024;
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
