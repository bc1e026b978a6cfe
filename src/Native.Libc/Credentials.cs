using System.Runtime.InteropServices;

namespace Conductor.Native.Libc;

/// <summary>Who we are. &lt;unistd.h&gt;; none of these can fail.</summary>
public static partial class Credentials
{
    [LibraryImport("libc")]
    public static partial uint geteuid();

    [LibraryImport("libc")]
    public static partial int getpid();

    [LibraryImport("libc")]
    public static partial int getppid();
}
