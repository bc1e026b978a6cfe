using System.Buffers.Text;
using System.Runtime.Versioning;
using System.Text;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>
/// An exclusive flock on a file that holds our pid. The kernel lets go of it when the process ends, however it ends; a clean end
/// also removes the file.
/// </summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal sealed class FileLock : IDisposable
{
    private const uint PrivateFile = 0x180; // 0600

    private readonly Descriptor _file;
    private readonly string _path;
    private readonly FileIdentity _identity;

    private FileLock(Descriptor file, string path, FileIdentity identity)
    {
        _file = file;
        _path = path;
        _identity = identity;
    }

    /// <summary>Null where another process holds it; then <paramref name="holder"/> is its pid, or 0 where it can't be read.</summary>
    public static FileLock? TryTake(string path, out int holder)
    {
        holder = 0;
        while (true)
        {
            var file = PosixIo.Open(path, Files.O_RDWR | Files.O_CREAT | Files.O_NOFOLLOW | Files.O_NONBLOCK | Files.O_NOCTTY, PrivateFile);
            var taken = false;
            try
            {
                var status = OurFile(file, path);
                if (!TryFlock(file, path))
                {
                    holder = ReadPid(file);
                    return null;
                }

                // The holder before us may have removed the file after we opened it: then we hold a lock that nobody else can see.
                if (FileStatus.At(path)?.Identity != status.Identity) continue;
                RefuseSecondName(file, path);
                WritePid(file, path);
                taken = true;
                return new FileLock(file, path, status.Identity);
            }
            finally
            {
                if (!taken) file.Dispose();
            }
        }
    }

    /// <summary>Removes the file while it is still locked, so that nobody's lock but ours can be on it, then lets go.</summary>
    public void Dispose()
    {
        if (_file.IsClosed) return;
        if (FileStatus.TryAt(_path, out var status) && status.Identity == _identity)
            _ = Files.unlinkat(Files.AT_FDCWD, _path, 0); // a file that stays is no harm: the next daemon locks it
        _file.Dispose();
    }

    private static FileStatus OurFile(Descriptor file, string path)
    {
        var status = FileStatus.Of(file, path);
        if (status.Kind != FileKind.Regular)
            throw Libc.Refusal("lock", path, Errno.EINVAL, "something that is no ordinary file lies there: remove it");
        if (status.Owner != Credentials.geteuid()) throw Libc.Refusal("lock", path, Errno.EPERM, "the file is another user's");
        return status;
    }

    private static bool TryFlock(Descriptor file, string path)
    {
        while (Files.flock(file.Number, Files.LOCK_EX | Files.LOCK_NB) != 0)
        {
            if (Errno.Last == Errno.EAGAIN) return false;
            if (Errno.Last != Errno.EINTR) throw Libc.Refusal("flock", path, Errno.Last);
        }

        return true;
    }

    /// <summary>A planted hard link to some other file of ours, which writing the pid would destroy.</summary>
    private static void RefuseSecondName(Descriptor file, string path)
    {
        if (FileStatus.Of(file, path).Links > 1)
            throw Libc.Refusal("lock", path, Errno.EMLINK, "the file has a second name elsewhere: remove this one");
    }

    private static void WritePid(Descriptor file, string path)
    {
        Libc.Check(Files.ftruncate(file.Number, 0), "ftruncate", path);
        PosixIo.WriteAll(file, Encoding.ASCII.GetBytes($"{Credentials.getpid()}\n"), path);
    }

    private static int ReadPid(Descriptor file)
    {
        Span<byte> text = stackalloc byte[16];
        var length = PosixIo.Read(file.Number, text);
        return length > 0 && Utf8Parser.TryParse(text[..length], out int pid, out _) && pid > 0 ? pid : 0;
    }
}
