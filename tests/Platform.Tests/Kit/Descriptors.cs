namespace Conductor.Platform.Tests.Kit;

/// <summary>What a process has open, by /proc.</summary>
internal static class Descriptors
{
    public static IReadOnlyList<string> Of(int processId) =>
        [.. Directory.GetFiles($"/proc/{processId}/fd").Select(Target).OfType<string>()];

    // One that was closed since it was listed has no target.
    private static string? Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
