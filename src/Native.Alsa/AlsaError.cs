using System.Runtime.InteropServices;

namespace Conductor.Native.Alsa;

/// <summary>A call of libasound that failed.</summary>
/// <param name="function">The call.</param>
/// <param name="status">What it returned: a negative errno, or one of libasound's own numbers.</param>
public sealed class AlsaException(string function, int status) : Exception($"{function}: {AlsaError.Describe(status)}")
{
    public string Function { get; } = function;

    public int Status { get; } = status;

    /// <summary>The status by name, e.g. "EACCES (Permission denied)".</summary>
    public string Symbol { get; } = AlsaError.Describe(status);
}

/// <summary>
/// Statuses of libasound. &lt;alsa/error.h&gt; and &lt;errno.h&gt; (asm-generic),
/// https://www.alsa-project.org/alsa-doc/alsa-lib/group___error.html
/// </summary>
public static unsafe partial class AlsaError
{
    public const int SND_ERROR_BEGIN = 500000;
    public const int SND_ERROR_INCOMPATIBLE_VERSION = SND_ERROR_BEGIN + 0;

    // What the sequencer answers; negative, as it does.
    public const int EPERM = -1;
    public const int ENOENT = -2;
    public const int EINTR = -4;
    public const int EIO = -5;
    public const int ENXIO = -6;
    public const int EBADF = -9;
    public const int EAGAIN = -11;
    public const int ENOMEM = -12;
    public const int EACCES = -13;
    public const int EFAULT = -14;
    public const int EBUSY = -16;
    public const int ENODEV = -19;
    public const int EINVAL = -22;
    public const int ENFILE = -23;
    public const int EMFILE = -24;
    public const int ENOTTY = -25;
    public const int ENOSPC = -28;
    public const int EMLINK = -31;

    /// <summary>Gives a status that is no error back; throws for one that is.</summary>
    public static int Check(int status, string function) => status >= 0 ? status : throw new AlsaException(function, status);

    /// <summary>Name and libasound's own sentence, e.g. "EACCES (Permission denied)".</summary>
    public static string Describe(int status) => $"{Name(status)} ({Marshal.PtrToStringUTF8((nint)snd_strerror(status))})";

    /// <summary>"EACCES", or "errno 74" for one that is not in the list.</summary>
    public static string Name(int status) => status switch
    {
        EPERM => nameof(EPERM),
        ENOENT => nameof(ENOENT),
        EINTR => nameof(EINTR),
        EIO => nameof(EIO),
        ENXIO => nameof(ENXIO),
        EBADF => nameof(EBADF),
        EAGAIN => nameof(EAGAIN),
        ENOMEM => nameof(ENOMEM),
        EACCES => nameof(EACCES),
        EFAULT => nameof(EFAULT),
        EBUSY => nameof(EBUSY),
        ENODEV => nameof(ENODEV),
        EINVAL => nameof(EINVAL),
        ENFILE => nameof(ENFILE),
        EMFILE => nameof(EMFILE),
        ENOTTY => nameof(ENOTTY),
        ENOSPC => nameof(ENOSPC),
        EMLINK => nameof(EMLINK),
        -SND_ERROR_INCOMPATIBLE_VERSION => nameof(SND_ERROR_INCOMPATIBLE_VERSION),
        _ => $"errno {-(long)status}",
    };

    [LibraryImport(AlsaLibrary.Name)]
    private static partial byte* snd_strerror(int errnum);
}
