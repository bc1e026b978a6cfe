namespace Conductor.Platform;

/// <summary>Which configuration file, and whether somebody named it: the daemon and conductorctl look for it in the same way.</summary>
public sealed record ConfigPath(string Path, bool IsNamed)
{
    /// <summary>What the command line names (null = nothing) > CONDUCTOR_CONFIG > MIDIMON_CONFIG > the default place.</summary>
    public static ConfigPath Find(IPaths paths, string? named = null)
    {
        named ??= Variable("CONDUCTOR_CONFIG") ?? Variable("MIDIMON_CONFIG");
        return named is null
            ? new ConfigPath(System.IO.Path.Combine(paths.ConfigDirectory, "config.toml"), false)
            : new ConfigPath(System.IO.Path.GetFullPath(named), true);
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
