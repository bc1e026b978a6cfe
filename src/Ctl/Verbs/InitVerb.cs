using System.CommandLine;
using System.CommandLine.Parsing;
using Conductor.Core.Config;
using Conductor.Core.Ports;
using Conductor.Ipc;

namespace Conductor.Ctl;

/// <summary>e.g. <c>conductorctl init --template launchpad</c>: a file to begin with, at the place where the daemon looks for it.</summary>
internal sealed class InitVerb : VerbCommand
{
    private const string StandardOutput = "-";

    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "Where to, - for stdout; without it where the daemon looks", Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _template = new("--template", "-t")
    {
        Description = "Which template", HelpName = "NAME", DefaultValueFactory = _ => Templates.Starter,
    };

    private readonly Option<bool> _force = new("--force") { Description = "Replace the file that is there; it is kept as a backup" };
    private readonly Option<bool> _list = new("--list") { Description = "Show the templates" };

    public InitVerb() : base("init", "Write a commented configuration to begin with")
    {
        Arguments.Add(_file);
        foreach (var option in new Option[] { _template, _force, _list }) Options.Add(option);
        _template.Validators.Add(IsKnown);
        _template.CompletionSources.Add(Templates.Names);
        _file.Validators.Add(IsNotEmpty);
    }

    public override ExitCode Run(Session session, ParseResult parsed)
    {
        if (parsed.GetValue(_list)) return List(session);
        var template = parsed.GetValue(_template)!;
        var file = parsed.GetValue(_file);
        if (file != StandardOutput) return Write(session, file, template, parsed.GetValue(_force));
        session.Output.PrintLine(Templates.Read(template).AsSpan().TrimEnd((byte)'\n'));
        return ExitCode.Done;
    }

    private static ExitCode List(Session session)
    {
        TemplateInfo[] templates = [.. Templates.Names.Select(Templates.Describe)];
        if (session.Globals.Json) session.PrintJson(new TemplatesReport { Templates = templates }, CtlJson.Default.TemplatesReport);
        else session.Output.Print(RenderInit.List(templates));
        return ExitCode.Done;
    }

    private static ExitCode Write(Session session, string? named, string template, bool force)
    {
        var path = named is null ? DefaultFile.PathOf(session.Platform) : Path.GetFullPath(named);
        var file = new NewFile(path);
        if (file.Refusal(force) is { } refusal) throw Refused(session, ErrorCode.InvalidState, refusal);
        try
        {
            var report = new InitReport { Path = path, Template = template, Backup = file.Write(session.Platform.Files, Templates.Read(template)) };
            if (session.Globals.Json) session.PrintJson(report, CtlJson.Default.InitReport);
            else session.Output.Print(RenderInit.Text(report, file.IsLink ? file.Target : null, path == DefaultFile.PathOf(session.Platform)));
            return ExitCode.Done;
        }
        catch (NativeException e)
        {
            throw Refused(session, ErrorCode.InternalError, $"{path} can't be written ({e.Message}): name another FILE, or - to print it");
        }
    }

    private static CtlException Refused(Session session, ErrorCode code, string message)
    {
        if (session.Globals.Json) session.PrintJson(Replies.Error(code, message), IpcJson.Default.ErrorReply);
        return new CtlException(ExitCode.Failed, message);
    }

    private static void IsKnown(OptionResult result)
    {
        if (result.Tokens is not [{ Value: var name }] || Templates.Names.Contains(name)) return;
        var hint = Spelling.Nearest(name, Templates.Names) is { } meant ? $"did you mean '{meant}'?" : $"there are {string.Join(", ", Templates.Names)}";
        result.AddError($"Unknown template '{CommandNames.Shown(name)}', {hint}");
    }

    /// <summary>A variable that was not set leaves an empty word behind.</summary>
    private static void IsNotEmpty(ArgumentResult result)
    {
        if (result.Tokens is [{ Value: "" }]) result.AddError("init needs a FILE, not an empty word");
    }
}
