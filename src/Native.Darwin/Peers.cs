using System.Runtime.InteropServices;

namespace Conductor.Native.Darwin;

/// <summary>&lt;unistd.h&gt;, &lt;libproc.h&gt;.</summary>
public static unsafe partial class Peers
{
    /// <summary>PROC_PIDPATHINFO_MAXSIZE, &lt;sys/proc_info.h&gt;.</summary>
    public const int PROC_PIDPATHINFO_MAXSIZE = 4096;

    /// <summary>Who was at the other end of a local socket when it connected or began to listen; getpeereid(3).</summary>
    [LibraryImport(SystemLibrary.Name, SetLastError = true)]
    public static partial int getpeereid(int s, uint* euid, uint* egid);

    /// <summary>The length of the path of a running program, which is put into the buffer; 0 where it can't be told.</summary>
    [LibraryImport(SystemLibrary.Name, SetLastError = true)]
    public static partial int proc_pidpath(int pid, byte* buffer, uint buffersize);
}
