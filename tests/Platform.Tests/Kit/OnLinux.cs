using Conductor.Platform;

namespace Conductor.Platform.Tests.Kit;

/// <summary>A test of the real system: its platform, and a directory that vanishes afterwards.</summary>
public abstract class OnLinux : IDisposable
{
    protected OnLinux()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "tests Linux's adapters");
        Platform = CurrentPlatform.Create();
        Scratch = Directory.CreateTempSubdirectory("conductor-test-").FullName;
    }

    protected IPlatform Platform { get; }

    protected string Scratch { get; }

    protected bool IsRoot => Platform.Processes.UserId == 0;

    public virtual void Dispose()
    {
        if (Scratch is not null) Directory.Delete(Scratch, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string At(string name) => Path.Combine(Scratch, name);
}
