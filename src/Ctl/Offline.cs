using Conductor.Core.Config;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Ctl;

/// <summary>What needs no daemon: a file, read by the daemon's own reader.</summary>
internal static class Offline
{
    public static ValidateReply Validate(IPlatform platform, string path, ReadOnlySpan<byte> utf8) =>
        CheckReply.Of(path, ConfigReader.Read(path, utf8, platform.CanPress));
}
