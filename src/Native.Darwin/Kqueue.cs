using System.Runtime.InteropServices;

namespace Conductor.Native.Darwin;

/// <summary>struct kevent, &lt;sys/event.h&gt;: 32 bytes, under #pragma pack(4).</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct kevent
{
    /// <summary>A descriptor, a pid, or a number of one's own: what the filter says.</summary>
    public ulong ident;
    public short filter;
    public ushort flags;
    public uint fflags;
    public long data;
    public nint udata;
}

/// <summary>struct timespec, &lt;sys/_types/_timespec.h&gt;.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct timespec
{
    public long tv_sec;
    public long tv_nsec;
}

/// <summary>Kernel events. &lt;sys/event.h&gt; (apple-oss-distributions/xnu, bsd/sys/event.h), kqueue(2).</summary>
public static unsafe partial class Kqueue
{
    public const short EVFILT_READ = -1;
    public const short EVFILT_VNODE = -4;
    public const short EVFILT_PROC = -5;
    public const short EVFILT_USER = -10;

    public const ushort EV_ADD = 0x0001;
    public const ushort EV_DELETE = 0x0002;
    public const ushort EV_CLEAR = 0x0020;

    /// <summary>EVFILT_USER: the event is there.</summary>
    public const uint NOTE_TRIGGER = 0x01000000;

    /// <summary>EVFILT_PROC: it has ended.</summary>
    public const uint NOTE_EXIT = 0x80000000;

    // EVFILT_VNODE.
    public const uint NOTE_DELETE = 0x0001;

    /// <summary>Of a directory: an entry came, went or was replaced.</summary>
    public const uint NOTE_WRITE = 0x0002;
    public const uint NOTE_EXTEND = 0x0004;
    public const uint NOTE_ATTRIB = 0x0008;
    public const uint NOTE_LINK = 0x0010;
    public const uint NOTE_RENAME = 0x0020;
    public const uint NOTE_REVOKE = 0x0040;

    /// <summary>A descriptor that poll(2) finds readable while events wait. Not inherited by fork; close-on-exec all the same is up to the caller.</summary>
    [LibraryImport(SystemLibrary.Name, SetLastError = true)]
    public static partial int kqueue();

    /// <summary>How many events were put into <paramref name="eventlist"/>; 0 where the time is over; -1.</summary>
    /// <param name="kq">From <see cref="kqueue"/>.</param>
    /// <param name="changelist">What to watch from now on.</param>
    /// <param name="nchanges">How many of these.</param>
    /// <param name="eventlist">Takes what has happened.</param>
    /// <param name="nevents">How many at most; 0: returns at once.</param>
    /// <param name="timeout">Null: for ever.</param>
    [LibraryImport(SystemLibrary.Name, EntryPoint = "kevent", SetLastError = true)]
    public static partial int kevent_(int kq, kevent* changelist, int nchanges, kevent* eventlist, int nevents, timespec* timeout);
}
