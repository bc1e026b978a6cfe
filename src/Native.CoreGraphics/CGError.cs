namespace Conductor.Native.CoreGraphics;

/// <summary>A call of CoreGraphics that failed.</summary>
/// <param name="function">The call.</param>
/// <param name="status">The CGError that it returned.</param>
public sealed class CoreGraphicsException(string function, int status) : Exception($"{function}: {CGError.Describe(status)}")
{
    public string Function { get; } = function;

    public int Status { get; } = status;

    /// <summary>The status by name, e.g. "kCGErrorCannotComplete (1004)".</summary>
    public string Symbol { get; } = CGError.Describe(status);
}

/// <summary>CGError.h, https://developer.apple.com/documentation/coregraphics/cgerror.</summary>
public static class CGError
{
    public const int kCGErrorSuccess = 0;
    public const int kCGErrorFailure = 1000;
    public const int kCGErrorIllegalArgument = 1001;
    public const int kCGErrorInvalidConnection = 1002;
    public const int kCGErrorInvalidContext = 1003;
    public const int kCGErrorCannotComplete = 1004;
    public const int kCGErrorNotImplemented = 1006;
    public const int kCGErrorRangeCheck = 1007;
    public const int kCGErrorTypeCheck = 1008;
    public const int kCGErrorInvalidOperation = 1010;
    public const int kCGErrorNoneAvailable = 1011;

    /// <summary>Throws for a status that is not kCGErrorSuccess.</summary>
    public static void Check(int status, string function)
    {
        if (status != kCGErrorSuccess)
            throw new CoreGraphicsException(function, status);
    }

    /// <summary>Name and number, e.g. "kCGErrorCannotComplete (1004)"; "CGError 7" for one without a name.</summary>
    public static string Describe(int status) => Name(status) is { } name ? $"{name} ({status})" : $"CGError {status}";

    /// <summary>Null for one that is not in the list.</summary>
    public static string? Name(int status) => status switch
    {
        kCGErrorSuccess => nameof(kCGErrorSuccess),
        kCGErrorFailure => nameof(kCGErrorFailure),
        kCGErrorIllegalArgument => nameof(kCGErrorIllegalArgument),
        kCGErrorInvalidConnection => nameof(kCGErrorInvalidConnection),
        kCGErrorInvalidContext => nameof(kCGErrorInvalidContext),
        kCGErrorCannotComplete => nameof(kCGErrorCannotComplete),
        kCGErrorNotImplemented => nameof(kCGErrorNotImplemented),
        kCGErrorRangeCheck => nameof(kCGErrorRangeCheck),
        kCGErrorTypeCheck => nameof(kCGErrorTypeCheck),
        kCGErrorInvalidOperation => nameof(kCGErrorInvalidOperation),
        kCGErrorNoneAvailable => nameof(kCGErrorNoneAvailable),
        _ => null,
    };
}
