using System.Runtime.Versioning;
using System.Text;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>A path as bind and connect take it.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal static unsafe class SocketAddress
{
    /// <summary>107 on Linux, 103 on macOS: of what the kernel's address holds, one is the NUL.</summary>
    public static int MaxPathBytes => sockaddr_un.PathBytes - 1;

    /// <summary>Fills the address and returns its length.</summary>
    public static uint Fill(string path, out sockaddr_un address)
    {
        // An empty path, or one that begins with NUL, would be the abstract namespace, where nobody's permissions count.
        if (path.Length == 0 || path.Contains('\0')) throw Libc.Refusal("socket", $"\"{path}\"", Errno.EINVAL, "this is no path");
        var length = Encoding.UTF8.GetByteCount(path);
        if (length > MaxPathBytes)
            throw Libc.Refusal("socket", path, Errno.ENAMETOOLONG, $"a socket's path can have {MaxPathBytes} bytes, this one has {length}");

        address = default;
        fixed (byte* start = address.sun_path) Encoding.UTF8.GetBytes(path, new Span<byte>(start, MaxPathBytes));
        var bytes = (uint)(sizeof(ushort) + length + 1);
        address.sun_family = sockaddr_un.Head(bytes);
        return bytes;
    }
}
