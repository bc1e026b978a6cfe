using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

internal enum FileKind
{
    Regular,
    Directory,
    SymbolicLink,
    Socket,
    Fifo,
    Device,
}

/// <summary>Which file it is, whatever its name: equal as long as it is the same one, and as long as somebody holds it open.</summary>
internal readonly record struct FileIdentity(uint DeviceMajor, uint DeviceMinor, ulong Inode)
{
    /// <summary>"major:minor", as /proc writes it.</summary>
    public string Device => $"{DeviceMajor}:{DeviceMinor}";

    /// <summary>The device as one number, as glibc's makedev puts it together.</summary>
    public ulong DeviceNumber =>
        ((DeviceMajor & 0xFFFul) << 8) | (DeviceMinor & 0xFFul) | ((DeviceMinor & ~0xFFul) << 12) | ((DeviceMajor & ~0xFFFul) << 32);
}

/// <summary>What the system knows of a file.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal readonly record struct FileStatus(FileKind Kind, uint Owner, uint Links, long Size, FileIdentity Identity)
{
    /// <summary>What lies at the path itself (links not followed), or null where nothing does.</summary>
    public static FileStatus? At(string path)
    {
        if (TryAt(path, out var status)) return status;
        var errno = Errno.Last;
        return errno is Errno.ENOENT or Errno.ENOTDIR ? null : throw Libc.Refusal("stat", path, errno);
    }

    /// <summary>As <see cref="At"/>; false where nothing lies there or we may not look, and errno says which.</summary>
    public static bool TryAt(string path, out FileStatus status) => Kernel.Current.TryStatus(path, out status);

    public static FileStatus Of(Descriptor file, string path) => TryOf(file.Number, out var status) ? status : throw Libc.Refusal("stat", path, Errno.Last);

    /// <summary>What a descriptor leads to; false where it is none, and errno says so.</summary>
    public static bool TryOf(int descriptor, out FileStatus status) => Kernel.Current.TryStatus(descriptor, out status);

    /// <summary>Of the mode as both systems write it.</summary>
    public static FileKind KindOf(ushort mode) => (mode & StatMode.S_IFMT) switch
    {
        StatMode.S_IFREG => FileKind.Regular,
        StatMode.S_IFDIR => FileKind.Directory,
        StatMode.S_IFLNK => FileKind.SymbolicLink,
        StatMode.S_IFSOCK => FileKind.Socket,
        StatMode.S_IFIFO => FileKind.Fifo,
        _ => FileKind.Device,
    };
}
