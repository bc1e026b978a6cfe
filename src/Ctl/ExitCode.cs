namespace Conductor.Ctl;

/// <summary>What a script can rely on.</summary>
internal enum ExitCode
{
    Done = 0,

    /// <summary>The answer was an error, or the configuration is invalid.</summary>
    Failed = 1,
    Usage = 2,
    NoDaemon = 3,
}

/// <summary>Ends the program with a sentence on stderr: thrown where going on makes no sense, caught once in <see cref="Program"/>.</summary>
internal sealed class CtlException(ExitCode code, string message) : Exception(message)
{
    public ExitCode Code { get; } = code;
}
