namespace Conductor.TestKit;

/// <summary>The files of tests/Corpus.</summary>
public static class ConfigCorpus
{
    public static string Root { get; } = Path.Combine(Repository(), "tests", "Corpus");

    /// <summary>Every configuration, in order, those that others include too.</summary>
    public static IReadOnlyList<string> Texts() => [.. Directory.GetFiles(Root, "*.toml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private static string Repository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Conductor.sln"))) directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has Conductor.sln");
    }
}
