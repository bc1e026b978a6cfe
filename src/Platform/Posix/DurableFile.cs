using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>
/// Replaces a file so that a power cut at any moment leaves the old content or the new: the new one is written beside it, forced to
/// the disk, read back, and takes the name in one step. .NET's FileStream.Flush(true) swallows the error of fsync; here it counts.
/// </summary>
/// <remarks>One writer at a time. A link at the path is replaced, not followed.</remarks>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal static class DurableFile
{
    private const uint PrivateFile = 0x180; // 0600
    private const int BackupLimit = 16 << 20;

    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + ".tmp";
        try
        {
            WriteTemporary(temporary, content);
            Libc.Check(Files.renameat(Files.AT_FDCWD, temporary, Files.AT_FDCWD, path), "rename", $"{temporary} to {path}");
        }
        catch (NativeException refusal) when (refusal.Status != Errno.EEXIST)
        {
            _ = Files.unlinkat(Files.AT_FDCWD, temporary, 0); // what it holds is worth nothing, and the refusal is the news
            throw;
        }

        FlushDirectory(path);
    }

    /// <summary>
    /// Copies what the path holds to "path.bak", as durably; a rename would leave a moment without the file. What can't be read (another user's, a directory) is no generation to keep, and
    /// must not stop the next one.
    /// </summary>
    public static void Backup(string path, PosixFiles files)
    {
        if (FileStatus.At(path) is null || ReadOrNull(path, files) is not { } content) return;
        Write(path + ".bak", content);
    }

    private static byte[]? ReadOrNull(string path, PosixFiles files)
    {
        try
        {
            return files.ReadWhole(path, BackupLimit);
        }
        catch (NativeException)
        {
            return null;
        }
    }

    private static void WriteTemporary(string path, ReadOnlySpan<byte> content)
    {
        using var file = CreateFresh(path);
        Libc.Check(Files.fchmod(file.Number, PrivateFile), "fchmod", path); // whatever the umask took
        PosixIo.WriteAll(file, content, path);
        Libc.Check(Kernel.Current.Flush(file.Number), "fsync", path);
        ReadBack(file, content, path);
    }

    private static Descriptor CreateFresh(string path)
    {
        RemoveOwnLeftover(path);
        return PosixIo.Open(path, Files.O_RDWR | Files.O_CREAT | Files.O_EXCL | Files.O_NOFOLLOW, PrivateFile);
    }

    /// <summary>A save that was killed half-way left its file. Anything else there (a planted link) stays, and O_EXCL refuses.</summary>
    private static void RemoveOwnLeftover(string path)
    {
        if (FileStatus.At(path) is { Kind: FileKind.Regular } status && status.Owner == Credentials.geteuid())
            Libc.Check(Files.unlinkat(Files.AT_FDCWD, path, 0), "unlink", path);
    }

    private static unsafe void ReadBack(Descriptor file, ReadOnlySpan<byte> content, string path)
    {
        Span<byte> buffer = stackalloc byte[4096];
        var offset = 0;
        fixed (byte* start = buffer)
        {
            int read;
            while ((read = Libc.Check((int)Files.pread(file.Number, start, (nuint)buffer.Length, offset), "pread", path)) > 0)
            {
                if (read > content.Length - offset || !buffer[..read].SequenceEqual(content.Slice(offset, read))) throw Differs(path);
                offset += read;
            }
        }

        if (offset != content.Length) throw Differs(path);
    }

    private static NativeException Differs(string path) =>
        Libc.Refusal("read back", path, Errno.EIO, "the disk did not keep what was written: check it");

    /// <summary>The new name is durable only when its directory is. EINVAL: a file system that knows no such thing.</summary>
    private static void FlushDirectory(string path)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        using var opened = PosixIo.Open(directory, Files.O_RDONLY | Files.O_DIRECTORY);
        if (Kernel.Current.Flush(opened.Number) != 0 && Errno.Last != Errno.EINVAL) throw Libc.Refusal("fsync", directory, Errno.Last);
    }
}
