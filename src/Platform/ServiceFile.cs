using System.Text;
using Conductor.Core.Ports;

namespace Conductor.Platform;

/// <summary>A file of the user's that tells a manager of the service.</summary>
internal sealed class ServiceFile(IFiles files, string path)
{
    private const int MaxBytes = 1024 * 1024;

    public string Path => path;

    public bool Exists => files.OwnerOf(path) is not null;

    /// <summary>Empty where there is none.</summary>
    public string Text => Exists ? Encoding.UTF8.GetString(files.ReadWhole(path, MaxBytes)) : "";

    /// <summary>What was done, as a sentence. What somebody has changed is kept beside it.</summary>
    public string Write(string text)
    {
        if (Text == text) return $"{path} is as it should be";
        var replaces = Exists;
        files.CreatePrivateDirectory(System.IO.Path.GetDirectoryName(path)!);
        files.WriteDurably(path, Encoding.UTF8.GetBytes(text), keepBackup: replaces);
        return replaces ? $"wrote {path}; what was there is now {Backup}" : $"wrote {path}";
    }

    public string Backup => path + ".bak";

    public bool HasBackup => files.OwnerOf(Backup) is not null;

    public string Remove()
    {
        try
        {
            File.Delete(path);
            return $"removed {path}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NativeException($"remove {path}", 0, e.Message);
        }
    }
}
