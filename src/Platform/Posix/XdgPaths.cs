using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>https://specifications.freedesktop.org/basedir-spec/latest/</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal sealed class XdgPaths : IPaths
{
    public string ConfigDirectory => Path.Combine(ConfigHome(), "conductor");

    public string DefaultSocket => "/tmp/conductor.sock";

    public string UserSocket => $"/tmp/conductor-{Credentials.geteuid()}.sock";

    public int MaxSocketPathBytes => SocketAddress.MaxPathBytes;

    /// <summary>The specification says to ignore a variable that holds a relative path.</summary>
    private static string ConfigHome() =>
        Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is ['/', ..] home
            ? home
            : Path.Combine(Home, ".config");

    private static string Home =>
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
}
