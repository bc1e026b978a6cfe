namespace Conductor.Ctl;

/// <summary>
/// Where a path leads when its links are followed, name by name as the kernel does; what is missing at the end counts as it is written.
/// .NET's own ResolveLinkTarget takes a link's ".." from the path's text, which is another place when a directory before it is a link too.
/// </summary>
internal static class LinkedPath
{
    private const int MaxLinks = 40; // as the kernel's

    /// <summary>Null where the links lead in a circle.</summary>
    public static string? Follow(string path)
    {
        var rest = new Stack<string>(Names(path).Reverse());
        var reached = "/";
        var links = 0;
        while (rest.TryPop(out var name))
        {
            var entry = name == ".." ? Path.GetDirectoryName(reached) ?? "/" : Path.Combine(reached, name);
            if (new FileInfo(entry).LinkTarget is not { } target)
            {
                reached = entry;
                continue;
            }

            if (++links > MaxLinks) return null;
            if (target.StartsWith('/')) reached = "/";
            foreach (var step in Names(target).Reverse()) rest.Push(step);
        }

        return reached;
    }

    private static IEnumerable<string> Names(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".");
}
