namespace Conductor.Core.Config;

/// <summary>Where included files come from: the file system, or a test's dictionary.</summary>
public interface IConfigSource
{
    /// <summary>At most <see cref="ConfigReader.MaxFileBytes"/> + 1 bytes are needed. Never throws.</summary>
    /// <param name="path">Relative to where the main file's path is relative to, or absolute.</param>
    IncludedFile Read(string path);

    /// <summary>The one name of a file, however its path is written. Links are not resolved.</summary>
    /// <param name="path">As <see cref="Read"/> takes it; neither empty nor with a NUL in it.</param>
    string FullPath(string path) => Path.GetFullPath(path, "/");
}

/// <summary>An included file's bytes, or a few words that say why it can't be read.</summary>
public readonly record struct IncludedFile(byte[]? Content, string? Refusal);
