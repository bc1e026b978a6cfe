using System.CommandLine;
using Conductor.Ipc;

namespace Conductor.Ctl;

internal sealed class ResumeVerb() : VerbCommand("resume", "End a pause")
{
    public override ExitCode Run(Session session, ParseResult parsed) =>
        session.Finish(session.Ask(Ipc.Command.Resume), IpcJson.Default.SuccessReply, _ => "Resumed");
}
