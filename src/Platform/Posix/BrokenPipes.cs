using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>Writing where nobody reads any more is EPIPE to us, not the end of the process.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal static class BrokenPipes
{
    public static void Ignore() => SignalDisposition.Change(Signals.SIGPIPE, from: Signals.SIG_DFL, to: Signals.SIG_IGN);
}
