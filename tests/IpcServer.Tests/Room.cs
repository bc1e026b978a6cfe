using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Daemon.Ipc.Tests;

/// <summary>A server on a real socket and the real poller, with its clients, all in the test's own thread: nothing happens but while it pumps.</summary>
internal sealed class Room : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("conductor-");
    private readonly List<Client> _clients = [];

    public Room()
    {
        var platform = CurrentPlatform.Create();
        Poller = new ShiftedPoller(platform.CreatePoller());
        Path = System.IO.Path.Combine(_directory.FullName, "s");
        Server = new IpcServer(platform.Sockets.Listen(Path), Poller, Handler, Log);
    }

    public string Path { get; }

    public ShiftedPoller Poller { get; }

    public ScriptedHandler Handler { get; } = new();

    public RecordingLog Log { get; } = new();

    public IpcServer Server { get; }

    public Client Connect()
    {
        var client = new Client(this);
        _clients.Add(client);
        return client;
    }

    /// <summary>Lets the server work until something has come about.</summary>
    public void Until(Func<bool> done)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!done())
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < Patience, "It never came about");
            Turn();
        }
    }

    /// <summary>Lets some time go by at once.</summary>
    public void Later(TimeSpan time)
    {
        Poller.Advance(time);
        Server.OnTime(Poller.Now);
    }

    public void Dispose()
    {
        foreach (var client in _clients) client.Dispose();
        Server.Dispose();
        Poller.Dispose();
        _directory.Delete(recursive: true);
    }

    private void Turn()
    {
        Poller.Wait(Poller.Now + 1_000);
        foreach (var client in _clients) client.Collect();
    }

    /// <summary>A client that never blocks the test.</summary>
    internal sealed class Client : IDisposable
    {
        private readonly Room _room;
        private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        private readonly MemoryStream _received = new();
        private int _taken;

        public Client(Room room)
        {
            _room = room;
            _socket.Connect(new UnixDomainSocketEndPoint(room.Path));
            _socket.Blocking = false;
        }

        /// <summary>The daemon has closed the connection.</summary>
        public bool IsClosed { get; private set; }

        /// <summary>A client that isn't read from leaves its answers where they are.</summary>
        public bool Reads { get; set; } = true;

        public void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

        /// <summary>Writes all of it, while the server goes on.</summary>
        public void Send(byte[] bytes)
        {
            var sent = 0;
            _room.Until(() =>
            {
                while (sent < bytes.Length)
                {
                    var now = _socket.Send(bytes.AsSpan(sent), SocketFlags.None, out var error);
                    if (error == SocketError.WouldBlock) return false;
                    if (error != SocketError.Success) return true;
                    sent += now;
                }

                return true;
            });
        }

        /// <summary>Sends, and waits until the server has read it (it needn't answer).</summary>
        public void SendAndPump(string text)
        {
            Send(text);
            for (var turn = 0; turn < 3; turn++) _room.Turn();
        }

        public string Ask(string text)
        {
            Send(text);
            return Line();
        }

        /// <summary>The next line, without its line feed.</summary>
        public string Line()
        {
            string? line = null;
            _room.Until(() => (line = TakeLine()) is not null || IsClosed);
            return line ?? TakeLine() ?? "(closed)";
        }

        /// <summary>Everything up to the end of the connection.</summary>
        public string Rest()
        {
            _room.Until(() => IsClosed);
            return Encoding.UTF8.GetString(_received.GetBuffer(), _taken, (int)_received.Length - _taken);
        }

        public void EndInput() => _socket.Shutdown(SocketShutdown.Send);

        public void Dispose() => _socket.Dispose();

        internal void Collect()
        {
            if (IsClosed || !Reads || _socket.SafeHandle.IsClosed) return;
            var buffer = new byte[65_536];
            while (true)
            {
                var read = _socket.Receive(buffer, SocketFlags.None, out var error);
                if (error == SocketError.WouldBlock) return;
                if (error != SocketError.Success || read == 0)
                {
                    IsClosed = true;
                    return;
                }

                _received.Write(buffer, 0, read);
            }
        }

        private string? TakeLine()
        {
            var rest = _received.GetBuffer().AsSpan(_taken, (int)_received.Length - _taken);
            var length = rest.IndexOf((byte)'\n');
            if (length < 0) return null;
            _taken += length + 1;
            return Encoding.UTF8.GetString(rest[..length]);
        }
    }
}

/// <summary>The real poller with a clock that can be put forward.</summary>
internal sealed class ShiftedPoller(IPoller real) : IPoller
{
    private long _shift;

    public long Now => real.Now + _shift;

    public void Advance(TimeSpan time) => _shift += time.Ticks / TimeSpan.TicksPerMicrosecond;

    public void Add(IPollable pollable) => real.Add(pollable);

    public void Remove(IPollable pollable) => real.Remove(pollable);

    public void Wait(long deadline) => real.Wait(deadline == long.MaxValue ? deadline : deadline - _shift);

    public void Wake() => real.Wake();

    public void Dispose() => real.Dispose();
}

/// <summary>Answers as the test says; by default at once, with the command's name.</summary>
internal sealed class ScriptedHandler : IRequestHandler
{
    public List<string> Handled { get; } = [];

    public Action<Command, Request, IpcConnection> Answer { get; set; } = (command, _, connection) => Say(connection, CommandNames.NameOf(command));

    public void Handle(Command command, Request request, IpcConnection connection)
    {
        Handled.Add(CommandNames.NameOf(command));
        Answer(command, request, connection);
    }

    public static void Say(IpcConnection connection, string message) =>
        connection.Answer(new SuccessReply { Message = message }, IpcJson.Default.SuccessReply);
}

internal sealed class RecordingLog : IIpcLog
{
    public List<string> Lines { get; } = [];

    public void Received(string command, int bytes) => Lines.Add($"received {command} {bytes}");

    public void Answered(string command, ReadOnlySpan<byte> line) => Lines.Add($"answered {command} {Encoding.UTF8.GetString(line)}");

    public void Refused(ErrorCode code, string message) => Lines.Add($"refused {(int)code}");

    public void TurnedAway() => Lines.Add("turned away");

    public void Dropped(int backlog) => Lines.Add("dropped");

    public void HandlerFailed(Command command, Exception exception) => Lines.Add($"failed {command} {exception.Message}");
}
