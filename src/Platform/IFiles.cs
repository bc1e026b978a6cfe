namespace Conductor.Platform;

/// <summary>File operations whose guarantees matter: bounded reads, durable writes, locks, owners. Failures are <see cref="Core.Ports.NativeException"/>.</summary>
public interface IFiles
{
    /// <summary>
    /// Reads a whole regular file (links followed), opened without blocking; <see cref="Core.Ports.NativeException"/> for a missing one (ENOENT), a directory (EISDIR), a FIFO or
    /// device (with a sentence), or one of more than <paramref name="limit"/> bytes (EFBIG).
    /// </summary>
    byte[] ReadWhole(string path, int limit);

    /// <summary>Writes so that a power cut leaves the old or the new content: temp file (O_NOFOLLOW|O_CREAT|O_EXCL, 0600), fsync checked, read back, the old one kept as <c>.bak</c> where asked, rename, fsync of the directory.</summary>
    void WriteDurably(string path, ReadOnlySpan<byte> content, bool keepBackup);

    /// <summary>Makes the directory and its missing parents, 0700 where we make it.</summary>
    void CreatePrivateDirectory(string path);

    /// <summary>Renames within one file system, replacing the target (renameat).</summary>
    void Rename(string from, string to);

    /// <summary>True where somebody still has the file open for writing (Linux: a read lease is refused); false where the system can't tell.</summary>
    bool IsBeingWritten(string path);

    /// <summary>The owner of what lies at the path (links not followed), or null where nothing does.</summary>
    uint? OwnerOf(string path);

    /// <summary>Whether this process may write to what lies at the path (links followed), as the system says without anything being opened: false where nothing does, and on a read-only file system.</summary>
    bool CanWrite(string path);

    /// <summary>
    /// Takes an exclusive lock on a file (flock; made 0600, O_NOFOLLOW|O_CLOEXEC) and writes our pid into it. Null when another process holds it;
    /// then <paramref name="holder"/> is the pid read from it (0 = unreadable). Disposing releases the lock.
    /// </summary>
    IDisposable? TryLock(string path, out int holder);

    /// <summary>Waits for the lock to be free; true when it is (it is not kept). Used by <c>stop</c>.</summary>
    bool WaitUntilUnlocked(string path, TimeSpan timeout);

    /// <summary>Writes all bytes to a descriptor such as stderr (2). False when it can't take them (closed pipe, full disk, vanished terminal); never throws, never raises SIGPIPE.</summary>
    bool WriteDescriptor(int descriptor, ReadOnlySpan<byte> bytes);

    /// <summary>Whether each line written there gets a time of its own: the descriptor leads to the system's journal.</summary>
    bool AddsTime(int descriptor);
}

/// <summary>
/// Watches paths for "look again": the file, each directory on the way, each link's target and its directory. Wakes nobody while nothing changes.
/// </summary>
public interface IFileWatch : IPollable, IDisposable
{
    /// <summary>Called on the poller's thread when anything on the way to a watched path may have changed. Coarse by intent: the owner reads and compares.</summary>
    Action? Changed { get; set; }

    /// <summary>Replaces what is watched. Paths need not exist.</summary>
    void Watch(IReadOnlyList<string> paths);

    /// <summary>Some path lies on a file system that reports nothing (NFS, SMB, FUSE, 9p): the owner looks every 2 s.</summary>
    bool NeedsPolling { get; }
}
