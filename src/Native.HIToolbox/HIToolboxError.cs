namespace Conductor.Native.HIToolbox;

/// <summary>A call of Carbon's that failed.</summary>
/// <param name="function">The call.</param>
/// <param name="status">The OSStatus that it returned.</param>
public sealed class HIToolboxException(string function, int status) : Exception($"{function}: {HIToolboxError.Describe(status)}")
{
    public string Function { get; } = function;

    public int Status { get; } = status;

    /// <summary>The status by name, e.g. "paramErr (-50)".</summary>
    public string Symbol { get; } = HIToolboxError.Describe(status);
}

/// <summary>
/// OSStatus as UCKeyTranslate returns it. MacErrors.h, https://developer.apple.com/documentation/coreservices/1390584-uckeytranslate.
/// </summary>
public static class HIToolboxError
{
    public const int noErr = 0;
    public const int paramErr = -50;
    public const int kUCOutputBufferTooSmall = -25340;

    /// <summary>Throws for a status that is not noErr.</summary>
    public static void Check(int status, string function)
    {
        if (status != noErr)
            throw new HIToolboxException(function, status);
    }

    /// <summary>Name and number, e.g. "paramErr (-50)"; "OSStatus -2" for one without a name.</summary>
    public static string Describe(int status) => Name(status) is { } name ? $"{name} ({status})" : $"OSStatus {status}";

    /// <summary>Null for one that is not in the list.</summary>
    public static string? Name(int status) => status switch
    {
        noErr => nameof(noErr),
        paramErr => nameof(paramErr),
        kUCOutputBufferTooSmall => nameof(kUCOutputBufferTooSmall),
        _ => null,
    };
}
