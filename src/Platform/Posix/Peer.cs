using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>Who is at the other end.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal static class Peer
{
    /// <summary>Ourselves and root, who could do anything to us anyhow.</summary>
    public static bool IsTrusted(uint user) => user == 0 || user == Credentials.geteuid();

    /// <summary>The kernel's word.</summary>
    public static bool IsTrusted(Descriptor socket) => Kernel.Current.TryPeer(socket.Number, out var user) && IsTrusted(user);
}
