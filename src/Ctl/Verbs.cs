using System.CommandLine;

namespace Conductor.Ctl;

/// <summary>Everything conductorctl can do, in the order of its help. To add one: a member here, then follow the compiler.</summary>
internal enum Verb
{
    Status,
    Reload,
    Validate,
    Format,
    Test,
    Stop,
    Ping,
    Pause,
    Resume,
    Panic,
    Inject,
    Explain,
    Monitor,
    Doctor,
    Service,
    Init,
    PrintConfig,
    Schema,
}

internal static class Verbs
{
    public static VerbCommand Create(Verb verb) => verb switch
    {
        Verb.Status => new StatusVerb(),
        Verb.Reload => new ReloadVerb(),
        Verb.Validate => new ValidateVerb(),
        Verb.Format => new FormatVerb(),
        Verb.Test => new TestVerb(),
        Verb.Stop => new StopVerb(),
        Verb.Ping => new PingVerb(),
        Verb.Pause => new PauseVerb(),
        Verb.Resume => new ResumeVerb(),
        Verb.Panic => new PanicVerb(),
        Verb.Inject => new InjectVerb(),
        Verb.Explain => new ExplainVerb(),
        Verb.Monitor => new MonitorVerb(),
        Verb.Doctor => new DoctorVerb(),
        Verb.Service => new ServiceVerb(),
        Verb.Init => new InitVerb(),
        Verb.PrintConfig => new PrintConfigVerb(),
        Verb.Schema => new SchemaVerb(),
    };
}

/// <summary>One verb: its name, its help, its arguments (added in the constructor), and what it does.</summary>
internal abstract class VerbCommand(string name, string help) : Command(name, help)
{
    public abstract ExitCode Run(Session session, ParseResult parsed);
}
