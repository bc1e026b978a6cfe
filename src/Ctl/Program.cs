using System.CommandLine;
using System.CommandLine.Invocation;
using Conductor.Core.Ports;
using Conductor.Platform;

namespace Conductor.Ctl;

/// <summary>conductorctl: asks a running daemon, or reads a file where none is needed.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        var platform = CurrentPlatform.Create();
        platform.Processes.IgnoreBrokenPipes();
        var line = new CommandLine();
        var parsed = line.Parse(args);
        if (parsed.Action is ParseErrorAction) return Refuse(platform, line, parsed);

        // Without an action it is a verb; --help, --version and completion have theirs.
        return parsed.Action is null ? (int)Run(platform, line, parsed) : parsed.Invoke();
    }

    private static int Refuse(IPlatform platform, CommandLine line, ParseResult parsed)
    {
        var output = new Output(platform.Files);
        foreach (var sentence in line.Complaints(parsed)) output.Error($"conductorctl: {sentence}");
        output.Error($"See: conductorctl {line.HelpCommand(parsed)}");
        return (int)ExitCode.Usage;
    }

    private static ExitCode Run(IPlatform platform, CommandLine line, ParseResult parsed)
    {
        using var session = new Session(platform, line.Globals(parsed));
        try
        {
            return ((VerbCommand)parsed.CommandResult.Command).Run(session, parsed);
        }
        catch (CtlException e)
        {
            session.Output.Error($"conductorctl: {e.Message}");
            return e.Code;
        }
        catch (Exception e)
        {
            // A refusal of the system says what to do; anything else is a mistake of ours, and is shown as one.
            session.Output.Error($"conductorctl: {(e is NativeException ? e.Message : e.ToString())}");
            return ExitCode.Failed;
        }
    }
}
