using System.Runtime.Versioning;
using System.Text;
using Conductor.Core.Ports;
using Conductor.Native.Libc;

namespace Conductor.Platform.MacOS;

/// <summary>
/// The user's agent <c>com.amiable.conductor</c>. Homebrew's service has the same label, so that there are never two; one that Homebrew manages is told of and left alone.
/// </summary>
/// <param name="commands">Runs launchctl.</param>
/// <param name="files">Where the agent is written.</param>
/// <param name="user">Our uid.</param>
/// <param name="parent">The pid of who started us.</param>
/// <param name="home">The user's.</param>
/// <param name="wait">How to wait for what takes a moment.</param>
[SupportedOSPlatform("macos")]
internal sealed class Launchd(ICommands commands, IFiles files, uint user, int parent, string home, ServiceWait wait) : IServices
{
    public const string Label = "com.amiable.conductor";

    private const string Program = "/bin/launchctl";
    private const int First = 1;
    private const int MostLines = 10;
    private const int MaxTail = 16 * 1024;

    private readonly ServiceFile _agent = new(files, Path.Combine(home, "Library", "LaunchAgents", ServiceText.Agent));

    /// <summary>As this process sees it.</summary>
    public static Launchd Of(IPlatform platform) => new(
        new Commands(platform.Processes, platform.CreatePoller),
        platform.Files,
        platform.Processes.UserId,
        Credentials.getppid(),
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify),
        ServiceWait.ForSeconds);

    public string Manager => "launchd";

    public bool IsSupervised => parent == First && Environment.GetEnvironmentVariable("XPC_SERVICE_NAME") is { Length: > 0 } name && name != "0";

    /// <summary>Not in /tmp, which is everyone's.</summary>
    private string LogFolder => Path.Combine(home, "Library", "Logs", "Conductor");

    private string Log => Path.Combine(LogFolder, "conductor.log");

    private string Domain => $"gui/{user}";

    private string Target => $"{Domain}/{Label}";

    public ServiceChange Install(string program)
    {
        RefuseRoot("install");
        RefuseHomebrews("install", Job());
        var path = ServiceProgram.Checked(program, commands);
        files.CreatePrivateDirectory(LogFolder);
        List<string> done = [_agent.Write(ServiceText.AgentFor(path, Log)), $"its log will be {Log}"];
        Do("enable", Target);
        done.Add("it starts at every login from now on");
        return new ServiceChange(done, [$"allow {path} to press keys when macOS asks: System Settings > Privacy & Security > Accessibility"]);
    }

    public ServiceChange Uninstall()
    {
        var job = Job();
        RefuseHomebrews("uninstall", job);
        List<string> done = [], left = [];
        if (job is not null)
        {
            End();
            done.Add("stopped it");
        }

        if (_agent.Exists) done.Add(_agent.Remove());
        if (_agent.HasBackup) left.Add($"{_agent.Backup}: what was there before");
        if (Directory.Exists(LogFolder)) left.Add($"{LogFolder}: its log");
        left.Add("its entry in System Settings > Privacy & Security > Accessibility (and Input Monitoring): only you can remove it, with the minus sign");
        return new ServiceChange(done, left);
    }

    public ServiceStatus Start()
    {
        RefuseRoot("start");
        var job = Job();
        RefuseHomebrews("start", job);
        RefuseMissing("start", job);
        if (job is { State: ServiceState.Running }) return Status();
        return Anew(job);
    }

    public ServiceStatus Restart()
    {
        RefuseRoot("restart");
        var job = Job();
        RefuseHomebrews("restart", job);
        RefuseMissing("restart", job);
        return Anew(job);
    }

    /// <summary>
    /// Loaded anew also where it is loaded: what <c>install</c> has written may have changed since, only loading reads it, and only a job that is new tells its own end from that of the one before.
    /// </summary>
    private ServiceStatus Anew(LaunchdJob? job)
    {
        if (job is not null) End();
        return Settled(Load());
    }

    private CommandResult Load()
    {
        _ = Ask("enable", Target);   // somebody may have disabled it, and bootstrap would say no more than "error 5"
        return Ask("bootstrap", Domain, _agent.Path);
    }

    private ServiceStatus Settled(CommandResult result)
    {
        var status = wait.Until(status => status.State is ServiceState.Running or ServiceState.Failed, Status);
        return result.IsDone || status.State != ServiceState.Stopped ? status : status with { State = ServiceState.Failed, Text = $"launchd refused to start it: {result.FirstLine}{RemedyFor(result)}" };
    }

    public ServiceStatus Stop()
    {
        var job = Job();
        RefuseHomebrews("stop", job);
        RefuseMissing("stop", job);
        if (job is not null) End();
        return Status();
    }

    /// <summary>Unloads it: a job that is loaded could be started by launchd at any time. launchctl answers before that is done.</summary>
    private void End()
    {
        var result = Ask("bootout", Target);
        if (wait.Until(job => job is null, Job) is not null) throw new NativeException($"launchctl bootout {Target}", result.Status, result.FirstLine is { Length: > 0 } line ? line : "it is still loaded");
    }

    public ServiceStatus Status()
    {
        var job = Job();
        var startsAtLogin = _agent.Exists && !IsDisabled();
        if (job is null && !_agent.Exists) return new ServiceStatus(ServiceState.NotInstalled, "the service is not installed", null, false, []);
        var whose = IsHomebrews(job) ? "; Homebrew manages it: brew services" : "";
        return job is null
            ? new ServiceStatus(ServiceState.Stopped, $"the service is stopped{whose}", null, startsAtLogin, LastLines())
            : new ServiceStatus(job.State, job.Text + whose, job.ProcessId, startsAtLogin, LastLines());
    }

    /// <summary>Null where it is not loaded.</summary>
    private LaunchdJob? Job()
    {
        var printed = Ask("print", Target);
        return printed.IsDone ? new LaunchdJob(printed.Output) : null;
    }

    private bool IsDisabled() => Ask("print-disabled", Domain) is { IsDone: true } printed && printed.Output.Split('\n')
        .Any(line => line.Contains($"\"{Label}\"", StringComparison.Ordinal) && (line.Contains("=> disabled", StringComparison.Ordinal) || line.Contains("=> true", StringComparison.Ordinal)));

    /// <summary>Homebrew's plists name every kind of session; ours only the one with a desktop, because elsewhere there is no MIDI and there are no keys.</summary>
    private bool IsHomebrews(LaunchdJob? job) =>
        _agent.Text.Contains("<string>LoginWindow</string>", StringComparison.Ordinal)
        || job?.Path is { } path && (path.Contains("/Cellar/", StringComparison.Ordinal) || path.StartsWith("/opt/homebrew/", StringComparison.Ordinal) || path.StartsWith("/usr/local/opt/", StringComparison.Ordinal));

    private void RefuseHomebrews(string verb, LaunchdJob? job)
    {
        if (IsHomebrews(job)) throw new NativeException($"service {verb}", 0, "Homebrew manages the service", $"let it: brew services {verb switch { "install" => "start", "uninstall" => "stop", _ => verb }} conductor");
    }

    private void RefuseRoot(string verb)
    {
        if (user == 0) throw new NativeException($"service {verb}", 0, "the service is a user's, and this is root", "run this as the user who plays, without sudo");
    }

    private void RefuseMissing(string verb, LaunchdJob? job)
    {
        if (job is null && !_agent.Exists) throw new NativeException($"service {verb}", 0, "the service is not installed", "conductorctl service install");
    }

    private static string RemedyFor(CommandResult result) => result.FirstLine.Contains("125", StringComparison.Ordinal) || result.FirstLine.Contains("domain", StringComparison.OrdinalIgnoreCase)
        ? "; there is no desktop session of yours: log in at the screen"
        : "";

    private void Do(params string[] arguments)
    {
        var result = Ask(arguments);
        if (!result.IsDone) throw new NativeException($"launchctl {arguments[0]}", result.Status, result.FirstLine is { Length: > 0 } line ? line : $"exit status {result.Status}");
    }

    private CommandResult Ask(params string[] arguments) => commands.Run(Program, arguments);

    private string[] LastLines()
    {
        try
        {
            using var file = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var isCut = file.Length > MaxTail;
            if (isCut) file.Seek(-MaxTail, SeekOrigin.End);
            using var reader = new StreamReader(file, Encoding.UTF8);
            var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return [.. lines.Skip(isCut ? 1 : 0).TakeLast(MostLines)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
