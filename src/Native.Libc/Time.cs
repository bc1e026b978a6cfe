using System.Runtime.InteropServices;

namespace Conductor.Native.Libc;

/// <summary>struct timespec, &lt;time.h&gt;.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct timespec
{
    public nint tv_sec;
    public nint tv_nsec;
}

/// <summary>struct timeval, &lt;sys/time.h&gt;. Darwin's microseconds have 32 bits, and four bytes of nothing behind them.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct timeval
{
    public nint tv_sec;
    public nint tv_usec;
}
