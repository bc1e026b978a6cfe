using System.Net.Sockets;
using System.Text.Json;
using Conductor.Core.Config;
using Conductor.Ipc;
using Conductor.Platform;
using Microsoft.Extensions.Logging;

namespace Conductor.Daemon.Tests;

/// <summary>The whole daemon on a thread of its own, with the real files, sockets and programs, and a test's MIDI and keyboard.</summary>
internal sealed class RunningDaemon : IDisposable
{
    private readonly TestDirectory? _own;
    private LogSetup _logs = null!;
    private DaemonHost _host = null!;
    private Thread? _thread;
    private Exception? _end;

    /// <param name="directory">One that outlives this daemon, for tests of restarting.</param>
    public RunningDaemon(TestDirectory? directory = null)
    {
        if (directory is null) directory = _own = new TestDirectory();
        Directory = directory;
        Platform = new FakePlatform(directory.Path);
    }

    public TestDirectory Directory { get; }

    public FakePlatform Platform { get; }

    public FakeMidiSystem Midi => Platform.Midi;

    public Outside Outside => Platform.Outside;

    public string ConfigPath => Directory["config.toml"];

    public string Socket => Directory["c.sock"];

    public MidiBackend Backend { get; init; } = MidiBackend.Auto;

    public LogLevelName? LogLevel { get; init; }

    public static RunningDaemon With(string toml, Action<FakeMidiSystem>? plug = null)
    {
        var daemon = new RunningDaemon();
        plug?.Invoke(daemon.Midi);
        return daemon.Write(toml).Start();
    }

    public RunningDaemon Write(string toml)
    {
        File.WriteAllText(ConfigPath, toml);
        return this;
    }

    /// <summary>Everything but running.</summary>
    public RunningDaemon Make()
    {
        _logs = new LogSetup(Platform.Files, Microsoft.Extensions.Logging.LogLevel.Information);
        var options = new DaemonOptions { Config = ConfigPath, Socket = Socket, Backend = Backend, LogLevel = LogLevel };
        _host = new DaemonHost(Platform, options, _logs);
        return this;
    }

    public RunningDaemon Start()
    {
        if (_host is null) Make();
        _thread = new Thread(Run) { Name = "host", IsBackground = true };
        _thread.Start();
        Until.True(() => Status().GetProperty("state").GetString() != "Starting", "the daemon's start");
        return this;
    }

    private void Run()
    {
        try
        {
            _host.Run();
        }
        catch (Exception e)   // told when the test ends
        {
            _end = e;
        }
    }

    public Client Connect() => new(Socket);

    public JsonElement Status() => Ask("status");

    public string StateWord => Status().GetProperty("state").GetString()!;

    public string Mode => Status().GetProperty("mode").GetString()!;

    public long Reloads => Status().GetProperty("metrics").GetProperty("reloads").GetInt64();

    public long Failures => Status().GetProperty("metrics").GetProperty("reload_failures").GetInt64();

    /// <summary>One question on a connection of its own.</summary>
    public JsonElement Ask(string command, object? args = null)
    {
        using var client = Connect();
        return client.Ask(command, args);
    }

    public int Logged(string part) => Platform.Log.Count(line => line.Contains(part, StringComparison.Ordinal));

    public void WaitForLog(string part, int times = 1) =>
        Until.True(() => Logged(part) >= times, () => $"'{part}' in the log:\n{string.Join('\n', Platform.Log)}");

    /// <summary>Whether it ended in order to be started anew.</summary>
    public bool StartsAnew => _host.StartsAnew;

    public bool HasEnded => _thread is { IsAlive: false };

    /// <summary>Asks it to stop and waits for its thread.</summary>
    public void Stop()
    {
        if (_thread is null) return;
        if (_thread.IsAlive)
        {
            try
            {
                Ask("stop");
            }
            catch (SocketException)
            {
                // It is on its way out by itself.
            }
        }

        WaitForEnd();
    }

    public void WaitForEnd()
    {
        Assert.True(_thread!.Join(Until.Patience), "the daemon did not end");
        if (_end is not null) throw new InvalidOperationException("the daemon failed", _end);
    }

    public void Dispose()
    {
        try
        {
            Stop();
        }
        finally
        {
            if (_host is not null && (_thread is null || HasEnded)) _host.Dispose();
            _logs?.Dispose();
            _own?.Dispose();
        }
    }

    /// <summary>A connection that asks, or listens.</summary>
    internal sealed class Client : IDisposable
    {
        private readonly IpcClient _client;

        public Client(string socket) => _client = new IpcClient(new SocketChannel(socket));

        public JsonElement Ask(string command, object? args = null)
        {
            var request = new Request { Command = command, Args = args is null ? null : JsonSerializer.SerializeToElement(args) };
            var result = _client.Ask(request, Until.Patience, out var answer);
            if (result != AskResult.Answered) Assert.Fail($"{command}: {result}");
            return Parse(answer!.Line);
        }

        public void Send(string command) => _client.Send(new Request { Command = command });

        /// <summary>The next line, as it came.</summary>
        public JsonElement Next()
        {
            var result = _client.ReadLine(Until.Patience, out var line);
            if (result != AskResult.Answered) Assert.Fail($"no line: {result}");
            return Parse(line);
        }

        /// <summary>The next line of a kind; others are passed over.</summary>
        public JsonElement Next(string kind)
        {
            while (true)
            {
                var line = Next();
                if (line.TryGetProperty("kind", out var word) && word.GetString() == kind) return line;
            }
        }

        private static JsonElement Parse(ReadOnlySpan<byte> line)
        {
            using var document = JsonDocument.Parse(line.ToArray());
            return document.RootElement.Clone();
        }

        public void Dispose() => _client.Dispose();
    }

    private sealed class SocketChannel : IByteChannel
    {
        private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        public SocketChannel(string path) => _socket.Connect(new UnixDomainSocketEndPoint(path));

        public bool Write(ReadOnlySpan<byte> bytes) => _socket.Send(bytes) == bytes.Length;

        public int Read(Span<byte> buffer, TimeSpan timeout) => _socket.Poll(timeout, SelectMode.SelectRead) ? _socket.Receive(buffer) : -1;

        public void Dispose() => _socket.Dispose();
    }
}
