using System.CommandLine;
using Conductor.Core.Ports;
using Conductor.Doctor;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Ctl;

/// <summary>e.g. <c>conductorctl doctor --json</c> for a bug report. Asks a running daemon for its findings, because permissions belong to the process that presses keys; without one it looks itself.</summary>
internal sealed class DoctorVerb() : VerbCommand("doctor", "Look at everything Conductor needs of this system, and say what to do about what is missing; --json for bug reports")
{
    /// <summary>The system's first thread may be needed for looking: its MIDI belongs there on some.</summary>
    public override ExitCode Run(Session session, ParseResult parsed)
    {
        var places = session.SocketPlaces;
        return (ExitCode)session.Platform.Run(() => (int)Look(session, places));
    }

    private static ExitCode Look(Session session, SocketPlaces places)
    {
        try
        {
            var examination = new Examination(session.Platform, CommandLine.ProgramVersion, ConfigPath.Find(session.Platform.Paths));
            return Tell(session, examination.Whole(places, session.Globals.Timeout, asksDaemon: true));
        }
        catch (NativeException e)
        {
            session.Output.Error($"conductorctl: {e.Message}");
            return ExitCode.Failed;
        }
    }

    private static ExitCode Tell(Session session, DoctorReply report)
    {
        var text = new DoctorText(session.Output.Color, DoctorText.LocaleIsPlain(Environment.GetEnvironmentVariable));
        if (session.Globals.Json) session.PrintJson(report.ForStrangers(), IpcJson.Default.DoctorReply);
        else session.Output.PrintAsIs(text.Of(report.AtHome()));
        return report.IsWell ? ExitCode.Done : ExitCode.Failed;
    }
}
