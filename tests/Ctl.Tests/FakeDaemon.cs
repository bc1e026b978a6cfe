using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Conductor.Ctl.Tests;

/// <summary>A socket that answers as the test says.</summary>
internal sealed class FakeDaemon : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("conductor-");
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public FakeDaemon()
    {
        Path = System.IO.Path.Combine(_directory.FullName, "s");
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public string Path { get; }

    public string LockPath => Path + ".lock";

    /// <summary>Lines by command; what is not here is answered with a plain success.</summary>
    public Dictionary<string, string> Answers { get; } = [];

    /// <summary>What it was asked, as it came.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Called after the answer to that command has been written; false closes the connection.</summary>
    public Func<string, StreamWriter, bool> After { get; set; } = (_, _) => true;

    public void Dispose()
    {
        _listener.Dispose();
        _directory.Delete(recursive: true);
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var peer = _listener.Accept();
                new Thread(() => Serve(peer)) { IsBackground = true }.Start();
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
        catch (ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Serve(Socket peer)
    {
        try
        {
            using var stream = new NetworkStream(peer, ownsSocket: true);
            using var reader = new StreamReader(stream);
            using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true };
            while (reader.ReadLine() is { } line && Answer(line, writer))
            {
            }
        }
        catch (IOException)
        {
            // The client has gone.
        }
    }

    private bool Answer(string line, StreamWriter writer)
    {
        lock (Asked) Asked.Add(line);
        using var request = JsonDocument.Parse(line);
        var command = request.RootElement.GetProperty("command").GetString()!;
        var answer = Answers.GetValueOrDefault(command, """{"status":"success"}""");
        if (answer.Length > 0) writer.Write(answer + "\n");
        return After(command, writer);
    }
}
