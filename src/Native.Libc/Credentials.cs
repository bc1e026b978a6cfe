using System.Runtime.InteropServices;

namespace Conductor.Native.Libc;

/// <summary>Who we are. &lt;unistd.h&gt;; none of these can fail.</summary>
public static partial class Credentials
{
    [LibraryImport("libc")]
    public static partial uint geteuid();

    [LibraryImport("libc")]
    public static partial int getpid();

    /// <summary>1 = started by init or launchd, or orphaned.</summary>
    [LibraryImport("libc")]
    public static partial int getppid();
}
