using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Conductor.MacOS.Tests.Daemon;

/// <summary>
/// The whole daemon on a Mac that tests/StandIn plays, as a process with a home of its own, driven as a user and a system drive it. At the end of each test it stops by SIGTERM and nothing may be
/// left that no Mac forgives.
/// </summary>
public abstract partial class DaemonTest : IDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _home = Directory.CreateTempSubdirectory("conductor-mac-").FullName;
    private readonly List<HostProcess> _hosts = [];

    public static TheoryData<Build> Builds => Sanitizers.AreWanted ? [Build.Jit, Build.Aot, Build.Sanitized] : [Build.Jit, Build.Aot];

    protected DaemonTest() => Assert.SkipWhen(StandIn.File is null, "libstandin.so is not built: tests/StandIn/build.sh artifacts/standin");

    /// <summary>One device, named; note 36 holds Cmd+A, 37 types "h".</summary>
    protected const string Config = """
        [advanced_settings]
        hot_reload_debounce_ms = 50

        [[devices]]
        id = "pads"
        name = "Pads"

        [[modes]]
        name = "Default"

        [[global_mappings]]
        trigger = { type = "Note", note = 36 }
        action = { type = "Keystroke", keys = "a", modifiers = ["cmd"], hold = true }

        [[global_mappings]]
        trigger = { type = "Note", note = 37 }
        action = { type = "Keystroke", keys = "h" }

        """;

    /// <summary>Cmd and A, down and up, as the stand-in writes them: kCGEventFlagMaskCommand, the left key's bit, and "not coalesced".</summary>
    protected static readonly string[] CmdADown = ["tap 0 type 12 key 0x37 down flags 0x100108", "tap 0 type 10 key 0x00 down flags 0x100108"];

    protected static readonly string[] CmdAUp = ["tap 0 type 11 key 0x00 up flags 0x100108", "tap 0 type 12 key 0x37 up flags 0x100"];

    /// <summary>The one that was prepared last.</summary>
    internal HostProcess Host { get => field!; private set; }

    protected string SocketPath => Path.Combine(_home, "socket");

    protected string ConfigFile => Path.Combine(_home, ".config", "conductor", "config.toml");

    protected string At(string name) => Path.Combine(_home, name);

    /// <summary>Starts the host; the daemon waits for <see cref="Begin"/>, so that the world can be made first.</summary>
    protected void Prepare(Build build, string? config = Config, string[]? arguments = null, Action<ProcessStartInfo>? change = null)
    {
        var start = HostProcess.CommandLine(build, arguments ?? []);
        Assert.SkipWhen(start is null, "the native host is not published: scripts/test.sh does it where a linker is");
        if (config is not null) Save(config);
        start.WorkingDirectory = _home;
        foreach (var name in (string[])["CONDUCTOR_CONFIG", "MIDIMON_CONFIG", "MIDIMON_SOCKET", "XDG_CONFIG_HOME", "DEBUG", "JOURNAL_STREAM", "XPC_SERVICE_NAME"]) start.Environment.Remove(name);
        start.Environment["HOME"] = _home;
        start.Environment["CONDUCTOR_SOCKET"] = SocketPath;
        start.Environment["CONDUCTOR_STANDIN"] = StandIn.File;
        if (build == Build.Sanitized) Sanitizers.Use(start);
        change?.Invoke(start);
        Use(new HostProcess(start));
        _hosts.Add(Host);
    }

    /// <summary>From now on this one is meant.</summary>
    private protected void Use(HostProcess host) => Host = host;

    /// <summary>Lets the daemon start, and waits until it answers.</summary>
    protected void Begin()
    {
        Host.Tell("start");
        Until(() => Answers, "the first answer");
    }

    /// <summary>A running daemon to which "Pads" is connected.</summary>
    protected void Start(Build build, string config = Config)
    {
        Prepare(build, config);
        Host.Tell("plug Pads 1");
        Begin();
        UntilState("Running");
    }

    protected void Save(string config)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ConfigFile)!);
        File.WriteAllText(ConfigFile, config);
    }

    protected JsonNode Ask(string command, string arguments = "{}")
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = (int)Patience.TotalMilliseconds };
        socket.Connect(new UnixDomainSocketEndPoint(SocketPath));
        using var stream = new NetworkStream(socket);
        stream.Write(System.Text.Encoding.UTF8.GetBytes($$"""{"command":"{{command}}","args":{{arguments}}}""" + "\n"));
        using var reader = new StreamReader(stream);
        return JsonNode.Parse(reader.ReadLine() ?? throw new IOException("closed without an answer"))!;
    }

    protected JsonNode Status() => Ask("status");

    protected string State => (string)Status()["state"]!;

    protected void UntilState(string state) => Until(() => State == state, $"state {state}");

    protected void UntilConnected(bool connected = true) => Until(() => (bool)Status()["devices"]![0]!["connected"]! == connected, $"connected: {connected}");

    /// <summary>What the stand-in has seen posted, once there are as many.</summary>
    protected void ExpectEvents(params string[] events) => Assert.Equal(events, Host.TellLines($"events {events.Length}"));

    protected void Until(Func<bool> condition, string what)
    {
        var end = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.False(Host.HasEnded || end.Elapsed > Patience, $"waited in vain: {what}\n{Host.Log}");
            Thread.Sleep(10);   // how often it looks, not how long it takes
        }
    }

    protected void Signal() => Assert.Equal(0, kill(Host.Id, Terminate));

    /// <summary>Ends the daemon as launchd does, and looks at what it leaves.</summary>
    protected void Stop(int expected = 0)
    {
        Signal();
        End(expected);
    }

    /// <summary>The daemon ends by itself, or was told to.</summary>
    protected void End(int expected = 0)
    {
        Assert.Equal(expected, Host.WaitForEnd());
        Assert.False(File.Exists(SocketPath));
        Host.Tell("drain");
        Assert.Equal("", Host.Tell("violations"));
        Assert.Equal("", Host.Tell("wrong-threads"));
        Assert.Equal("0", Host.Tell("pools"));
        Assert.Equal("", Host.Tell("leaks"));
        Assert.Equal(Host.IsDetached ? 0 : expected, Host.Leave());
        foreach (var word in (string[])["Unhandled", "Sanitizer", "runtime error"]) Assert.DoesNotContain(word, Host.Log);
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        foreach (var host in _hosts) host.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private bool Answers
    {
        get
        {
            try
            {
                return State != "Starting";
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                return false;   // not bound yet, or not listening
            }
        }
    }

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);
}
