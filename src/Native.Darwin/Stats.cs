using System.Runtime.InteropServices;

namespace Conductor.Native.Darwin;

/// <summary>struct stat with inodes of 64 bits, &lt;sys/stat.h&gt; (bsd/sys/stat.h): 144 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct stat
{
    public int st_dev;
    public ushort st_mode;
    public ushort st_nlink;
    public ulong st_ino;
    public uint st_uid;
    public uint st_gid;
    public int st_rdev;
    public timespec st_atimespec;
    public timespec st_mtimespec;
    public timespec st_ctimespec;
    public timespec st_birthtimespec;
    public long st_size;
    public long st_blocks;
    public int st_blksize;
    public uint st_flags;
    public uint st_gen;
    private int st_lspare;
    private fixed long st_qspare[2];
}

/// <summary>struct statfs with inodes of 64 bits, &lt;sys/mount.h&gt; (bsd/sys/mount.h): 2168 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct statfs
{
    public uint f_bsize;
    public int f_iosize;
    public ulong f_blocks;
    public ulong f_bfree;
    public ulong f_bavail;
    public ulong f_files;
    public ulong f_ffree;
    public int f_fsid0;
    public int f_fsid1;
    public uint f_owner;
    public uint f_type;
    public uint f_flags;
    public uint f_fssubtype;
    public fixed byte f_fstypename[16];
    private fixed byte f_mntonname[1024];
    private fixed byte f_mntfromname[1024];
    private uint f_flags_ext;
    private fixed uint f_reserved[7];
}

/// <summary>
/// What lies at a path, and on which file system. On x86-64 the plain names are calls from before the inodes had 64 bits; on arm64 there never were others.
/// </summary>
public static unsafe partial class Stats
{
    /// <summary>The file system is on this machine, &lt;sys/mount.h&gt;.</summary>
    public const uint MNT_LOCAL = 0x00001000;

    private static bool IsArm64 => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>Of the path itself, links not followed.</summary>
    public static int lstat(string path, stat* buf) => IsArm64 ? lstat_arm64(path, buf) : lstat_x64(path, buf);

    public static int fstat(int fildes, stat* buf) => IsArm64 ? fstat_arm64(fildes, buf) : fstat_x64(fildes, buf);

    public static int statfs_(string path, statfs* buf) => IsArm64 ? statfs_arm64(path, buf) : statfs_x64(path, buf);

    [LibraryImport(SystemLibrary.Name, EntryPoint = "lstat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int lstat_arm64(string path, stat* buf);

    [LibraryImport(SystemLibrary.Name, EntryPoint = "lstat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int lstat_x64(string path, stat* buf);

    [LibraryImport(SystemLibrary.Name, EntryPoint = "fstat", SetLastError = true)]
    private static partial int fstat_arm64(int fildes, stat* buf);

    [LibraryImport(SystemLibrary.Name, EntryPoint = "fstat$INODE64", SetLastError = true)]
    private static partial int fstat_x64(int fildes, stat* buf);

    [LibraryImport(SystemLibrary.Name, EntryPoint = "statfs", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statfs_arm64(string path, statfs* buf);

    [LibraryImport(SystemLibrary.Name, EntryPoint = "statfs$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statfs_x64(string path, statfs* buf);
}
