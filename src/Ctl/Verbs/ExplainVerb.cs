using System.CommandLine;
using Conductor.Core.Explaining;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;
using Conductor.Ipc;

namespace Conductor.Ctl;

/// <summary>
/// e.g. <c>conductorctl explain "note-on 36 100" --mode Edit</c>. The daemon knows what was played before; without one, or where it is not to be asked, the file is read, and nothing was.
/// </summary>
internal sealed class ExplainVerb : VerbCommand
{
    private readonly Argument<string[]> _message = new("MESSAGE")
    {
        Description = $"In words, such as note-on 36 100 ch=2; known are {MidiWords.Known}", Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _mode = new("--mode") { Description = "In this mode, instead of the one in force (of a file: the first)", HelpName = "NAME" };
    private readonly Option<bool> _offline = new("--offline") { Description = "Read the default file instead of asking the daemon" };
    private readonly Option<string> _config = new("--config") { Description = "Read this file instead, - for stdin; no daemon is asked", HelpName = "FILE" };

    public ExplainVerb() : base("explain", "Tell what a message would do: each gesture it can become, the mapping that fires, and why the others don't")
    {
        Arguments.Add(_message);
        Options.Add(_mode);
        Options.Add(_offline);
        Options.Add(_config);
    }

    public override ExitCode Run(Session session, ParseResult parsed)
    {
        var words = string.Join(' ', parsed.GetValue(_message) ?? []);
        var (mode, file) = (parsed.GetValue(_mode), parsed.GetValue(_config));
        if (file is not null || parsed.GetValue(_offline) || !session.FindsDaemon()) return ReadFile(session, words, mode, file ?? DefaultFile.PathOf(session.Platform));
        var answer = session.Ask(Ipc.Command.Explain, new ExplainArgs { Message = words, Mode = mode }, IpcJson.Default.ExplainArgs);
        return session.Finish(answer, IpcJson.Default.ExplainReply, reply => RenderExplain.Text(reply));
    }

    private static ExitCode ReadFile(Session session, string words, string? mode, string file)
    {
        var (path, utf8) = Offline.ReadFile(session, file);
        var read = Offline.Plan(session.Platform, path, utf8);
        if (read.Plan is not { } plan) return ValidateVerb.Tell(session, CheckReply.Of(path, read.Result), strict: false);
        if (!MidiWords.TryParse(words, out var message, out var sysEx, out var device, out var error)) return Refuse(session, ErrorCode.InvalidRequest, error);
        if (DeviceOf(plan, device) is not { } definition) return Refuse(session, ErrorCode.NotFound, ExplainReplies.NoDevice(device!, plan.Config.Devices.Select(known => known.Id)));
        if (Explanation.Of(plan, message, sysEx, definition, mode, session.Platform.Surroundings) is not { } explanation) return Refuse(session, ErrorCode.NotFound, ExplainReplies.NoMode(mode!, plan));
        var reply = ExplainReplies.Of(explanation);
        if (session.Globals.Json) session.PrintJson(reply, IpcJson.Default.ExplainReply);
        else session.Output.Print(RenderExplain.Text(reply, path));
        return ExitCode.Done;
    }

    /// <summary>Index of the entry + 1: the first one's where none is named, 0 where the file has none. Null where there is no such device.</summary>
    private static int? DeviceOf(Plan plan, string? id)
    {
        var devices = plan.Config.Devices;
        if (id is null) return devices.IsEmpty ? 0 : 1;
        for (var i = 0; i < devices.Length; i++)
        {
            if (devices[i].Id == id) return i + 1;
        }

        return null;
    }

    /// <summary>As the daemon would.</summary>
    private static ExitCode Refuse(Session session, ErrorCode code, string sentence)
    {
        var reply = Replies.Error(code, sentence);
        if (session.Globals.Json) session.PrintJson(reply, IpcJson.Default.ErrorReply);
        session.Output.Error(RenderError.Text(reply.Error));
        return ExitCode.Failed;
    }
}
