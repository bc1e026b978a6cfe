using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Conductor.Native.Darwin;

namespace Conductor.Platform.MacOS;

/// <summary>File systems that others change behind the kernel's back, so that kqueue tells nothing: all that is not on this machine, and FUSE.</summary>
[SupportedOSPlatform("macos")]
internal static unsafe class SilentMounts
{
    /// <summary>False where it can't be known.</summary>
    public static bool IsOne(string path)
    {
        statfs about;
        if (Stats.statfs_(path, &about) != 0) return false;
        var type = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(about.f_fstypename));
        return (about.f_flags & Stats.MNT_LOCAL) == 0 || type.Contains("fuse", StringComparison.OrdinalIgnoreCase);
    }
}
