using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json;
using Conductor.Ipc;

namespace Conductor.Ctl;

/// <summary>Shows what happens until Ctrl-C, until nobody reads (head), or until the daemon ends.</summary>
internal sealed class MonitorVerb() : VerbCommand("monitor", "Show messages, gestures and actions as they happen")
{
    public override ExitCode Run(Session session, ParseResult parsed)
    {
        var answer = session.Ask(Ipc.Command.Monitor);
        if (answer.Error is { } error) return session.Fail(answer, RenderError.Text(error.Error));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Environment.Exit((int)ExitCode.Done));
        while (session.Client.ReadLine(Timeout.InfiniteTimeSpan, out var line) == AskResult.Answered)
        {
            if (!Show(session, line)) return ExitCode.Done;
        }

        throw new CtlException(ExitCode.NoDaemon, "the daemon has ended");
    }

    /// <summary>False where nobody reads any more.</summary>
    private static bool Show(Session session, ReadOnlySpan<byte> line)
    {
        if (session.Globals.Json) return session.Output.PrintLine(line);
        return Read(line) is not { } read || session.Output.Print(RenderMonitor.Text(read));
    }

    private static MonitorLine? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, IpcJson.Default.MonitorLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
