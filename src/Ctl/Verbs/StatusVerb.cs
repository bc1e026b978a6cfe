using System.CommandLine;
using Conductor.Ipc;

namespace Conductor.Ctl;

internal sealed class StatusVerb() : VerbCommand("status", "What the daemon is doing")
{
    public override ExitCode Run(Session session, ParseResult parsed) =>
        session.Finish(session.Ask(Ipc.Command.Status), IpcJson.Default.StatusReply, RenderStatus.Text);
}
