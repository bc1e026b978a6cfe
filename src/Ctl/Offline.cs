using Conductor.Core.Mapping;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Ctl;

/// <summary>What needs no daemon: a file and what it includes, read by the daemon's own reader.</summary>
internal static class Offline
{
    public static ValidateReply Validate(IPlatform platform, string path, ReadOnlySpan<byte> utf8) =>
        CheckReply.Of(path, PlanReader.Read(path, utf8, platform.CanPress, new ConfigFiles(platform.Files)).Result);
}
