using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Conductor.Native.Libc;

/// <summary>struct sched_param, &lt;sched.h&gt;.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct sched_param
{
    public int sched_priority;
}

/// <summary>Which thread runs first. &lt;sched.h&gt;, https://man7.org/linux/man-pages/man7/sched.7.html</summary>
[SupportedOSPlatform("linux")]
public static unsafe partial class Sched
{
    public const int SCHED_RR = 2;

    /// <summary>Or'ed to a policy: threads and programs that this one starts are ordinary.</summary>
    public const int SCHED_RESET_ON_FORK = 0x40000000;

    /// <summary>EPERM: neither root nor an RLIMIT_RTPRIO.</summary>
    /// <param name="pid">0 = the calling thread.</param>
    /// <param name="policy">SCHED_RR and the like.</param>
    /// <param name="param">Of SCHED_RR: 1-99, higher ones first.</param>
    [LibraryImport("libc", SetLastError = true)]
    public static partial int sched_setscheduler(int pid, int policy, sched_param* param);
}
