using System.CommandLine;
using Conductor.Ipc;

namespace Conductor.Ctl;

internal sealed class PauseVerb() : VerbCommand("pause", "Let everything go, and run no mapping until resume")
{
    public override ExitCode Run(Session session, ParseResult parsed) =>
        session.Finish(session.Ask(Ipc.Command.Pause), IpcJson.Default.SuccessReply, _ => "Paused: `conductorctl resume` goes on");
}
