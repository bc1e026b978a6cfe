using System.Runtime.Versioning;
using System.Text;
using Conductor.Native.Darwin;

namespace Conductor.Platform.MacOS;

/// <summary>Whether keys that we press arrive. Asked by calls that show no dialog.</summary>
[SupportedOSPlatform("macos")]
internal static class KeysCheck
{
    public static IEnumerable<Finding> Look(IPermissions permissions)
    {
        var state = permissions.Keys;
        yield return new Finding("keys.permission", state == PermissionState.Granted ? FindingState.Good : FindingState.Bad, Sentence(state), MacPermissions.RemedyFor(state));
        yield return LookAtSecureInput();
    }

    private static string Sentence(PermissionState state) => state switch
    {
        PermissionState.Granted => "macOS lets this process press keys",
        PermissionState.Missing => "macOS does not let this process press keys: nobody has granted it",
        PermissionState.ListedButNotEffective => "macOS does not let this process press keys, although conductor stands in the list of those that may",
        PermissionState.NoSession => "No keys can be pressed without a desktop session",
    };

    private static Finding LookAtSecureInput() => MacSession.HolderOfSecureInput is { } pid
        ? new Finding("keys.secure_input", FindingState.Notice, $"{NameOf(pid)} keeps the keyboard to itself (secure input): what Conductor presses may not arrive", "leave its password field, or quit it")
        : new Finding("keys.secure_input", FindingState.Good, "No program keeps the keyboard to itself (secure input)");

    /// <summary>"Terminal (pid 123)".</summary>
    internal static unsafe string NameOf(int pid)
    {
        var path = stackalloc byte[Peers.PROC_PIDPATHINFO_MAXSIZE];
        var length = Peers.proc_pidpath(pid, path, Peers.PROC_PIDPATHINFO_MAXSIZE);
        return length > 0 ? $"{Core.Printable.Of(Path.GetFileName(Encoding.UTF8.GetString(path, length)))} (pid {pid})" : $"A program (pid {pid})";
    }
}
