using Conductor.Platform.MacOS;
using Conductor.Platform.Posix;

namespace Conductor.MacOS.Tests.Posix;

/// <summary>macOS's platform as far as it needs no main loop: on a Mac the real one, elsewhere over the stand-in's kernel.</summary>
internal static class DarwinHere
{
    public static MacPlatform Create()
    {
        Assert.SkipWhen(StandIn.File is null && !OperatingSystem.IsMacOS(), "libstandin.so is not built: tests/StandIn/build.sh artifacts/standin");
        if (!OperatingSystem.IsMacOS())
        {
            StandIn.Load();
            StandIn.standin_reset();
        }

        var platform = new MacPlatform();
        Kernel.Use(new DarwinKernel());   // another test may have made Linux's platform since the first of these
        return platform;
    }

    public static void SkipOnMac(string why) => Assert.SkipWhen(OperatingSystem.IsMacOS(), why);
}
