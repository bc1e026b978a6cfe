namespace Conductor.Platform.Linux;

/// <summary>Where this process belongs: to a seat, whose devices are given to its user, or to a login from far away.</summary>
internal sealed class SessionCheck(SystemRoot root, uint user, Func<string, string?> variable)
{
    public IEnumerable<Finding> Look()
    {
        yield return LookAtManager();
        yield return LookAtKind();
    }

    private Finding LookAtManager() => root.Has($"/run/user/{user}/systemd/private") || root.Has($"/run/user/{user}/systemd/notify")
        ? new Finding("session.manager", FindingState.Good, "There is a user manager of systemd here, which can run the service")
        : new Finding("session.manager", FindingState.Notice, "There is no user manager of systemd here, so no service can run", "log in at the machine itself, or let it run without a login: loginctl enable-linger");

    private Finding LookAtKind()
    {
        const string Id = "session.kind";
        var session = Session();
        var kind = Value(session, "TYPE") ?? variable("XDG_SESSION_TYPE") ?? "unknown";
        var seat = Value(session, "SEAT") ?? variable("XDG_SEAT");
        if (variable("SSH_CONNECTION") is not null || Value(session, "REMOTE") == "1")
            return new Finding(Id, FindingState.Notice, "This is a login from another machine (ssh): devices are given to who sits at this one", "start the daemon at the machine itself, or as a service there: conductorctl service install");
        return seat is { Length: > 0 }
            ? new Finding(Id, FindingState.Good, $"This is a session at {seat} ({kind})")
            : new Finding(Id, FindingState.Notice, $"This is a session without a seat ({kind}): udev's uaccess gives it no devices", "log in at the machine itself; or give yourself the devices by a group");
    }

    /// <summary>logind's words about our session; a service has none of its own, and belongs to the one that its user has on the screen.</summary>
    private string? Session()
    {
        var id = variable("XDG_SESSION_ID") ?? Value(root.Read($"/run/systemd/users/{user}"), "DISPLAY");
        return id is { Length: > 0 } && id.All(char.IsAsciiLetterOrDigit) ? root.Read($"/run/systemd/sessions/{id}") : null;
    }

    private static string? Value(string? lines, string name)
    {
        foreach (var line in lines?.Split('\n') ?? [])
        {
            if (line.StartsWith(name + "=", StringComparison.Ordinal)) return line[(name.Length + 1)..].Trim();
        }

        return null;
    }
}
