namespace Conductor.TestKit;

/// <summary>The files of tests/Corpus.</summary>
public static class ConfigCorpus
{
    public static string Root { get; } = Path.Combine(RepositoryFiles.Root, "tests", "Corpus");

    /// <summary>Every configuration, in order, those that others include too.</summary>
    public static IReadOnlyList<string> Texts() => [.. Directory.GetFiles(Root, "*.toml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)];
}
