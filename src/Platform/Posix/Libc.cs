using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.Libc;

namespace Conductor.Platform.Posix;

/// <summary>The one place where a refusal of the C library becomes a <see cref="NativeException"/>.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal static class Libc
{
    /// <summary>For calls that return -1 and set errno. Ask at once: the next call overwrites it.</summary>
    public static int Check(int result, string function, string? subject = null) =>
        result >= 0 ? result : throw Refusal(function, subject, Errno.Last);

    /// <summary>For calls that return the error number itself: posix_spawn and its family.</summary>
    public static void CheckNumber(int errno, string function, string? subject = null)
    {
        if (errno != 0) throw Refusal(function, subject, Errno.Of(errno));
    }

    public static NativeException Refusal(string function, string? subject, int errno, string? remedy = null) =>
        new(subject is null ? function : $"{function} {subject}", errno, Errno.Describe(errno), remedy);
}
