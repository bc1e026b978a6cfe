using System.CommandLine;
using Conductor.Ipc;

namespace Conductor.Ctl;

internal sealed class PanicVerb() : VerbCommand("panic", "Release every key, button and note, and end all that runs")
{
    public override ExitCode Run(Session session, ParseResult parsed) =>
        session.Finish(session.Ask(Ipc.Command.Panic), IpcJson.Default.SuccessReply, _ => "Everything released");
}
