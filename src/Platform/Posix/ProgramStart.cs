using System.Collections;
using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>
/// Starts a program with nothing of ours but its output: own process group, empty stdin, default signals, no other descriptor.
/// </summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal static unsafe class ProgramStart
{
    private const int FirstUnshared = 3;

    /// <summary>Returns its pid; it is the leader of its group.</summary>
    public static int Run(
        string file, IReadOnlyList<string> arguments, IReadOnlyList<string> environment, string directory, Descriptor output)
    {
        using var argv = new CStrings(arguments);
        using var envp = new CStrings(Merged(environment));
        using var workingDirectory = OpenDirectory(directory);
        posix_spawn_file_actions_t actions;
        posix_spawnattr_t attributes;
        Libc.CheckNumber(Spawn.posix_spawn_file_actions_init(&actions), "posix_spawn_file_actions_init");
        Libc.CheckNumber(Spawn.posix_spawnattr_init(&attributes), "posix_spawnattr_init");
        try
        {
            Describe(&actions, output.Number, workingDirectory.Number);
            Describe(&attributes);
            int pid;
            Libc.CheckNumber(Spawn.posix_spawn(&pid, file, &actions, &attributes, argv.Pointers, envp.Pointers), "posix_spawn", file);
            return pid;
        }
        finally
        {
            _ = Spawn.posix_spawnattr_destroy(&attributes);
            _ = Spawn.posix_spawn_file_actions_destroy(&actions);
        }
    }

    /// <summary>
    /// In this order, because our own descriptors may be 0, 1 or 2 where we were started without them. The close-on-exec flag of the
    /// rest is not enough: what we inherited ourselves may lack it.
    /// </summary>
    private static void Describe(posix_spawn_file_actions_t* actions, int output, int directory)
    {
        Libc.CheckNumber(Spawn.posix_spawn_file_actions_addfchdir_np(actions, directory), "posix_spawn_file_actions_addfchdir_np");
        Libc.CheckNumber(Spawn.posix_spawn_file_actions_adddup2(actions, output, 1), "posix_spawn_file_actions_adddup2");
        Libc.CheckNumber(Spawn.posix_spawn_file_actions_adddup2(actions, output, 2), "posix_spawn_file_actions_adddup2");
        var opening = Spawn.posix_spawn_file_actions_addopen(actions, 0, "/dev/null", Files.O_RDONLY, 0);
        Libc.CheckNumber(opening, "posix_spawn_file_actions_addopen");
        Libc.CheckNumber(Kernel.Current.CloseOthers(actions, FirstUnshared), "posix_spawn_file_actions_addclosefrom_np");
    }

    private static void Describe(posix_spawnattr_t* attributes)
    {
        sigset_t every, none;
        _ = Signals.sigfillset(&every);
        _ = Signals.sigemptyset(&none);
        var flags = (short)(Spawn.POSIX_SPAWN_SETPGROUP | Spawn.POSIX_SPAWN_SETSIGDEF | Spawn.POSIX_SPAWN_SETSIGMASK | Spawn.POSIX_SPAWN_CLOEXEC_DEFAULT);
        Libc.CheckNumber(Spawn.posix_spawnattr_setflags(attributes, flags), "posix_spawnattr_setflags");
        Libc.CheckNumber(Spawn.posix_spawnattr_setpgroup(attributes, 0), "posix_spawnattr_setpgroup");
        Libc.CheckNumber(Spawn.posix_spawnattr_setsigdefault(attributes, &every), "posix_spawnattr_setsigdefault");
        Libc.CheckNumber(Spawn.posix_spawnattr_setsigmask(attributes, &none), "posix_spawnattr_setsigmask");
    }

    /// <summary>
    /// The "." makes the kernel check that it can be entered, so that the child, which could only say ENOENT, never fails there.
    /// </summary>
    private static Descriptor OpenDirectory(string path)
    {
        try
        {
            return PosixIo.Open(Path.Combine(path, "."), Files.O_PATH | Files.O_DIRECTORY);
        }
        catch (NativeException refusal) when (
            refusal.Status is Errno.ENOENT or Errno.ENOTDIR or Errno.EACCES or Errno.ELOOP or Errno.ENAMETOOLONG)
        {
            return PosixIo.Open("/", Files.O_PATH | Files.O_DIRECTORY);
        }
    }

    private static List<string> Merged(IReadOnlyList<string> added)
    {
        var names = added.Select(NameOf).ToHashSet();
        var merged = new List<string>(added);
        foreach (DictionaryEntry ours in Environment.GetEnvironmentVariables())
            if (!names.Contains((string)ours.Key)) merged.Add($"{ours.Key}={ours.Value}");
        return merged;
    }

    private static string NameOf(string variable) => variable.Split('=', 2)[0];
}
