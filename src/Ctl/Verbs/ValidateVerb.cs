using System.CommandLine;
using Conductor.Ipc;

namespace Conductor.Ctl;

/// <summary>Named files (or <c>-</c>, stdin) are read here; without one it is the running daemon's, else the default one. For CI and pre-commit, too, which name several.</summary>
internal sealed class ValidateVerb : VerbCommand
{
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "The file, - for stdin; without it the running daemon's, else the default one", Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _strict = new("--strict") { Description = "Warnings fail, too" };

    public ValidateVerb() : base("validate", "Check a configuration without taking it into use")
    {
        Arguments.Add(_files);
        Options.Add(_strict);
    }

    public override ExitCode Run(Session session, ParseResult parsed)
    {
        var strict = parsed.GetValue(_strict);
        if (parsed.GetValue(_files) is { Length: > 0 } files) return Check(session, files, strict);
        if (session.FindsDaemon()) return TellAnswer(session, session.Ask(Ipc.Command.Validate), strict);
        return Tell(session, ReadFile(session, DefaultFile.PathOf(session.Platform)), strict);
    }

    /// <summary>All of them, also where one fails; several are told by name.</summary>
    private static ExitCode Check(Session session, string[] files, bool strict)
    {
        var worst = ExitCode.Done;
        foreach (var file in files)
        {
            if (files.Length > 1 && !session.Globals.Json) session.Output.Print($"{file}:");
            var code = Tell(session, ReadFile(session, file), strict);
            if (code != ExitCode.Done) worst = code;
        }

        return worst;
    }

    /// <summary>A file with errors may come as a success that says "invalid", or as an error with the same object in its details.</summary>
    private static ExitCode TellAnswer(Session session, Answer answer, bool strict)
    {
        if (answer.Error is not { } error) return Tell(session, Session.Understood(answer, IpcJson.Default.ValidateReply), strict);
        return RenderProblems.Check(error.Error) is { } check ? Tell(session, check, strict) : session.Fail(answer, RenderError.Text(error.Error));
    }

    private static ValidateReply ReadFile(Session session, string file)
    {
        var (path, utf8) = Offline.ReadFile(session, file);
        return Offline.Validate(session.Platform, path, utf8);
    }

    /// <summary>JSON is the object alone, from wherever it came.</summary>
    internal static ExitCode Tell(Session session, ValidateReply reply, bool strict)
    {
        var (output, color) = (session.Output, session.Output.Color);
        var passes = reply.Valid && !(strict && reply.Warnings > 0);
        if (session.Globals.Json) session.PrintJson(reply.AsDetails(), IpcJson.Default.ValidateReply);
        if (!passes) output.Error(reply.Valid ? CheckText.Strict(reply, color) : CheckText.Failure(reply, color));
        else if (!session.Globals.Json) output.Print(CheckText.Success(reply, color));
        return passes ? ExitCode.Done : ExitCode.Failed;
    }
}
