namespace Conductor.MacOS.Tests.Daemon;

/// <summary>The same program as a user's SDK runs it and as it is published.</summary>
public enum Build
{
    /// <summary>By the runtime, as built beside the tests.</summary>
    Jit,

    /// <summary>Native, as scripts/test.sh publishes it where a linker is.</summary>
    Aot,

    /// <summary>The native one, over the stand-in with AddressSanitizer and UndefinedBehaviorSanitizer: what is handed to it is looked at byte by byte.</summary>
    Sanitized,
}
