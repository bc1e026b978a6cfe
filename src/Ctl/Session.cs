using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Conductor.Doctor;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Ctl;

/// <summary>One run of a verb: the connection, once it is needed, and where answers go.</summary>
internal sealed class Session : IDisposable
{
    private readonly SocketChoice _choice;
    private IpcClient? _client;
    private string _socketPath = "";

    public Session(IPlatform platform, Globals globals)
    {
        (Platform, Globals) = (platform, globals);
        _choice = new SocketChoice(platform, globals.Socket);
        Output = new Output(platform.Files, globals.Quiet, HasColor(globals));
    }

    public IPlatform Platform { get; }

    public Globals Globals { get; }

    public Output Output { get; }

    /// <summary>The open connection; opened at first use.</summary>
    public IpcClient Client => _client ??= new IpcClient(new SocketChannel(_choice.Connect(out _socketPath)));

    /// <summary>Where <see cref="Client"/> is connected to.</summary>
    public string SocketPath => _socketPath;

    /// <summary>Where a daemon may listen.</summary>
    public SocketPlaces SocketPlaces => _choice.Places();

    /// <summary>Whether there is a daemon to ask.</summary>
    public bool FindsDaemon()
    {
        try
        {
            return Client is not null;
        }
        catch (CtlException e) when (e.Code == ExitCode.NoDaemon)
        {
            return false;
        }
    }

    /// <summary>Asks for something without arguments.</summary>
    public Answer Ask(Command command) => Ask(new Request { Command = CommandNames.NameOf(command) });

    /// <summary>Asks with arguments.</summary>
    public Answer Ask<T>(Command command, T args, JsonTypeInfo<T> type) =>
        Ask(new Request { Command = CommandNames.NameOf(command), Args = JsonSerializer.SerializeToElement(args, type) });

    public Answer Ask(Request request) => Checked(Client.Ask(request, Globals.Timeout, out var answer), answer);

    /// <summary>The answer, or the end where none came.</summary>
    public Answer Checked(AskResult result, Answer? answer) => result switch
    {
        AskResult.Answered => answer!,
        AskResult.TimedOut => throw NoAnswer($"did not answer within {Globals.Timeout.TotalSeconds} s (--timeout waits longer)"),
        AskResult.Closed => throw NoAnswer("closed the connection without an answer"),
    };

    /// <summary>
    /// The usual end of a verb: the answer as JSON, or as text; an error by its own sentence where <paramref name="failure"/> has no
    /// better words.
    /// </summary>
    public ExitCode Finish<T>(Answer answer, JsonTypeInfo<T> type, Func<T, string> text, Func<ErrorInfo, string>? failure = null)
        where T : SuccessReply
    {
        if (answer.Error is { } error) return Fail(answer, failure?.Invoke(error.Error) ?? RenderError.Text(error.Error));
        if (Globals.Json) Output.PrintLine(answer.Line);
        else Output.Print(text(Understood(answer, type)));
        return ExitCode.Done;
    }

    /// <summary>The answer as the record it should be.</summary>
    public static T Understood<T>(Answer answer, JsonTypeInfo<T> type) where T : SuccessReply =>
        answer.As(type) ?? throw new CtlException(ExitCode.Failed, "the daemon's answer is not what was expected: is it of another version?");

    /// <summary>Tells an error: the answer as JSON to stdout, the text to stderr.</summary>
    public ExitCode Fail(Answer answer, string text)
    {
        if (Globals.Json) Output.PrintLine(answer.Line);
        Output.Error(text);
        return ExitCode.Failed;
    }

    /// <summary>One line of JSON that is ours, not the daemon's.</summary>
    public void PrintJson<T>(T value, JsonTypeInfo<T> type)
    {
        using var writer = new LineWriter();
        Output.PrintLine(writer.Line(value, type)[..^1]);
    }

    public void Dispose() => _client?.Dispose();

    private CtlException NoAnswer(string what) => new(ExitCode.NoDaemon, $"the daemon at {SocketPath} {what}");

    private static bool HasColor(Globals globals) =>
        !globals.NoColor && !globals.Json && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 }
        && !Console.IsOutputRedirected && !Console.IsErrorRedirected;
}
