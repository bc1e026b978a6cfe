using System.Runtime.Versioning;
using Conductor.Native.Libc;
using Conductor.Platform.Posix;

namespace Conductor.Platform.MacOS;

/// <summary>A door bell that poll(2) hears: a pipe to ourselves.</summary>
[SupportedOSPlatform("macos")]
internal sealed unsafe class PipeBell : IBell
{
    private readonly Descriptor _read;
    private readonly Descriptor _write;

    public PipeBell()
    {
        var ends = stackalloc int[2];
        Libc.Check(Kernel.Current.OpenPipe(ends), "pipe");
        (_read, _write) = (new Descriptor(ends[0]), new Descriptor(ends[1]));
        foreach (var end in new[] { _read, _write }) Libc.Check(Files.fcntl(end.Number, Files.F_SETFL, Files.O_NONBLOCK), "fcntl");
    }

    public int Number => _read.Number;

    public void Ring()
    {
        var held = false;
        try
        {
            _write.DangerousAddRef(ref held);   // the number stays ours while another thread disposes
            _ = PosixIo.Write(_write.Number, [1]);   // EAGAIN: it is full, and so it is ringing
        }
        catch (ObjectDisposedException)
        {
            // Whom it would wake is awake and gone.
        }
        finally
        {
            if (held) _write.DangerousRelease();
        }
    }

    public void Answer()
    {
        Span<byte> rings = stackalloc byte[256];
        while (PosixIo.Read(_read.Number, rings) == rings.Length)
        {
        }
    }

    public void Dispose()
    {
        _write.Dispose();
        _read.Dispose();
    }
}
