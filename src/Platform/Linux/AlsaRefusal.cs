using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.Alsa;

namespace Conductor.Platform.Linux;

/// <summary>
/// What libasound refused, in the words of <see cref="NativeException"/>: errno as it is usually written, and what a person can do.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class AlsaRefusal
{
    public const string Device = "/dev/snd/seq";

    /// <param name="refusal">What libasound threw.</param>
    /// <param name="subject">What it was about: the device, a port.</param>
    /// <param name="remedy">What to do, or null.</param>
    public static NativeException About(string subject, AlsaException refusal, string? remedy = null) =>
        new($"{refusal.Function} {subject}", -refusal.Status, refusal.Symbol, remedy);

    public static NativeException ToOpen(AlsaException refusal) => About(Device, refusal, RemedyToOpen(refusal.Status));

    public static NativeException ToSend(string port, int status) =>
        About(port, new AlsaException(nameof(SeqOutput.snd_seq_event_output_direct), status), RemedyToSend(status));

    public static NativeException NoLibrary() => new(
        $"load {AlsaLibrary.Name}",
        status: 0,
        "not found",
        "install libasound2 (Debian: apt install libasound2; since Debian 13 and Ubuntu 24.04: libasound2t64)");

    private static string? RemedyToOpen(int status) => status switch
    {
        // libasound looks for its settings first; without them it finds no sequencer even where there is one.
        AlsaError.ENOENT when File.Exists(Device) => "libasound's settings are missing: install libasound2-data",
        AlsaError.ENOENT or AlsaError.ENXIO or AlsaError.ENODEV => "load the kernel's module: sudo modprobe snd-seq",
        AlsaError.EACCES or AlsaError.EPERM => "add your user to the group audio (sudo usermod -aG audio NAME), then log in again",
        _ => null,
    };

    private static string? RemedyToSend(int status) => status switch
    {
        AlsaError.ENOENT or AlsaError.ENODEV => "the port is gone",
        AlsaError.EPERM => "the port takes no messages from other programs",
        AlsaError.EAGAIN => "a program that should receive it does not read what it has got",
        _ => null,
    };
}
