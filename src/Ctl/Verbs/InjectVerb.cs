using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Conductor.Core.Midi;
using Conductor.Ipc;

namespace Conductor.Ctl;

/// <summary>e.g. <c>conductorctl inject "note-on 36 100"</c>, <c>conductorctl inject --bytes "90 24 64" --device pad</c>.</summary>
internal sealed class InjectVerb : VerbCommand
{
    private readonly Argument<string[]> _message = new("MESSAGE")
    {
        Description = $"In words, such as note-on 36 100 ch=2; known are {MidiWords.Known}", Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _bytes = new("--bytes") { Description = "The bytes in hexadecimal instead", HelpName = "HEX" };
    private readonly Option<string> _device = new("--device") { Description = "As if this device had sent it", HelpName = "ID" };

    public InjectVerb() : base("inject", "Play a message into the daemon as if a controller had sent it, and print each action that ran")
    {
        Arguments.Add(_message);
        Options.Add(_bytes);
        Options.Add(_device);
        Validators.Add(EitherWordsOrBytes);
    }

    public override ExitCode Run(Session session, ParseResult parsed)
    {
        var answer = session.Ask(Ipc.Command.Inject, Args(parsed), IpcJson.Default.InjectArgs);
        var code = session.Finish(answer, IpcJson.Default.InjectReply, RenderInject.Text);
        if (code == ExitCode.Done && !session.Globals.Json) SayWhereNothingRan(session, answer);
        return code;
    }

    private InjectArgs Args(ParseResult parsed)
    {
        var words = parsed.GetValue(_message) ?? [];
        var bytes = parsed.GetValue(_bytes);
        return new InjectArgs
        {
            Message = bytes is null ? string.Join(' ', words) : null,
            Bytes = bytes is null ? null : JsonSerializer.SerializeToElement(bytes, IpcJson.Default.String),
            Device = parsed.GetValue(_device),
        };
    }

    /// <summary>Not on stdout, where each line is an action.</summary>
    private static void SayWhereNothingRan(Session session, Answer answer)
    {
        var ran = Session.Understood(answer, IpcJson.Default.InjectReply).Actions.Count;
        if (ran == 0 && !session.Globals.Quiet) session.Output.Error("No action ran");
    }

    private void EitherWordsOrBytes(CommandResult result)
    {
        var words = result.GetValue(_message)?.Length > 0;
        var bytes = result.GetValue(_bytes) is not null;
        if (words == bytes) result.AddError("inject needs either a message in words or --bytes");
    }
}
