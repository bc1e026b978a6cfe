namespace Conductor.Platform.Linux;

/// <summary>
/// File systems that others change behind the kernel's back, so that inotify tells nothing: network, shared folders, FUSE.
/// </summary>
/// <remarks>
/// Looked up by name in /proc/self/mountinfo and not by statfs's magic number: 9p passes on the number of the disk at its other end.
/// </remarks>
internal static class SilentFileSystems
{
    private const string Mounts = "/proc/self/mountinfo";

    /// <summary>The devices they are mounted as, "major:minor"; null where that can't be read now (no descriptor left, no /proc).</summary>
    public static HashSet<string>? Devices()
    {
        try
        {
            return [.. File.ReadLines(Mounts).Where(mount => IsSilent(TypeOf(mount))).Select(DeviceOf)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw": proc(5). The third field is the device, the type follows the dash.
    private static string DeviceOf(string mount) => mount.Split(' ')[2];

    private static string TypeOf(string mount) => mount[(mount.IndexOf(" - ", StringComparison.Ordinal) + 3)..].Split(' ')[0];

    private static bool IsSilent(string type) =>
        type is "9p" or "afs" or "ceph" or "cifs" or "coda" or "nfs" or "nfs4" or "prl_fs" or "smb3" or "vboxsf" or "virtiofs"
        || type.StartsWith("fuse", StringComparison.Ordinal);
}
