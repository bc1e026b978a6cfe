using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Linux;

/// <summary>Who is at the other end.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe class Peer
{
    /// <summary>Ourselves and root, who could do anything to us anyhow.</summary>
    public static bool IsTrusted(uint user) => user == 0 || user == Credentials.geteuid();

    /// <summary>The kernel's word (SO_PEERCRED), taken when the peer connected or began to listen.</summary>
    public static bool IsTrusted(Descriptor socket)
    {
        ucred peer;
        var length = (uint)sizeof(ucred);
        var asked = Sockets.getsockopt(socket.Number, Sockets.SOL_SOCKET, Sockets.SO_PEERCRED, &peer, &length);
        return asked == 0 && length == sizeof(ucred) && IsTrusted(peer.uid);
    }
}
