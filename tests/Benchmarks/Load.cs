using System.Net.Sockets;
using System.Text;

namespace Conductor.Benchmarks;

/// <summary>Traffic for a running daemon: so many messages by <c>inject</c>, reloads and pings, over one connection.</summary>
internal static class Load
{
    private const int MessagesPerRequest = 500;

    public static void Run(string path, int messages, int reloads, int pings)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var bytes = string.Concat(Enumerable.Range(0, MessagesPerRequest / 2).Select(i => $"90{i % 128:x2}6480{i % 128:x2}00"));
        var inject = Request($"{{\"command\":\"inject\",\"args\":{{\"bytes\":\"{bytes}\"}}}}");
        for (var i = 0; i < messages; i += MessagesPerRequest) Ask(stream, reader, inject);
        for (var i = 0; i < reloads; i++) Ask(stream, reader, Request("{\"command\":\"reload\"}"));
        for (var i = 0; i < pings; i++) Ask(stream, reader, Request("{\"command\":\"ping\"}"));
    }

    private static byte[] Request(string text) => Encoding.UTF8.GetBytes(text + "\n");

    private static void Ask(NetworkStream stream, StreamReader reader, byte[] request)
    {
        stream.Write(request);
        var answer = reader.ReadLine() ?? throw new EndOfStreamException("the daemon has closed the connection");
        if (!answer.Contains("\"success\"", StringComparison.Ordinal)) throw new InvalidOperationException(answer);
    }
}
