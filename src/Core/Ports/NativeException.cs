namespace Conductor.Core.Ports;

/// <summary>
/// The operating system refused. Names the call and the symbol ("open /dev/uinput: EACCES"), and where there is one, what a person can do about it.
/// </summary>
public sealed class NativeException(string function, int status, string symbol, string? remedy = null)
    : Exception(remedy is null ? $"{function}: {symbol}" : $"{function}: {symbol}; {remedy}")
{
    /// <summary>The call that failed, with its object where that helps.</summary>
    public string Function { get; } = function;

    /// <summary>The raw status: errno, or the library's own number.</summary>
    public int Status { get; } = status;

    /// <summary>The status by name, e.g. "EACCES (Permission denied)".</summary>
    public string Symbol { get; } = symbol;

    /// <summary>What was asked for is not there, by the names that all our systems share.</summary>
    public bool IsMissingFile => Symbol.StartsWith("ENOENT", StringComparison.Ordinal) || Symbol.StartsWith("ENOTDIR", StringComparison.Ordinal);

    /// <summary>One sentence that says what to do, or null.</summary>
    public string? Remedy { get; } = remedy;
}
