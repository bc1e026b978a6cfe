using Conductor.Core.Config;
using Conductor.Core.Ports;

namespace Conductor.Platform;

/// <summary>Included files on disk. A relative path starts at the working directory, as the main file's does.</summary>
public sealed class ConfigFiles(IFiles files) : IConfigSource
{
    public IncludedFile Read(string path)
    {
        try
        {
            return new IncludedFile(files.ReadWhole(path, ConfigReader.MaxFileBytes), null);
        }
        catch (NativeException e)
        {
            return new IncludedFile(null, e.IsMissingFile ? "there is no such file" : e.Remedy is { } remedy ? $"{e.Symbol}; {remedy}" : e.Symbol);
        }
    }

    public string FullPath(string path) => Path.GetFullPath(path, Path.IsPathRooted(path) ? "/" : WorkingDirectory());

    private static string WorkingDirectory()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            return "/";   // it was removed: nothing relative can be read, whatever it is called
        }
    }
}
