using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary><see cref="IFiles"/> on the system calls themselves, because what .NET's own files promise is not enough here.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal sealed class PosixFiles : IFiles
{
    private const uint PrivateDirectory = 0x1C0; // 0700

    private static readonly TimeSpan LockLookInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan FullTerminalPatience = TimeSpan.FromMilliseconds(100);

    public byte[] ReadWhole(string path, int limit)
    {
        // O_NONBLOCK: opening a FIFO would wait for a writer.
        using var file = PosixIo.Open(path, Files.O_RDONLY | Files.O_NONBLOCK | Files.O_NOCTTY);
        var status = FileStatus.Of(file, path);
        if (status.Kind == FileKind.Directory) throw Libc.Refusal("read", path, Errno.EISDIR);
        if (status.Kind != FileKind.Regular)
            throw Libc.Refusal("read", path, Errno.EINVAL, "only an ordinary file can be read here, no pipe or device");
        if (status.Size > limit) throw TooLarge(path, limit);
        return ReadToEnd(file, path, (int)status.Size, limit);
    }

    public void WriteDurably(string path, ReadOnlySpan<byte> content, bool keepBackup)
    {
        if (keepBackup) DurableFile.Backup(path, this);
        DurableFile.Write(path, content);
    }

    public void CreatePrivateDirectory(string path)
    {
        if (Directory.Exists(path)) return;
        if (Path.GetDirectoryName(path) is { Length: > 0 } parent) CreatePrivateDirectory(parent);
        if (Files.mkdir(path, PrivateDirectory) == 0) return;
        var errno = Errno.Last;
        if (errno != Errno.EEXIST || !Directory.Exists(path)) throw Libc.Refusal("mkdir", path, errno);
    }

    public void Rename(string from, string to) =>
        Libc.Check(Files.renameat(Files.AT_FDCWD, from, Files.AT_FDCWD, to), "rename", $"{from} to {to}");

    public bool IsBeingWritten(string path) => Kernel.Current.IsBeingWritten(path);

    public uint? OwnerOf(string path) => FileStatus.At(path)?.Owner;

    public bool CanWrite(string path) => Files.access(path, Files.W_OK) == 0;

    public IDisposable? TryLock(string path, out int holder) => FileLock.TryTake(path, out holder);

    public bool WaitUntilUnlocked(string path, TimeSpan timeout)
    {
        var number = Files.open(path, Files.O_RDONLY | Files.O_NOFOLLOW | Files.O_NONBLOCK | Files.O_NOCTTY | Files.O_CLOEXEC, 0);
        if (number < 0) return Errno.Last == Errno.ENOENT ? true : throw Libc.Refusal("open", path, Errno.Last);

        // This very file, whatever its name becomes: a daemon started meanwhile makes its own. flock has no timeout, so look every 10 ms:
        // only a client waits here.
        using var file = new Descriptor(number);
        var deadline = Kernel.Current.Now + (long)timeout.TotalMicroseconds;
        while (Files.flock(number, Files.LOCK_SH | Files.LOCK_NB) != 0)
        {
            if (Errno.Last is not (Errno.EAGAIN or Errno.EINTR)) throw Libc.Refusal("flock", path, Errno.Last);
            if (Kernel.Current.Now >= deadline) return false;
            Thread.Sleep(LockLookInterval);
        }

        return true;
    }

    /// <summary>
    /// systemd says in JOURNAL_STREAM which file is the journal's (systemd.exec(5)). That it is set is not enough: whatever a service starts inherits it, a terminal and its shell too.
    /// </summary>
    public bool AddsTime(int descriptor) =>
        Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { Length: > 0 } journal && FileStatus.TryOf(descriptor, out var status)
        && journal == $"{status.Identity.DeviceNumber}:{status.Identity.Inode}";

    public bool WriteDescriptor(int descriptor, ReadOnlySpan<byte> bytes)
    {
        BrokenPipes.Ignore();
        while (!bytes.IsEmpty)
        {
            var written = PosixIo.Write(descriptor, bytes);
            if (written >= 0) bytes = bytes[written..];
            else if (Errno.Last != Errno.EAGAIN || !PosixIo.WaitFor(descriptor, Poll.POLLOUT, FullTerminalPatience)) return false;
        }

        return true;
    }

    private static byte[] ReadToEnd(Descriptor file, string path, int expected, int limit)
    {
        // One byte more than expected tells the end from a file that grows; /proc's files say 0 and have more.
        var buffer = new byte[Math.Max(expected, 255) + 1];
        var length = 0;
        while (true)
        {
            var read = Libc.Check(PosixIo.Read(file.Number, buffer.AsSpan(length)), "read", path);
            length += read;
            if (length > limit) throw TooLarge(path, limit);
            if (read == 0) return buffer[..length];
            if (length == buffer.Length) Array.Resize(ref buffer, length * 2);
        }
    }

    private static NativeException TooLarge(string path, int limit) =>
        Libc.Refusal("read", path, Errno.EFBIG, $"at most {limit} bytes are read");
}
