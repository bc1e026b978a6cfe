using Conductor.Core.Ports;
using Conductor.Platform;

namespace Conductor.Ctl;

/// <summary>
/// A file of the user's that is about to be written: never over another one unless told to, and then with a backup beside it. A link at the
/// place (dotfile managers make them) stays a link: what it leads to is written.
/// </summary>
internal sealed class NewFile
{
    private const int LargestBackup = 64 << 20;

    private readonly string _path;

    public NewFile(string path)
    {
        _path = path;
        Target = LinkedPath.Follow(path) ?? throw new CtlException(ExitCode.Failed, $"{path} is a link that leads in a circle: remove it first");
    }

    /// <summary>The file itself, at the end of all links.</summary>
    public string Target { get; }

    public bool IsLink => new FileInfo(_path).LinkTarget is not null;

    /// <summary>Why it can't be written here, with what to do, or null.</summary>
    public string? Refusal(bool force)
    {
        if (Directory.Exists(Target)) return $"{_path} is a directory: name a file in it";
        return force || !Path.Exists(Target) ? null : $"{_path} is already there: --force replaces it and keeps a backup, or name another FILE";
    }

    /// <summary>Returns where the old file is now, or null where there was none.</summary>
    public string? Write(IFiles files, ReadOnlySpan<byte> content)
    {
        files.CreatePrivateDirectory(Path.GetDirectoryName(Target)!);
        var backup = Path.Exists(Target) ? FreeBackup() : null;

        // A copy, not a rename: a daemon that watches the file never sees it missing.
        if (backup is not null) files.WriteDurably(backup, files.ReadWhole(Target, LargestBackup), keepBackup: false);
        files.WriteDurably(Target, content, keepBackup: false);
        return backup;
    }

    /// <summary>.bak, .bak.1, .bak.2 …: the first that nothing has, not even a link to nowhere.</summary>
    private string FreeBackup()
    {
        var name = Target + ".bak";
        for (var number = 1; Path.Exists(name) || new FileInfo(name).LinkTarget is not null; number++) name = $"{Target}.bak.{number}";
        return name;
    }
}
