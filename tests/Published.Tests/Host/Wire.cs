using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Host;

/// <summary>A connection to a daemon, byte by byte.</summary>
internal sealed class Wire : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;

    /// <exception cref="IOException">Nobody answers there.</exception>
    public Wire(string path)
    {
        try
        {
            _socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException e)
        {
            _socket.Dispose();
            throw new IOException(e.Message, e);
        }

        _socket.ReceiveTimeout = _socket.SendTimeout = (int)Until.Patience.TotalMilliseconds;
        _stream = new NetworkStream(_socket);
        _reader = new StreamReader(_stream, new UTF8Encoding(false));
    }

    public void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    public void Send(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);

    /// <summary>Nothing more will be said; answers still come.</summary>
    public void EndInput() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>The next line, or null where the daemon has closed.</summary>
    public string? ReadLine()
    {
        try
        {
            return _reader.ReadLine();
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return null;
        }
    }

    public JsonNode Ask(string request)
    {
        Send(request + "\n");
        return JsonNode.Parse(ReadLine() ?? throw new IOException("closed without an answer"))!;
    }

    public JsonNode Inject(string message) => Ask($$$"""{"command":"inject","args":{"message":"{{{message}}}"}}""");

    public void Ping() => Assert.Equal("pong", (string?)Ask("""{"command":"ping"}""")["message"]);

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
        _socket.Dispose();
    }
}
