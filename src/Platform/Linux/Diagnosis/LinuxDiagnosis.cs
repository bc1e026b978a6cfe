using System.Runtime.Versioning;

namespace Conductor.Platform.Linux;

/// <summary>Everything that Conductor needs of Linux, looked at in the order in which it is needed.</summary>
[SupportedOSPlatform("linux")]
internal static class LinuxDiagnosis
{
    public static IReadOnlyList<Finding> Of(LinuxPlatform platform)
    {
        var root = new SystemRoot("/", platform.Files.CanWrite);
        return
        [
            .. SequencerCheck.Look(root),
            .. new UinputCheck(root, platform.Processes.UserId).Look(),
            .. new SessionCheck(root, platform.Processes.UserId, Environment.GetEnvironmentVariable).Look(),
            .. KernelCheck.Look(root, platform),
        ];
    }
}

/// <summary>The system's files, below a folder of a test's own where one says so.</summary>
/// <param name="folder">"/".</param>
/// <param name="canWrite">Whether we may write to a path of the system's.</param>
internal sealed class SystemRoot(string folder, Func<string, bool> canWrite)
{
    public string At(string path) => Path.Combine(folder, path.TrimStart('/'));

    public bool Has(string path) => Path.Exists(At(path));

    public bool CanWrite(string path) => canWrite(At(path));

    /// <summary>Without the white space around it; null where it can't be read.</summary>
    public string? Read(string path)
    {
        try
        {
            return File.ReadAllText(At(path)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The files of folders, first those of the first; of one name only the first counts, as udev and systemd have it.</summary>
    public IEnumerable<(string Path, string Text)> Files(IEnumerable<string> folders, string ending)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in folders.Where(Has).SelectMany(inside => Directory.GetFiles(At(inside), "*" + ending).Order(StringComparer.Ordinal)))
        {
            if (seen.Add(Path.GetFileName(path)) && ReadOrNull(path) is { } text) yield return (path, text);
        }
    }

    private string? ReadOrNull(string path) => Read(Path.GetRelativePath(folder, path));
}
