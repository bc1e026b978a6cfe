using System.Diagnostics;
using System.Text;
using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Host;

/// <summary>A home for one test's daemon, with a socket and a configuration of its own and none of this machine's settings.</summary>
internal sealed class Home : IDisposable
{
    private static readonly string[] Foreign =
    [
        "CONDUCTOR_CONFIG", "MIDIMON_CONFIG", "MIDIMON_SOCKET", "XDG_CONFIG_HOME", "DEBUG", "NO_COLOR", "JOURNAL_STREAM",
        "XPC_SERVICE_NAME", "SYSTEMD_EXEC_PID",
    ];

    private readonly string _root = Directory.CreateTempSubdirectory("conductor-home-").FullName;

    public Home(string? config = null)
    {
        Socket = At("socket");
        if (config is not null) WriteConfig(config);
    }

    /// <summary>Where state.json is, and the configuration that nobody has to name.</summary>
    public string ConfigDirectory => At(".config", "conductor");

    public string ConfigFile => At(".config", "conductor", "config.toml");

    /// <summary>Where daemons that are started from now on listen.</summary>
    public string Socket { get; set; }

    public string At(params ReadOnlySpan<string> parts) => Path.Combine([_root, .. parts]);

    /// <summary>What the lock file says. .NET's own reading would want the lock.</summary>
    public string LockHolder => Tool.Get("cat", Socket + ".lock").Trim();

    /// <summary>Written in place.</summary>
    public void WriteConfig(string text)
    {
        Directory.CreateDirectory(ConfigDirectory);
        File.WriteAllText(ConfigFile, text);
    }

    /// <summary>Runs conductorctl in this home.</summary>
    public Run Ctl(params string[] arguments) => CtlWith("", arguments);

    public Run CtlWith(string input, params string[] arguments) => Tool.Run(Start(Repository.Conductorctl, arguments), input);

    /// <summary>Runs conductor to its end: --check, --version, wrong usage.</summary>
    public Run Conductor(params string[] arguments) => Tool.Run(Start(Repository.Conductor, arguments));

    public ProcessStartInfo Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _root };
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var name in Foreign) start.Environment.Remove(name);
        start.Environment["HOME"] = _root;
        start.Environment["CONDUCTOR_SOCKET"] = Socket;
        return start;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
