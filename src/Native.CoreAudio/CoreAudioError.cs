namespace Conductor.Native.CoreAudio;

/// <summary>A call of CoreAudio that failed.</summary>
/// <param name="function">The call.</param>
/// <param name="status">The OSStatus that it returned.</param>
public sealed class CoreAudioException(string function, int status) : Exception($"{function}: {CoreAudioError.Describe(status)}")
{
    public string Function { get; } = function;

    public int Status { get; } = status;

    /// <summary>The status by name, e.g. "kAudioHardwareUnknownPropertyError ('who?')".</summary>
    public string Symbol { get; } = CoreAudioError.Describe(status);
}

/// <summary>
/// OSStatus as CoreAudio returns it: four letters. AudioHardwareBase.h,
/// https://developer.apple.com/documentation/coreaudio/core-audio-constants.
/// </summary>
public static class CoreAudioError
{
    public const int kAudioHardwareNoError = 0;
    public const int kAudioHardwareNotRunningError = 's' << 24 | 't' << 16 | 'o' << 8 | 'p';
    public const int kAudioHardwareUnspecifiedError = 'w' << 24 | 'h' << 16 | 'a' << 8 | 't';
    public const int kAudioHardwareUnknownPropertyError = 'w' << 24 | 'h' << 16 | 'o' << 8 | '?';
    public const int kAudioHardwareBadPropertySizeError = '!' << 24 | 's' << 16 | 'i' << 8 | 'z';
    public const int kAudioHardwareIllegalOperationError = 'n' << 24 | 'o' << 16 | 'p' << 8 | 'e';

    /// <summary>A number that stands for nothing, or nothing any more.</summary>
    public const int kAudioHardwareBadObjectError = '!' << 24 | 'o' << 16 | 'b' << 8 | 'j';
    public const int kAudioHardwareBadDeviceError = '!' << 24 | 'd' << 16 | 'e' << 8 | 'v';
    public const int kAudioHardwareBadStreamError = '!' << 24 | 's' << 16 | 't' << 8 | 'r';
    public const int kAudioHardwareUnsupportedOperationError = 'u' << 24 | 'n' << 16 | 'o' << 8 | 'p';
    public const int kAudioHardwareNotReadyError = 'n' << 24 | 'r' << 16 | 'd' << 8 | 'y';
    public const int kAudioDeviceUnsupportedFormatError = '!' << 24 | 'd' << 16 | 'a' << 8 | 't';
    public const int kAudioDevicePermissionsError = '!' << 24 | 'h' << 16 | 'o' << 8 | 'g';

    /// <summary>Throws for a status that is not kAudioHardwareNoError.</summary>
    public static void Check(int status, string function)
    {
        if (status != kAudioHardwareNoError)
            throw new CoreAudioException(function, status);
    }

    /// <summary>Name and letters, e.g. "kAudioHardwareUnknownPropertyError ('who?')"; "OSStatus -50" for one that has neither.</summary>
    public static string Describe(int status) => Name(status) is { } name ? $"{name} ({Letters(status)})" : $"OSStatus {Letters(status)}";

    /// <summary>Null for one that is not in the list.</summary>
    public static string? Name(int status) => status switch
    {
        kAudioHardwareNoError => nameof(kAudioHardwareNoError),
        kAudioHardwareNotRunningError => nameof(kAudioHardwareNotRunningError),
        kAudioHardwareUnspecifiedError => nameof(kAudioHardwareUnspecifiedError),
        kAudioHardwareUnknownPropertyError => nameof(kAudioHardwareUnknownPropertyError),
        kAudioHardwareBadPropertySizeError => nameof(kAudioHardwareBadPropertySizeError),
        kAudioHardwareIllegalOperationError => nameof(kAudioHardwareIllegalOperationError),
        kAudioHardwareBadObjectError => nameof(kAudioHardwareBadObjectError),
        kAudioHardwareBadDeviceError => nameof(kAudioHardwareBadDeviceError),
        kAudioHardwareBadStreamError => nameof(kAudioHardwareBadStreamError),
        kAudioHardwareUnsupportedOperationError => nameof(kAudioHardwareUnsupportedOperationError),
        kAudioHardwareNotReadyError => nameof(kAudioHardwareNotReadyError),
        kAudioDeviceUnsupportedFormatError => nameof(kAudioDeviceUnsupportedFormatError),
        kAudioDevicePermissionsError => nameof(kAudioDevicePermissionsError),
        _ => null,
    };

    private static string Letters(int status)
    {
        Span<char> letters = [(char)(status >> 24 & 0xFF), (char)(status >> 16 & 0xFF), (char)(status >> 8 & 0xFF), (char)(status & 0xFF)];
        return letters.ContainsAnyExceptInRange(' ', '~') ? status.ToString() : $"'{letters}'";
    }
}
