using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Host;

internal enum Signal
{
    HangUp = 1,
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
}

/// <summary>A published daemon on the loopback, ready to be asked.</summary>
internal sealed partial class Daemon : IDisposable
{
    private static readonly string[] Loopback = ["--backend", "loopback"];

    private readonly string _socket;
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private Daemon(Home home, ProcessStartInfo start, bool readsLog)
    {
        _socket = home.Socket;
        start.RedirectStandardInput = true;
        _process = Process.Start(start)!;
        if (readsLog) ReadLog();
    }

    public int Pid => _process.Id;

    /// <summary>What it has said on stderr until now.</summary>
    public string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    public bool HasEnded => _process.HasExited;

    public static Daemon Start(Home home, params string[] arguments) => Started(home, CommandLine(home, arguments), readsLog: true);

    /// <summary>Its stderr is a pipe that nobody reads.</summary>
    public static Daemon StartUnread(Home home, params string[] arguments) => Started(home, CommandLine(home, arguments), readsLog: false);

    /// <summary>Begun by bash text in which "$@" is its command line: for redirections, signals, mounts.</summary>
    public static Daemon StartBy(Home home, string script, params string[] arguments) =>
        Started(home, home.Start("bash", ["-c", script, "bash", Repository.Conductor, .. Loopback, .. arguments]), readsLog: true);

    /// <summary>Not waited for: one that is to fail.</summary>
    public static Daemon Begin(Home home, params string[] arguments) => new(home, CommandLine(home, arguments), readsLog: true);

    public Wire Connect() => new(_socket);

    /// <summary>The answer to one request without arguments on a connection of its own.</summary>
    public JsonNode Ask(string command)
    {
        using var wire = Connect();
        return wire.Ask($$"""{"command":"{{command}}"}""");
    }

    public JsonNode Inject(string message)
    {
        using var wire = Connect();
        return wire.Inject(message);
    }

    public JsonNode Status() => Ask("status");

    public void ExpectAlive() => Assert.Equal("pong", (string?)Ask("ping")["message"]);

    public int Reloads => (int)Status()["metrics"]!["reloads"]!;

    public void UntilReloaded(int times) => Until.True(() => Reloads >= times, $"reload {times}", () => Log);

    public void UntilMode(string mode) => Until.True(() => (string?)Status()["mode"] == mode, $"mode {mode}", () => Log);

    public void UntilLogged(string text) => Until.True(() => Log.Contains(text), $"\"{text}\" in the log", () => Log);

    public void Send(Signal signal) => Assert.Equal(0, kill(Pid, (int)signal));

    /// <summary>Its exit code.</summary>
    public int WaitForEnd()
    {
        Until.True(() => _process.HasExited, "the daemon's end", () => Log);
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Ends it in the usual way.</summary>
    public void Stop()
    {
        Send(Signal.Terminate);
        Assert.Equal(0, WaitForEnd());
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static ProcessStartInfo CommandLine(Home home, string[] arguments) =>
        home.Start(Repository.Conductor, [.. Loopback, .. arguments]);

    private static Daemon Started(Home home, ProcessStartInfo start, bool readsLog)
    {
        var daemon = new Daemon(home, start, readsLog);
        try
        {
            Until.True(() => daemon.Answers() || daemon.HasEnded, "the daemon's start", () => daemon.Log);
            Assert.False(daemon.HasEnded, $"The daemon has ended: {daemon.Log}");
            return daemon;
        }
        catch
        {
            daemon.Dispose();
            throw;
        }
    }

    private bool Answers()
    {
        if (!File.Exists(_socket)) return false;
        try
        {
            return (int)Status()["pid"]! == Pid && (string?)Status()["state"] != "Starting";
        }
        catch (IOException)
        {
            return false;   // bound but not listening yet, or left by another
        }
    }

    private void ReadLog()
    {
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_log) _log.AppendLine(line.Data);
        };
        _process.BeginErrorReadLine();
    }

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);
}
