using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Conductor.Native.Libc;

/// <summary>struct inotify_event, &lt;sys/inotify.h&gt;: the head; <see cref="len"/> bytes of name follow it, padded with NUL.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct inotify_event
{
    public int wd;
    public uint mask;
    public uint cookie;
    public uint len;
}

/// <summary>Being told of changes to files. &lt;sys/inotify.h&gt;, https://man7.org/linux/man-pages/man7/inotify.7.html</summary>
[SupportedOSPlatform("linux")]
public static partial class Inotify
{
    public const int IN_CLOEXEC = 0x80000;
    public const int IN_NONBLOCK = 0x800;

    public const uint IN_MODIFY = 0x00000002;
    public const uint IN_ATTRIB = 0x00000004;
    public const uint IN_CLOSE_WRITE = 0x00000008;
    public const uint IN_MOVED_FROM = 0x00000040;
    public const uint IN_MOVED_TO = 0x00000080;
    public const uint IN_CREATE = 0x00000100;
    public const uint IN_DELETE = 0x00000200;
    public const uint IN_DELETE_SELF = 0x00000400;
    public const uint IN_MOVE_SELF = 0x00000800;

    // Sent without being asked for.
    public const uint IN_UNMOUNT = 0x00002000;
    public const uint IN_Q_OVERFLOW = 0x00004000;
    public const uint IN_IGNORED = 0x00008000;
    public const uint IN_ISDIR = 0x40000000;

    // How to watch.
    public const uint IN_ONLYDIR = 0x01000000;
    public const uint IN_DONT_FOLLOW = 0x02000000;
    public const uint IN_EXCL_UNLINK = 0x04000000;

    [LibraryImport("libc", SetLastError = true)]
    public static partial int inotify_init1(int flags);

    /// <summary>A watch descriptor; the one it has already where that inode is watched, whose mask is replaced.</summary>
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int inotify_add_watch(int fd, string pathname, uint mask);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int inotify_rm_watch(int fd, int wd);
}
