using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>Opening, reading and writing in full, with EINTR handled.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal static unsafe class PosixIo
{
    public static Descriptor Open(string path, int flags, uint mode = 0)
    {
        while (true)
        {
            var number = Files.open(path, flags | Files.O_CLOEXEC, mode);
            if (number >= 0) return new Descriptor(number);
            if (Errno.Last != Errno.EINTR) Libc.Check(number, "open", path);
        }
    }

    /// <summary>Bytes read, 0 at the end, or -1 with errno.</summary>
    public static int Read(int descriptor, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var read = (int)Files.read(descriptor, start, (nuint)buffer.Length);
                if (read >= 0 || Errno.Last != Errno.EINTR) return read;
            }
        }
    }

    /// <summary>Bytes taken, or -1 with errno.</summary>
    public static int Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            while (true)
            {
                var written = (int)Files.write(descriptor, start, (nuint)bytes.Length);
                if (written >= 0 || Errno.Last != Errno.EINTR) return written;
            }
        }
    }

    /// <summary>Writes to a file, which takes all or says why not.</summary>
    public static void WriteAll(Descriptor file, ReadOnlySpan<byte> bytes, string path)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[Libc.Check(Write(file.Number, bytes), "write", path)..];
    }

    /// <summary>Whether the descriptor becomes ready within the time.</summary>
    public static bool WaitFor(int descriptor, short events, TimeSpan timeout)
    {
        var deadline = Kernel.Current.Now + (long)timeout.TotalMicroseconds;
        while (true)
        {
            var wanted = new pollfd { fd = descriptor, events = events };
            var ready = Kernel.Current.Poll(&wanted, 1, deadline);
            if (ready >= 0) return ready > 0;
            if (Errno.Last != Errno.EINTR) Libc.Check(ready, "poll");
        }
    }
}
