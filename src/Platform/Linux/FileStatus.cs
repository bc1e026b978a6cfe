using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Linux;

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
internal readonly record struct FileStatus(FileKind Kind, uint Owner, uint Links, long Size, FileIdentity Identity)
{
    /// <summary>What lies at the path itself (links not followed), or null where nothing does.</summary>
    public static FileStatus? At(string path)
    {
        if (TryAt(path, out var status)) return status;
        var errno = Errno.Last;
        return errno is Errno.ENOENT or Errno.ENOTDIR ? null : throw Libc.Refusal("statx", path, errno);
    }

    /// <summary>As <see cref="At"/>; false where nothing lies there or we may not look, and errno says which.</summary>
    public static unsafe bool TryAt(string path, out FileStatus status)
    {
        statx raw;
        var result = Stat.statx(Files.AT_FDCWD, path, Stat.AT_SYMLINK_NOFOLLOW, Stat.STATX_BASIC_STATS, &raw);
        status = result == 0 ? From(raw) : default;
        return result == 0;
    }

    public static FileStatus Of(Descriptor file, string path) => TryOf(file.Number, out var status) ? status : throw Libc.Refusal("statx", path, Errno.Last);

    /// <summary>What a descriptor leads to; false where it is none, and errno says so.</summary>
    public static unsafe bool TryOf(int descriptor, out FileStatus status)
    {
        statx raw;
        var result = Stat.statx(descriptor, "", Stat.AT_EMPTY_PATH, Stat.STATX_BASIC_STATS, &raw);
        status = result == 0 ? From(raw) : default;
        return result == 0;
    }

    private static FileStatus From(in statx raw) =>
        new(KindOf(raw.stx_mode), raw.stx_uid, raw.stx_nlink, (long)raw.stx_size, new(raw.stx_dev_major, raw.stx_dev_minor, raw.stx_ino));

    private static FileKind KindOf(ushort mode) => (mode & Stat.S_IFMT) switch
    {
        Stat.S_IFREG => FileKind.Regular,
        Stat.S_IFDIR => FileKind.Directory,
        Stat.S_IFLNK => FileKind.SymbolicLink,
        Stat.S_IFSOCK => FileKind.Socket,
        Stat.S_IFIFO => FileKind.Fifo,
        _ => FileKind.Device,
    };
}
