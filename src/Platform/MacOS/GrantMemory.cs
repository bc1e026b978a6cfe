using System.Text;
using Conductor.Core.Ports;

namespace Conductor.Platform.MacOS;

/// <summary>
/// Remembers, in a small file beside the state, which build of the program was last seen with the grant for keys: a grant that "is there and does nothing" can be told from none at all only so, since
/// the system's own list is closed to us. Under launchd alone, where the grant is our own and not a terminal's.
/// </summary>
internal sealed class GrantMemory(IFiles files, string directory, bool isOurOwn)
{
    private const string FileName = "keys-granted-to";
    private const int MostBytes = 8192;
    private string? _remembered;

    public static string Program => Environment.ProcessPath ?? "conductor";

    public bool BelongedToAnotherBuild => isOurOwn && Read() is { Length: > 0 } build && build != Build();

    /// <summary>This build has the grant. A directory that can't be written is no misfortune here.</summary>
    public void Remember()
    {
        if (!isOurOwn || Read() == Build()) return;
        try
        {
            files.CreatePrivateDirectory(directory);
            files.WriteDurably(FilePath, Encoding.UTF8.GetBytes(_remembered = Build()), keepBackup: false);
        }
        catch (NativeException)
        {
        }
    }

    private string FilePath => Path.Combine(directory, FileName);

    private string Read()
    {
        if (_remembered is not null) return _remembered;
        try
        {
            return _remembered = Encoding.UTF8.GetString(files.ReadWhole(FilePath, MostBytes));
        }
        catch (NativeException)
        {
            return _remembered = "";
        }
    }

    /// <summary>What changes with every build: the file's size and time, wherever links lead.</summary>
    private static string Build()
    {
        var file = new FileInfo(Program);
        var target = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return target.Exists ? $"{target.Length} {target.LastWriteTimeUtc:O}\n" : "";
    }
}
