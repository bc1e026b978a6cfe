using System.Runtime.InteropServices;

namespace Conductor.Native.Libc;

/// <summary>posix_spawnattr_t, &lt;spawn.h&gt;: opaque, 336 bytes; Darwin's is a pointer.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct posix_spawnattr_t
{
    private fixed ulong opaque[42];
}

/// <summary>posix_spawn_file_actions_t, &lt;spawn.h&gt;: opaque, 80 bytes; Darwin's is a pointer.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct posix_spawn_file_actions_t
{
    private fixed ulong opaque[10];
}

/// <summary>
/// Starting programs. &lt;spawn.h&gt;, https://man7.org/linux/man-pages/man3/posix_spawn.3.html.
/// Every function here returns the error number itself, 0 for success, and leaves errno alone.
/// </summary>
public static unsafe partial class Spawn
{
    public const short POSIX_SPAWN_SETPGROUP = 0x02;
    public const short POSIX_SPAWN_SETSIGDEF = 0x04;
    public const short POSIX_SPAWN_SETSIGMASK = 0x08;

    /// <summary>Darwin: the program gets no descriptor but those that the file actions name. 0 on Linux, which has <see cref="posix_spawn_file_actions_addclosefrom_np"/>.</summary>
    public static int POSIX_SPAWN_CLOEXEC_DEFAULT => Abi.Pick(linux: 0, darwin: 0x4000);

    private static readonly nint Closefrom =
        NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), nameof(posix_spawn_file_actions_addclosefrom_np), out var address)
            ? address
            : 0;

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int posix_spawn(
        int* pid, string path, posix_spawn_file_actions_t* file_actions, posix_spawnattr_t* attrp, byte** argv, byte** envp);

    [LibraryImport("libc")]
    public static partial int posix_spawn_file_actions_init(posix_spawn_file_actions_t* file_actions);

    [LibraryImport("libc")]
    public static partial int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t* file_actions);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int posix_spawn_file_actions_addopen(
        posix_spawn_file_actions_t* file_actions, int fd, string path, int oflag, uint mode);

    /// <summary>Equal numbers only clear the close-on-exec flag.</summary>
    [LibraryImport("libc")]
    public static partial int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t* file_actions, int fd, int newfd);

    /// <summary>glibc 2.29, macOS 10.15.</summary>
    [LibraryImport("libc")]
    public static partial int posix_spawn_file_actions_addfchdir_np(posix_spawn_file_actions_t* file_actions, int fd);

    /// <summary>glibc 2.34, looked up so that older ones still link; ENOSYS there.</summary>
    public static int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t* file_actions, int from) =>
        Closefrom == 0 ? Errno.ENOSYS : ((delegate* unmanaged<posix_spawn_file_actions_t*, int, int>)Closefrom)(file_actions, from);

    [LibraryImport("libc")]
    public static partial int posix_spawnattr_init(posix_spawnattr_t* attr);

    [LibraryImport("libc")]
    public static partial int posix_spawnattr_destroy(posix_spawnattr_t* attr);

    [LibraryImport("libc")]
    public static partial int posix_spawnattr_setflags(posix_spawnattr_t* attr, short flags);

    [LibraryImport("libc")]
    public static partial int posix_spawnattr_setpgroup(posix_spawnattr_t* attr, int pgroup);

    [LibraryImport("libc")]
    public static partial int posix_spawnattr_setsigdefault(posix_spawnattr_t* attr, sigset_t* sigdefault);

    [LibraryImport("libc")]
    public static partial int posix_spawnattr_setsigmask(posix_spawnattr_t* attr, sigset_t* sigmask);
}
