using System.CommandLine;
using System.Text;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Ctl;

/// <summary>
/// All that is in force: a file with everything it includes and every default, each value with the place it came from. The file is read, no daemon is
/// asked: one that was started with another file, or still runs what was there before an error, may do otherwise.
/// </summary>
internal sealed class PrintConfigVerb : VerbCommand
{
    /// <summary>As the daemon calls it.</summary>
    private const string StarterName = "(built-in starter)";

    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "The file, - for stdin; without it the default one, or the built-in starter where there is none", Arity = ArgumentArity.ZeroOrOne,
    };

    public PrintConfigVerb() : base("print-config", "Print all that is in force, defaults too, each value with the file and line it came from (reads the file; no daemon is asked)") => Arguments.Add(_file);

    public override ExitCode Run(Session session, ParseResult parsed)
    {
        var (path, utf8) = Read(session, parsed.GetValue(_file));
        if (Offline.Print(session.Platform, path, utf8, out var result) is not { } printed) return ValidateVerb.Tell(session, CheckReply.Of(path, result), strict: false);
        var output = session.Globals.Json ? printed.Json() : Encoding.UTF8.GetBytes(printed.Text().TrimEnd('\n'));
        session.Output.PrintLine(output);   // --quiet silences what is said beside an answer, not the answer
        return ExitCode.Done;
    }

    /// <summary>What a daemon without flags would read.</summary>
    private static (string Path, byte[] Utf8) Read(Session session, string? file)
    {
        var place = ConfigPath.Find(session.Platform.Paths);
        var isStarter = file is null && !place.IsNamed && !Path.Exists(place.Path);
        return isStarter ? (StarterName, Templates.Read(Templates.Starter)) : Offline.ReadFile(session, file ?? place.Path);
    }
}
