using System.Text;
using Conductor.Core;
using Conductor.Core.Ports;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Doctor;

/// <summary>The socket, who answers there, and what it says of itself.</summary>
internal sealed class DaemonCheck(IPlatform platform, string version, TimeSpan patience)
{
    private const int LongestPid = 64;

    /// <summary>A daemon that answers.</summary>
    internal sealed record Found(StatusReply? Status, string Path, Func<DoctorReply?> Doctor);

    /// <summary>Null where nobody answers.</summary>
    public Found? Look(SocketPlaces places, Findings findings)
    {
        Found? found = null;
        foreach (var path in places.Paths) found ??= LookAt(path, places.IsNamed, findings);
        if (found is null) findings.Notice("daemon", $"No daemon answers at {string.Join(" or ", places.Paths)}", "start one: conductor, or conductorctl service start");
        else Tell(found, findings);
        TellOthers(found, findings);
        return found;
    }

    private Found? LookAt(string path, bool isNamed, Findings findings)
    {
        if (Encoding.UTF8.GetByteCount(path) > platform.Paths.MaxSocketPathBytes)
        {
            findings.Bad("socket.path", $"The socket's path {path} is too long: {platform.Name} takes {platform.Paths.MaxSocketPathBytes} bytes", "choose a shorter one with --socket");
            return null;
        }

        if (OwnerOf(path, findings) is not { } owner) TellHolder(path, findings);
        else if (owner != platform.Processes.UserId && owner != 0) TellForeign(path, owner, isNamed, findings);
        else return TryAsk(path, findings);
        return null;
    }

    private Found? TryAsk(string path, Findings findings)
    {
        try
        {
            return Ask(path);
        }
        catch (NativeException e)
        {
            if (!TellHolder(path, findings, e.Symbol)) findings.Notice("socket", $"{path} was left behind by a daemon that ended badly ({e.Symbol})", "nothing needs to be done: the next daemon takes its place");
            return null;
        }
    }

    private uint? OwnerOf(string path, Findings findings)
    {
        try
        {
            return platform.Files.OwnerOf(path);
        }
        catch (NativeException e)
        {
            findings.Bad("socket", $"{path} can't be looked at: {e.Symbol}", "choose another place with --socket");
            return null;
        }
    }

    private void TellForeign(string path, uint owner, bool isNamed, Findings findings)
    {
        if (isNamed) findings.Bad("socket.owner", $"{path} belongs to another user (uid {owner})", "choose another place with --socket");
        else findings.Notice("socket.owner", $"{path} belongs to another user (uid {owner}); {platform.Paths.UserSocket} is used instead", null);
    }

    /// <summary>A process that holds the lock and doesn't answer at the socket; false where there is none.</summary>
    private bool TellHolder(string path, Findings findings, string why = "there is no socket")
    {
        if (Holder(path) is not { } holder) return false;
        findings.Bad("socket.lock", $"{holder} holds {path}.lock and doesn't answer ({why})", "end it, then start the daemon again");
        return true;
    }

    /// <summary>"Process 123"; null where the lock is free.</summary>
    private string? Holder(string path)
    {
        var file = path + ".lock";
        try
        {
            if (platform.Files.OwnerOf(file) is null || platform.Files.WaitUntilUnlocked(file, TimeSpan.Zero)) return null;
            return int.TryParse(Encoding.UTF8.GetString(platform.Files.ReadWhole(file, LongestPid)).Trim(), out var pid) && pid > 0 ? $"Process {pid}" : "A process";
        }
        catch (NativeException)
        {
            return null;
        }
    }

    /// <summary>Asks for its status; <see cref="NativeException"/> where nobody listens.</summary>
    private Found Ask(string path)
    {
        var status = AskOnce(path, Command.Status)?.As(IpcJson.Default.StatusReply);
        return new Found(status, path, () => AskForDoctor(path));
    }

    private DoctorReply? AskForDoctor(string path)
    {
        try
        {
            return AskOnce(path, Command.Doctor)?.As(IpcJson.Default.DoctorReply);
        }
        catch (NativeException)
        {
            return null;   // it has ended meanwhile
        }
    }

    /// <summary>Null where no answer comes, or an error.</summary>
    private Answer? AskOnce(string path, Command command)
    {
        using var client = new IpcClient(new SocketChannel(platform.Sockets.Connect(path)));
        var result = client.Ask(new Request { Command = CommandNames.NameOf(command) }, patience, out var answer);
        return result == AskResult.Answered && answer!.Error is null ? answer : null;
    }

    private void Tell(Found found, Findings findings)
    {
        if (found.Status is not { } status)
        {
            findings.Bad("daemon", $"Somebody listens at {found.Path} and doesn't say what a daemon says", "restart it: conductorctl stop, then conductor");
            return;
        }

        findings.Good("daemon", $"A daemon answers at {found.Path}: PID {status.Pid}, {Printable.Of(status.State)}, MIDI by {Printable.Of(status.Backend)}");
        if (status.Version != version) findings.Notice("daemon.version", $"The daemon is of version {Printable.Of(status.Version)}, this program of {version}", "restart the daemon: conductorctl service restart, or conductorctl stop and conductor");
        if (status.State == "Degraded") findings.Notice("daemon.state", "The daemon runs, but not with all it should (Degraded)", "see what is marked below");
        if (status.Paused) findings.Notice("daemon.paused", "The daemon is paused: no mapping runs", "conductorctl resume");
        if (status.LastError is { } error) findings.Notice("daemon.error", "The daemon tells of a problem", "conductorctl status shows it; conductorctl monitor shows what happens", [Printable.Of(error)]);
        if (status.Permissions?.SecureInput is { } program) findings.Notice("keys.secure_input", $"{Printable.Of(program)} keeps the keyboard to itself (secure input)", "keys still go out; other programs can't see them until it lets go");
    }

    /// <summary>Daemons of ours at the usual places that are not the one we have found.</summary>
    private void TellOthers(Found? found, Findings findings)
    {
        foreach (var path in new[] { platform.Paths.DefaultSocket, platform.Paths.UserSocket })
        {
            if (PidAt(path) is not { } pid || pid == found?.Status?.Pid) continue;
            if (found is null) findings.Notice("daemon.other", $"A daemon of yours answers at {path} instead (PID {pid})", $"ask it: conductorctl --socket {path} doctor");
            else findings.Notice("daemon.other", $"Another daemon of yours answers at {path} (PID {pid}): a device that both know plays twice", $"end one: conductorctl --socket {path} stop");
        }
    }

    private int? PidAt(string path)
    {
        try
        {
            return platform.Files.OwnerOf(path) == platform.Processes.UserId ? Ask(path).Status?.Pid : null;
        }
        catch (NativeException)
        {
            return null;   // nobody is there
        }
    }
}
