namespace Conductor.TestKit;

/// <summary>Files of the repository that tests compare with or record anew.</summary>
public static class RepositoryFiles
{
    public static readonly string Root = Find();

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Conductor.sln"))) directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has Conductor.sln");
    }
}
