using System.Text;
using Conductor.Core.Ports;
using Conductor.Doctor;
using Conductor.Platform;

namespace Conductor.Ctl;

/// <summary>
/// Which socket: <c>--socket</c>, else <c>CONDUCTOR_SOCKET</c>, else <c>MIDIMON_SOCKET</c>, else <c>ipc_socket</c> of the default file,
/// else the first of the two usual ones that is this user's and answers.
/// </summary>
internal sealed class SocketChoice(IPlatform platform, string? flag)
{
    /// <summary>Connects; a <see cref="CtlException"/> with the command that starts a daemon where none answers.</summary>
    public ILocalConnection Connect(out string path)
    {
        if (Named() is { } named) return ConnectTo(path = Checked(named));
        foreach (var usual in Usual())
        {
            path = usual;
            if (platform.Files.OwnerOf(usual) == platform.Processes.UserId && TryConnect(usual) is { } connection) return connection;
        }

        throw Nobody(string.Join(" or ", Usual()), "conductor");
    }

    /// <summary>The same places without connecting, for who looks at each of them.</summary>
    public SocketPlaces Places() => Named() switch
    {
        null => new SocketPlaces([.. Usual()], IsNamed: false),
        "" => throw Empty(),
        var named => new SocketPlaces([Path.GetFullPath(named)], IsNamed: true),
    };

    private string? Named() => flag ?? Variable("CONDUCTOR_SOCKET") ?? Variable("MIDIMON_SOCKET") ?? DefaultFile.Socket(platform);

    /// <summary>An empty variable counts as not set.</summary>
    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private IEnumerable<string> Usual() => [platform.Paths.DefaultSocket, platform.Paths.UserSocket];

    private string Checked(string path)
    {
        var length = Encoding.UTF8.GetByteCount(path);
        var most = platform.Paths.MaxSocketPathBytes;
        if (length == 0) throw Empty();
        if (length <= most) return path;
        throw new CtlException(ExitCode.Usage, $"the socket's path is too long: {length} bytes, {platform.Name} allows {most}: {path}");
    }

    private static CtlException Empty() => new(ExitCode.Usage, "the socket's path is empty");

    private ILocalConnection? TryConnect(string path)
    {
        try
        {
            return platform.Sockets.Connect(path);
        }
        catch (NativeException)
        {
            return null;
        }
    }

    private ILocalConnection ConnectTo(string path)
    {
        try
        {
            return platform.Sockets.Connect(path);
        }
        catch (NativeException e) when (IsSymbol(e, "ENOENT") || IsSymbol(e, "ECONNREFUSED"))
        {
            throw Nobody(path, StartCommand(path));
        }
        catch (NativeException e)
        {
            throw new CtlException(ExitCode.NoDaemon, $"no daemon can be reached at {path}: {e.Message}\nStart one with: {StartCommand(path)}");
        }
    }

    private static bool IsSymbol(NativeException e, string symbol) => e.Symbol.StartsWith(symbol, StringComparison.Ordinal);

    private static CtlException Nobody(string where, string start) =>
        new(ExitCode.NoDaemon, $"no daemon is running: nobody answers at {where}\nStart one with: {start}");

    /// <summary>A path from the environment or the file is the daemon's by itself.</summary>
    private string StartCommand(string path) => flag is null ? "conductor" : $"conductor --socket {Words.ForShell(path)}";
}
