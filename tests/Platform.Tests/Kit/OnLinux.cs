using Conductor.Platform;

namespace Conductor.Platform.Tests.Kit;

/// <summary>A test of the real system: its platform, and a directory that vanishes afterwards.</summary>
public abstract class OnLinux() : InScratch(Create())
{
    public static IPlatform Create()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "tests Linux's adapters");
        return CurrentPlatform.Create();
    }
}
