using System.Runtime.InteropServices;

namespace Conductor.Native.Darwin;

/// <content>What we ask of it. A test holds this list to the imports.</content>
public static partial class SystemLibrary
{
    public static IReadOnlyList<string> Symbols =>
    [
        "getpeereid", "kevent", "kqueue", "mach_absolute_time", "mach_continuous_time", "mach_timebase_info", "proc_pidpath", "pthread_main_np", "pthread_set_qos_class_self_np",
        .. RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? ["fstat", "lstat", "statfs"] : new[] { "fstat$INODE64", "lstat$INODE64", "statfs$INODE64" },
    ];
}
