using System.CommandLine;
using Conductor.Ipc;

namespace Conductor.Ctl;

/// <summary>A named file (or <c>-</c>, stdin) is read here; without one it is the running daemon's, else the default one.</summary>
internal sealed class ValidateVerb : VerbCommand
{
    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "The file, - for stdin; without it the running daemon's, else the default one", Arity = ArgumentArity.ZeroOrOne,
    };

    public ValidateVerb() : base("validate", "Check a configuration without taking it into use") => Arguments.Add(_file);

    public override ExitCode Run(Session session, ParseResult parsed)
    {
        if (parsed.GetValue(_file) is { } file) return Tell(session, ReadFile(session, file));
        if (AskDaemon(session) is { } answer) return TellAnswer(session, answer);
        return Tell(session, ReadFile(session, DefaultFile.PathOf(session.Platform)));
    }

    /// <summary>Null where no daemon runs.</summary>
    private static Answer? AskDaemon(Session session)
    {
        try
        {
            _ = session.Client;
        }
        catch (CtlException e) when (e.Code == ExitCode.NoDaemon)
        {
            return null;
        }

        return session.Ask(Ipc.Command.Validate);
    }

    /// <summary>A file with errors may come as a success that says "invalid", or as an error with the same object in its details.</summary>
    private static ExitCode TellAnswer(Session session, Answer answer)
    {
        if (answer.Error is not { } error) return Tell(session, Session.Understood(answer, IpcJson.Default.ValidateReply));
        return RenderProblems.Check(error.Error) is { } check ? Tell(session, check) : session.Fail(answer, RenderError.Text(error.Error));
    }

    private static ValidateReply ReadFile(Session session, string file)
    {
        var (path, utf8) = Offline.ReadFile(session, file);
        return Offline.Validate(session.Platform, path, utf8);
    }

    /// <summary>JSON is the object alone, from wherever it came.</summary>
    internal static ExitCode Tell(Session session, ValidateReply reply)
    {
        if (session.Globals.Json) session.PrintJson(reply.AsDetails(), IpcJson.Default.ValidateReply);
        if (!reply.Valid) session.Output.Error(CheckText.Failure(reply, session.Output.Color));
        else if (!session.Globals.Json) session.Output.Print(CheckText.Success(reply, session.Output.Color));
        return reply.Valid ? ExitCode.Done : ExitCode.Failed;
    }
}
