using System.CommandLine;
using Conductor.Ipc;

namespace Conductor.Ctl;

internal sealed class ReloadVerb() : VerbCommand("reload", "Read the configuration again; an invalid one changes nothing")
{
    public override ExitCode Run(Session session, ParseResult parsed) => session.Finish(
        session.Ask(Ipc.Command.Reload),
        IpcJson.Default.ReloadReply,
        reply => RenderReload.Success(reply, session.Output.Color),
        error => RenderReload.Failure(error, session.Output.Color));
}
