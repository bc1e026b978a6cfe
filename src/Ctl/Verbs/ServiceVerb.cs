using System.CommandLine;
using Conductor.Core.Ports;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Ctl;

/// <summary>e.g. <c>conductorctl service install</c>: the daemon as a service of the user's, by launchd or systemd. What can be done with it is a verb below this one.</summary>
internal sealed class ServiceVerb : VerbCommand
{
    public ServiceVerb() : base("service", "Let the system start the daemon at login: install, start, status …")
    {
        Subcommands.Add(new ServiceInstallVerb());
        Subcommands.Add(new ServiceUninstallVerb());
        Subcommands.Add(new ServiceStartVerb("start", "Start the service; returns when the daemon answers. Example: conductorctl service start", services => services.Start()));
        Subcommands.Add(new ServiceStopVerb());
        Subcommands.Add(new ServiceStartVerb("restart", "End the service and start it anew; returns when the daemon answers. Example: conductorctl service restart", services => services.Restart()));
        Subcommands.Add(new ServiceStatusVerb());
    }

    /// <summary>Never called: a command that has others below it wants one of them.</summary>
    public override ExitCode Run(Session session, ParseResult parsed) => throw new CtlException(ExitCode.Usage, "service needs one of install, uninstall, start, stop, restart, status");
}

/// <summary>One of them; a refusal of the system says what to do.</summary>
internal abstract class ServiceVerbBase(string name, string help) : VerbCommand(name, help)
{
    public override ExitCode Run(Session session, ParseResult parsed)
    {
        try
        {
            return Do(session, session.Platform.Services, parsed);
        }
        catch (NativeException e)
        {
            if (session.Globals.Json) session.PrintJson(Replies.Error(ErrorCode.InvalidState, e.Message), IpcJson.Default.ErrorReply);
            session.Output.Error($"✗ {e.Message}");
            return ExitCode.Failed;
        }
    }

    protected abstract ExitCode Do(Session session, IServices services, ParseResult parsed);
}

internal sealed class ServiceInstallVerb : ServiceVerbBase
{
    private readonly Option<string?> _program = new("--program") { Description = "The daemon; without it the one beside conductorctl", HelpName = "PATH" };

    public ServiceInstallVerb() : base("install", "Install the service, so that the daemon starts at login. Example: conductorctl service install") => Options.Add(_program);

    protected override ExitCode Do(Session session, IServices services, ParseResult parsed)
    {
        var program = parsed.GetValue(_program) is { } named ? Path.GetFullPath(named) : Beside();
        var change = services.Install(program);
        return ServiceReports.Tell(session, "installed", change, "conductorctl service start starts it now; conductorctl doctor looks whether everything is there");
    }

    private static string Beside() => Path.Combine(Path.GetDirectoryName(Environment.ProcessPath) ?? "/", "conductor");
}

internal sealed class ServiceUninstallVerb() : ServiceVerbBase("uninstall", "Stop and remove the service; says what it removed, and what only you can. Example: conductorctl service uninstall")
{
    protected override ExitCode Do(Session session, IServices services, ParseResult parsed)
    {
        var change = services.Uninstall();
        var configuration = $"{session.Platform.Paths.ConfigDirectory}: your configuration and the daemon's state";
        var left = Directory.Exists(session.Platform.Paths.ConfigDirectory) ? [.. change.Left, configuration] : change.Left;
        return ServiceReports.Tell(session, "uninstalled", change with { Left = left }, next: null);
    }
}

internal sealed class ServiceStartVerb(string name, string help, Func<IServices, ServiceStatus> begin) : ServiceVerbBase(name, help)
{
    protected override ExitCode Do(Session session, IServices services, ParseResult parsed)
    {
        var status = begin(services);
        if (status.State == ServiceState.Running) status = new ServiceAnswer(session).WaitFor(status, services);
        return ServiceReports.Tell(session, status, done: status.State == ServiceState.Running);
    }
}

internal sealed class ServiceStopVerb() : ServiceVerbBase("stop", "End the service until the next login. Example: conductorctl service stop")
{
    protected override ExitCode Do(Session session, IServices services, ParseResult parsed)
    {
        var status = services.Stop();
        return ServiceReports.Tell(session, status, done: status.State != ServiceState.Running, withLines: status.State == ServiceState.Running);
    }
}

internal sealed class ServiceStatusVerb() : ServiceVerbBase("status", "What launchd or systemd knows of the service, and its last log lines; exit status 0 where it runs. Example: conductorctl service status")
{
    protected override ExitCode Do(Session session, IServices services, ParseResult parsed)
    {
        var status = services.Status();
        return ServiceReports.Tell(session, status, done: status.State == ServiceState.Running, withLines: true);
    }
}
