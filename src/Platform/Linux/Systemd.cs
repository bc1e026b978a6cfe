using System.Runtime.Versioning;
using Conductor.Core.Ports;

namespace Conductor.Platform.Linux;

/// <summary>The user's unit <c>conductor.service</c>: the package's where it is installed, else one of ours in the user's own folder.</summary>
/// <param name="commands">Runs systemctl and journalctl.</param>
/// <param name="files">Where the unit is written.</param>
/// <param name="user">Our uid.</param>
/// <param name="configHome">~/.config</param>
/// <param name="packaged">Folders of units that aren't the user's.</param>
/// <param name="wait">How to wait for what takes a moment.</param>
[SupportedOSPlatform("linux")]
internal sealed class Systemd(ICommands commands, IFiles files, uint user, string configHome, IReadOnlyList<string> packaged, ServiceWait wait) : IServices
{
    private static readonly string[] PackageFolders = ["/etc/systemd/user", "/usr/local/lib/systemd/user", "/usr/lib/systemd/user", "/lib/systemd/user"];

    private readonly ServiceFile _own = new(files, Path.Combine(configHome, "systemd", "user", ServiceText.Unit));

    /// <summary>As this process sees it. A terminal of su or ssh may not have been told where the user's manager listens.</summary>
    public static Systemd Of(IPlatform platform)
    {
        var folder = $"/run/user/{platform.Processes.UserId}";
        string[] environment = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is null && Directory.Exists(folder) ? [$"XDG_RUNTIME_DIR={folder}"] : [];
        var commands = new Commands(platform.Processes, platform.CreatePoller, environment);
        return new Systemd(commands, platform.Files, platform.Processes.UserId, Path.GetDirectoryName(platform.Paths.ConfigDirectory)!, PackageFolders, ServiceWait.ForSeconds);
    }

    public string Manager => "systemd";

    public bool IsSupervised => Environment.GetEnvironmentVariable("SYSTEMD_EXEC_PID") == Environment.ProcessId.ToString();

    private string? Packaged => packaged.Select(folder => Path.Combine(folder, ServiceText.Unit)).FirstOrDefault(path => files.OwnerOf(path) is not null);

    public ServiceChange Install(string program)
    {
        RefuseRoot("install");
        var path = ServiceProgram.Checked(program, commands);
        List<string> done = [], left = [];
        if (Packaged is { } unit) UsePackaged(unit, path, done, left);
        else done.Add(_own.Write(ServiceText.UnitFor(path)));
        Do("daemon-reload");
        Do("enable", ServiceText.Unit);
        done.Add("it starts at every login from now on");
        return new ServiceChange(done, left);
    }

    private void UsePackaged(string unit, string program, List<string> done, List<string> left)
    {
        done.Add($"took the package's unit {unit}");
        if (_own.Exists) left.Add($"{_own.Path} stands before the package's unit; remove it to follow the package");
        var text = new ServiceFile(files, unit).Text;
        if (ServiceText.ProgramOfUnit(text) is { } other && !_own.Exists && other != program) left.Add($"the package's unit starts {other}, not {program}");
    }

    public ServiceChange Uninstall()
    {
        List<string> done = [], left = [];
        var before = Status();
        if (before.State is ServiceState.Running or ServiceState.Failed)
        {
            Do("stop", ServiceText.Unit);
            done.Add("stopped it");
        }

        if (before.StartsAtLogin)
        {
            Do("disable", ServiceText.Unit);
            done.Add("it starts at login no more");
        }

        if (_own.Exists) done.Add(_own.Remove());
        Do("daemon-reload");
        _ = Ask("reset-failed", ServiceText.Unit);   // there is nothing to forget where it has not failed
        if (_own.HasBackup) left.Add($"{_own.Backup}: what was there before");
        if (Packaged is { } unit) left.Add($"{unit} belongs to the package");
        return new ServiceChange(done, left);
    }

    public ServiceStatus Start()
    {
        RefuseRoot("start");
        return Begin("start");
    }

    public ServiceStatus Restart()
    {
        RefuseRoot("restart");
        return Begin("restart");
    }

    /// <summary>Whether systemctl is content matters less than what has become of it.</summary>
    private ServiceStatus Begin(string verb)
    {
        RefuseMissing(verb);
        var result = Ask(verb, ServiceText.Unit);
        var status = wait.Until(status => status.State is ServiceState.Running or ServiceState.Failed, Status);
        if (status.State == ServiceState.Running || (result.IsDone && status.State == ServiceState.Stopped)) return status;
        wait.Moment();   // the journal writes its last words a little later
        return status with { State = ServiceState.Failed, Text = status.State == ServiceState.Failed ? status.Text : result.FirstLine, LastLines = LastLines() };
    }

    public ServiceStatus Stop()
    {
        RefuseMissing("stop");
        Do("stop", ServiceText.Unit);
        return wait.Until(status => status.State != ServiceState.Running, Status);
    }

    public ServiceStatus Status()
    {
        var unit = new SystemdUnit(Do("show", ServiceText.Unit, $"--property={SystemdUnit.Wanted}").Output);
        return unit.Status(unit.State == ServiceState.NotInstalled ? [] : LastLines());
    }

    /// <summary>
    /// Of the unit, of the manager about the unit, and of a program so short-lived that the journal could not see any more which unit it belonged to. None where the journal can't be read.
    /// </summary>
    private string[] LastLines()
    {
        try
        {
            var us = $"_UID={user}";
            var journal = commands.Run(
                "journalctl", "--quiet", "--no-pager", "--lines=10", "--output=short-iso",
                $"_SYSTEMD_USER_UNIT={ServiceText.Unit}", us, "+", $"USER_UNIT={ServiceText.Unit}", us, "+", "SYSLOG_IDENTIFIER=conductor", us);
            return journal.IsDone ? [.. journal.Output.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0 && !line.StartsWith("-- ", StringComparison.Ordinal))] : [];
        }
        catch (NativeException)
        {
            return [];
        }
    }

    private void RefuseRoot(string verb)
    {
        if (user == 0) throw new NativeException($"service {verb}", 0, "the service is a user's, and this is root", "run this as the user who plays, without sudo");
    }

    private void RefuseMissing(string verb)
    {
        if (Status().State == ServiceState.NotInstalled) throw new NativeException($"service {verb}", 0, "the service is not installed", "conductorctl service install");
    }

    private CommandResult Do(params string[] arguments)
    {
        var result = Ask(arguments);
        return result.IsDone ? result : throw Refusal(arguments[0], result.FirstLine);
    }

    private CommandResult Ask(params string[] arguments)
    {
        try
        {
            return commands.Run("systemctl", ["--user", "--no-ask-password", .. arguments]);
        }
        catch (NativeException e)
        {
            throw new NativeException($"systemctl --user {arguments[0]}", e.Status, e.Symbol, "this system is without systemd: let whatever starts your programs at login start `conductor`");
        }
    }

    private static NativeException Refusal(string verb, string sentence) => new(
        $"systemctl --user {verb}",
        0,
        sentence,
        sentence.Contains("connect to", StringComparison.Ordinal) ? "there is no user manager here: log in at the machine itself, or let it run without a login: loginctl enable-linger" : null);
}
