using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>
/// What Linux and macOS do by different calls; all else in this folder is one code over <see cref="Native.Libc"/>. Chosen by the platform that <see cref="CurrentPlatform"/> makes, for the process.
/// Where a call fails, errno says why (<see cref="Errno.Last"/>).
/// </summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal abstract unsafe class Kernel
{
    private static Kernel? _current;

    public static Kernel Current => _current ?? throw new InvalidOperationException("No platform has been made yet");

    public static void Use(Kernel kernel) => _current = kernel;

    /// <summary>Microseconds of the clock that never jumps, and that MIDI is stamped with.</summary>
    public abstract long Now { get; }

    /// <summary>What lies at the path itself (links not followed).</summary>
    public abstract bool TryStatus(string path, out FileStatus status);

    /// <summary>What a descriptor leads to.</summary>
    public abstract bool TryStatus(int descriptor, out FileStatus status);

    /// <summary>Has the file's content put on the disk itself, not only into its cache; 0 where it is there.</summary>
    public abstract int Flush(int descriptor);

    /// <summary>Whether somebody has the file open for writing; false where the system can't tell.</summary>
    public abstract bool IsBeingWritten(string path);

    /// <summary>A door bell for one sleeping thread.</summary>
    public abstract IBell OpenBell();

    /// <summary>poll(2) until a time (µs; <see cref="long.MaxValue"/> = none): how many are ready, 0 = the time has come, -1.</summary>
    public abstract int Poll(pollfd* descriptors, int count, long deadline);

    /// <summary>A stream socket that no program we start inherits; -1.</summary>
    public abstract int OpenSocket(bool blocks);

    /// <summary>The next peer of a listening socket: not inherited, not blocking; -1.</summary>
    public abstract int Accept(int listener);

    /// <summary>The user at the other end, as it was when the peer connected or began to listen.</summary>
    public abstract bool TryPeer(int socket, out uint user);

    /// <summary>Two ends, read and write, that no program we start inherits; -1.</summary>
    public abstract int OpenPipe(int* ends);

    /// <summary>A descriptor that becomes readable when the process ends, and stays so; also at once where it has ended. Where there is none: -1 with ESRCH, or one that is readable at once.</summary>
    public abstract int OpenProcess(int processId);

    /// <summary>Closes all from a number on in the program that is to start; an error number where that can't be had.</summary>
    public abstract int CloseOthers(posix_spawn_file_actions_t* actions, int from);

    public abstract void GiveBackStartupMemory();

    /// <summary>Lets the calling thread run before ordinary work, where it may.</summary>
    public abstract bool PreferThisThread();
}

/// <summary>A door bell: any thread rings, the one that sleeps on <see cref="Number"/> wakes and answers.</summary>
internal interface IBell : IDisposable
{
    int Number { get; }

    /// <summary>From any thread; never blocks. Ringing twice is ringing once, and ringing where nobody lives any more is nothing.</summary>
    void Ring();

    void Answer();
}
