using Conductor.Core.Config;

namespace Conductor.Ipc;

/// <summary>A file's check as it goes over the wire and as <c>--json</c> prints it: the same object from the daemon and without one.</summary>
public static class CheckReply
{
    public static ValidateReply Of(string path, ConfigResult result) => new()
    {
        Valid = result.IsValid,
        ConfigPath = path,
        Modes = result.Outline.Modes,
        Mappings = result.Outline.Mappings,
        GlobalMappings = result.Outline.GlobalMappings,
        Errors = result.Errors,
        Warnings = result.Warnings,
        Problems = result.Problems,
    };
}
