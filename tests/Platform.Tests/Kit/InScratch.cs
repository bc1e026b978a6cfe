using Conductor.Platform;

namespace Conductor.Platform.Tests.Kit;

/// <summary>A test of the real file system: its platform, and a directory that vanishes afterwards.</summary>
public abstract class InScratch(IPlatform platform) : IDisposable
{
    protected IPlatform Platform { get; } = platform;

    protected string Scratch { get; } = Directory.CreateTempSubdirectory("conductor-test-").FullName;

    protected bool IsRoot => Platform.Processes.UserId == 0;

    public virtual void Dispose()
    {
        Directory.Delete(Scratch, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string At(string name) => Path.Combine(Scratch, name);
}
