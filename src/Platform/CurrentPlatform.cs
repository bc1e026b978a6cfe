using Conductor.Platform.Linux;
using Conductor.Platform.MacOS;

namespace Conductor.Platform;

/// <summary>The one place that asks which operating system this is.</summary>
public static class CurrentPlatform
{
    /// <summary>Call it first thing: it notes which signals we were started with ignored.</summary>
#pragma warning disable RS0030 // the place that the ban sends everybody to
    public static IPlatform Create() =>
        OperatingSystem.IsMacOS() ? new MacPlatform()
        : OperatingSystem.IsLinux() ? new LinuxPlatform()
        : throw new PlatformNotSupportedException("Conductor runs on Linux and macOS.");
#pragma warning restore RS0030
}
