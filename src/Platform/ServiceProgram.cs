using System.Runtime.Versioning;
using Conductor.Core.Ports;

namespace Conductor.Platform;

/// <summary>The program that a service starts.</summary>
[UnsupportedOSPlatform("windows")]
internal static class ServiceProgram
{
    private const string Function = "install";
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>
    /// The path that stays from version to version: Homebrew keeps each version in a folder of its own (<c>PREFIX/Cellar/NAME/VERSION</c>) with a link to the newest (<c>PREFIX/opt/NAME</c>).
    /// A service with the former would start the old one, or nothing, after the next upgrade.
    /// </summary>
    public static string Stable(string path)
    {
        var parts = path.Split('/');
        var cellar = Array.IndexOf(parts, "Cellar");
        return cellar > 0 && parts.Length > cellar + 3 ? string.Join('/', [.. parts[..cellar], "opt", parts[cellar + 1], .. parts[(cellar + 3)..]]) : path;
    }

    /// <summary>The path to write down; <see cref="NativeException"/> where no daemon of ours is there.</summary>
    public static string Checked(string path, ICommands commands)
    {
        var stable = Stable(path);
        if (stable != path && !File.Exists(stable)) stable = path;
        if (!stable.StartsWith('/')) throw Refusal(stable, "it is not an absolute path");
        if (!File.Exists(stable)) throw Refusal(stable, "there is no such file");
        if ((File.GetUnixFileMode(LinkTarget(stable)) & Executable) == 0) throw Refusal(stable, "it is not executable");
        var said = Ask(stable, commands);
        if (!said.IsDone || !char.IsAsciiDigit(said.FirstLine.FirstOrDefault())) throw Refusal(stable, $"it does not answer to --version as conductor does ({(said.FirstLine is { Length: > 0 } line ? line : $"exit status {said.Status}")})");
        return stable;
    }

    private static CommandResult Ask(string path, ICommands commands)
    {
        try
        {
            return commands.Run(path, "--version");
        }
        catch (NativeException e)
        {
            throw Refusal(path, $"it can't be started ({e.Symbol})");
        }
    }

    private static string LinkTarget(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static NativeException Refusal(string path, string why) => new($"{Function} {path}", 0, why, "name the daemon's path with --program");
}
