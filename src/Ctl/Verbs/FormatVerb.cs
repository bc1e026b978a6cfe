using System.CommandLine;
using Conductor.Core.Config;
using Conductor.Core.Ports;
using Conductor.Ipc;

namespace Conductor.Ctl;

/// <summary>e.g. <c>conductorctl format config.toml</c>: today's spelling, the usual order, one layout; <c>--check</c> for CI and pre-commit. What a file means never changes.</summary>
internal sealed class FormatVerb : VerbCommand
{
    private const string StandardInput = "-";

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "The file, - for stdin to stdout; without it where the daemon looks", Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _check = new("--check") { Description = "Write nothing; fail where something would change" };

    public FormatVerb() : base("format", "Put a configuration into today's spelling, order and layout")
    {
        Arguments.Add(_files);
        Options.Add(_check);
    }

    public override ExitCode Run(Session session, ParseResult parsed)
    {
        var files = parsed.GetValue(_files) is { Length: > 0 } named ? named : [DefaultFile.PathOf(session.Platform)];
        var worst = ExitCode.Done;
        foreach (var file in files)
        {
            var code = Format(session, file, parsed.GetValue(_check));
            if (code != ExitCode.Done) worst = code;
        }

        return worst;
    }

    private static ExitCode Format(Session session, string file, bool check)
    {
        var isInput = file == StandardInput;
        var (name, before) = Offline.ReadFile(session, file);
        var result = Formatter.Format(name, before, session.Platform.CanPress, new Platform.ConfigFiles(session.Platform.Files));
        if (result.Content is not { } after) return Refuse(session, name, result);
        if (result.Fault is { } fault) session.Output.Error(RenderFormat.Fault(name, fault));
        var report = new FormatReport
        {
            Path = name, Changed = !after.AsSpan().SequenceEqual(before), Spellings = result.Spellings, TablesMoved = result.TablesMoved, KeysMoved = result.KeysMoved,
        };
        if (isInput && !check) return Print(session, report, after);
        if (report.Changed && !check) Write(session, file, after);
        if (session.Globals.Json) session.PrintJson(report, CtlJson.Default.FormatReport);
        else if (check && report.Changed) session.Output.Error(RenderFormat.Text(report, check));
        else session.Output.Print(RenderFormat.Text(report, check));
        return check && report.Changed ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>The text and nothing else, for editors and pipes.</summary>
    private static ExitCode Print(Session session, FormatReport report, byte[] content)
    {
        if (session.Globals.Json) session.PrintJson(report, CtlJson.Default.FormatReport);
        else if (content.Length > 0) session.Output.PrintLine(content.AsSpan(0, content.Length - 1));   // it ends with a line feed
        return ExitCode.Done;
    }

    /// <summary>A file with errors is told as by <c>validate</c>.</summary>
    private static ExitCode Refuse(Session session, string name, FormatResult result)
    {
        if (result.Refusal is { } refusal) throw Failed(session, ErrorCode.InternalError, $"{name} is not formatted: {refusal}");
        var reply = CheckReply.Of(name, result.Read);
        if (session.Globals.Json) session.PrintJson(reply.AsDetails(), IpcJson.Default.ValidateReply);
        session.Output.Error(CheckText.Failure(reply, session.Output.Color));
        return ExitCode.Failed;
    }

    /// <summary>A link stays a link, and the file keeps who may read it.</summary>
    private static void Write(Session session, string file, byte[] content)
    {
        try
        {
            var target = new NewFile(Path.GetFullPath(file)).Target;
            var mode = new FileInfo(target).UnixFileMode;
            session.Platform.Files.WriteDurably(target, content, keepBackup: false);
#pragma warning disable CA1416 // Unix's modes: there is no other platform (CurrentPlatform)
            File.SetUnixFileMode(target, mode);
#pragma warning restore CA1416
        }
        catch (NativeException e)
        {
            throw Failed(session, ErrorCode.InternalError, $"{file} can't be written ({e.Message}): - prints what it should be");
        }
    }

    private static CtlException Failed(Session session, ErrorCode code, string message)
    {
        if (session.Globals.Json) session.PrintJson(Replies.Error(code, message), IpcJson.Default.ErrorReply);
        return new CtlException(ExitCode.Failed, message);
    }
}
