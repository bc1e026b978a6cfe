using System.Text;
using Conductor.Core.Ports;
using Conductor.Platform;

namespace Conductor.Daemon;

/// <summary>One daemon for a socket: whoever holds the lock beside it is it. The kernel lets go of the lock with the process, however it ends.</summary>
internal sealed record SingleInstance(string Socket, IDisposable Lock) : IDisposable
{
    /// <summary>Another daemon has the lock.</summary>
    public sealed class AlreadyRunningException(string socket, int pid) : Exception(
        pid > 0 ? $"Conductor is already running (pid {pid}, socket {socket})" : $"Conductor is already running (socket {socket})");

    /// <summary>
    /// Takes the lock of the named socket, or of the default one; where that path or its lock belongs to another user, of the user's own.
    /// </summary>
    /// <param name="platform">Whose files and paths.</param>
    /// <param name="named">The socket that was named, or null.</param>
    /// <param name="mayWait">Under systemd or launchd: wait for the lock instead of giving up.</param>
    public static SingleInstance Take(IPlatform platform, string? named, bool mayWait)
    {
        if (named is not null) return TakeAt(platform, Path.GetFullPath(named), mayWait);
        var usual = platform.Paths.DefaultSocket;
        return IsOthers(platform, usual) || IsOthers(platform, usual + ".lock") ? TakeAt(platform, platform.Paths.UserSocket, mayWait) : TakeAt(platform, usual, mayWait);
    }

    private static bool IsOthers(IPlatform platform, string path) => platform.Files.OwnerOf(path) is { } owner && owner != platform.Processes.UserId;

    private static SingleInstance TakeAt(IPlatform platform, string socket, bool mayWait)
    {
        if (Encoding.UTF8.GetByteCount(socket) > platform.Paths.MaxSocketPathBytes)
        {
            throw new NativeException($"socket {socket}", 0, $"the path has {Encoding.UTF8.GetByteCount(socket)} bytes, the system takes {platform.Paths.MaxSocketPathBytes}", "choose a shorter one with --socket");
        }

        while (true)
        {
            if (platform.Files.TryLock(socket + ".lock", out var holder) is { } held) return new SingleInstance(socket, held);
            if (!mayWait) throw new AlreadyRunningException(socket, holder);
            platform.Files.WaitUntilUnlocked(socket + ".lock", TimeSpan.FromMinutes(1));
        }
    }

    public void Dispose() => Lock.Dispose();
}
