namespace Conductor.Published.Tests.Kit;

/// <summary>Where the published programs and the scripts are: in the folder above this assembly that has the solution.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Conductor => Published("conductor");

    public static string Conductorctl => Published("conductorctl");

    public static string At(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo? directory)
    {
        for (; directory is not null; directory = directory.Parent)
        {
            if (directory.GetFiles("Conductor.sln").Length + directory.GetFiles("global.json").Length > 0) return directory.FullName;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has Conductor.sln or global.json");
    }

    private static string Published(string name)
    {
        var path = At("artifacts", "bin", name);
        Assert.True(File.Exists(path), $"{path} is missing: run scripts/publish.sh (scripts/test.sh does that before the tests)");
        return path;
    }
}
