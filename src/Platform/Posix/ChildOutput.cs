using System.Runtime.Versioning;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>Our end of the pipe that a program's stdout and stderr share.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal sealed class ChildOutput(Descriptor pipe) : IPollable, IDisposable
{
    private const int PieceBytes = 4096;

    private bool _ended;

    public ReadOutput? Wrote { get; set; }

    public int Descriptor => pipe.Number;

    public bool WantsRead => !_ended; // a pipe without writers stays readable for good

    public bool WantsWrite => false;

    /// <summary>One piece at a time: a program that writes without end must not keep the poller's other guests waiting.</summary>
    public void OnReady()
    {
        if (_ended) return;
        Span<byte> piece = stackalloc byte[PieceBytes];
        var length = PosixIo.Read(pipe.Number, piece);
        if (length < 0 && Errno.Last != Errno.EAGAIN) throw Libc.Refusal("read", "pipe", Errno.Last);
        if (length < 0) return;
        _ended = length == 0;
        Wrote?.Invoke(piece[..length]);
    }

    public void Dispose() => pipe.Dispose();
}
