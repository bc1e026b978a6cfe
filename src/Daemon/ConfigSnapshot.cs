using System.Collections.Immutable;
using Conductor.Core.Config;

namespace Conductor.Daemon;

/// <summary>One file of a reading, and what it said; null where it could not be read.</summary>
internal readonly record struct ReadFile(string Path, byte[]? Content);

/// <summary>The files of one reading, each as it was then: what a change is a change from, and what is kept as the last good configuration.</summary>
/// <param name="Files">Every file that was read or looked for, the one that was named first.</param>
internal sealed record ConfigSnapshot(ImmutableArray<ReadFile> Files) : IConfigSource
{
    public ConfigSnapshot(string path, byte[]? content)
        : this([new ReadFile(path, content)])
    {
    }

    public ReadFile Main => Files[0];

    public IncludedFile Read(string path)
    {
        foreach (var file in Files)
        {
            if (file.Path == path) return new IncludedFile(file.Content, "it was not there");
        }

        return new IncludedFile(null, "it was not kept");
    }
}
