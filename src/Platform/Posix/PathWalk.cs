using System.Runtime.Versioning;
using System.Text;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>Follows a path as the kernel does, name by name and link by link, and tells each step.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal static unsafe class PathWalk
{
    private const int MaxLinks = 40; // as the kernel's
    private const int MaxLinkBytes = 4096; // PATH_MAX

    /// <param name="path">An absolute path; ".." in it is a directory as any other, after links, as the kernel takes it.</param>
    /// <param name="lookingUp">Before each look: the directory and the name that is looked up in it.</param>
    /// <param name="arrived">The file at the end, unless it is missing or a directory.</param>
    public static void Along(string path, Action<string, string> lookingUp, Action<string> arrived)
    {
        var rest = new Stack<string>(Names(path).Reverse());
        var directory = "/";
        var links = 0;
        while (rest.TryPop(out var name))
        {
            lookingUp(directory, name);
            var entry = Path.Combine(directory, name);
            if (!FileStatus.TryAt(entry, out var status)) return;
            switch (status.Kind)
            {
                case FileKind.Directory:
                    directory = entry;
                    break;
                case FileKind.SymbolicLink:
                    if (++links > MaxLinks || ReadLink(entry) is not { Length: > 0 } target) return;
                    if (target[0] == '/') directory = "/";
                    foreach (var step in Names(target).Reverse()) rest.Push(step);
                    break;
                default:
                    if (rest.Count == 0) arrived(entry);
                    return;
            }
        }
    }

    private static IEnumerable<string> Names(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".");

    /// <summary>Where a link leads; null where it has gone meanwhile.</summary>
    public static string? ReadLink(string path)
    {
        var target = stackalloc byte[MaxLinkBytes];
        var length = (int)Files.readlink(path, target, MaxLinkBytes);
        return length < 0 ? null : Encoding.UTF8.GetString(target, length);
    }
}
