namespace Conductor.Core.Config;

/// <summary>Where included files come from: the file system, or a test's dictionary.</summary>
public interface IConfigSource
{
    /// <summary>At most <see cref="ConfigReader.MaxFileBytes"/> + 1 bytes are needed. Never throws.</summary>
    /// <param name="path">Relative to where the main file's path is relative to, or absolute.</param>
    IncludedFile Read(string path);
}

/// <summary>An included file's bytes, or a sentence that says why it can't be read.</summary>
public readonly record struct IncludedFile(byte[]? Content, string? Refusal);
