using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Reflection;
using Conductor.Core.Config;
using Conductor.Ipc;

namespace Conductor.Ctl;

/// <summary>What stands on the command line beside the verb.</summary>
internal sealed record Globals
{
    public bool Json { get; init; }
    public string? Socket { get; init; }
    public bool Quiet { get; init; }
    public bool NoColor { get; init; }

    /// <summary>How long the daemon has for its answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>The verbs and the options that all of them share.</summary>
internal sealed class CommandLine
{
    private const double LongestTimeout = 86_400;

    public static string ProgramVersion { get; } = typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    private readonly Option<bool> _json = new("--json") { Description = "Print the answer as one line of JSON", Recursive = true };
    private readonly Option<string> _socket = new("--socket")
    {
        Description = "The daemon's socket, instead of the one found by itself", HelpName = "PATH", Recursive = true,
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print nothing but errors", Recursive = true };
    private readonly Option<bool> _noColor = new("--no-color") { Description = "No colors, as with NO_COLOR", Recursive = true };
    private readonly Option<double> _timeout = new("--timeout")
    {
        Description = "How long to wait for the daemon's answer", HelpName = "SECONDS", Recursive = true,
        DefaultValueFactory = _ => 5, CustomParser = ReadSeconds,
    };

    private readonly RootCommand _root = new("Asks the Conductor daemon: what it does, what it is to do.");

    public CommandLine()
    {
        foreach (var option in new Option[] { _json, _socket, _quiet, _noColor, _timeout }) _root.Options.Add(option);
        foreach (var verb in Enum.GetValues<Verb>()) _root.Subcommands.Add(Verbs.Create(verb));
        foreach (var option in _root.Options)
        {
            if (option is VersionOption version) version.Action = new PrintVersion();
        }
    }

    /// <summary>An argument that begins with @ is an argument, not a file to read.</summary>
    public ParseResult Parse(string[] args) => _root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    public Globals Globals(ParseResult parsed) => new()
    {
        Json = parsed.GetValue(_json),
        Socket = parsed.GetValue(_socket),
        Quiet = parsed.GetValue(_quiet),
        NoColor = parsed.GetValue(_noColor),
        Timeout = TimeSpan.FromSeconds(parsed.GetValue(_timeout)),
    };

    /// <summary>What is wrong, a sentence each; a mistyped verb with the one that was probably meant.</summary>
    public IEnumerable<string> Complaints(ParseResult parsed)
    {
        var isVerb = parsed.CommandResult.Command == _root && parsed.UnmatchedTokens is [not ['-', ..], ..];
        return isVerb ? [UnknownVerb(parsed.UnmatchedTokens[0])] : parsed.Errors.Select(error => error.Message.TrimEnd('.')).Distinct();
    }

    private string UnknownVerb(string name)
    {
        var meant = Spelling.Nearest(name, _root.Subcommands.Select(verb => verb.Name));
        return $"Unknown command '{CommandNames.Shown(name)}'" + (meant is null ? "" : $", did you mean '{meant}'?");
    }

    /// <summary>Which help fits the place of the mistake.</summary>
    public string HelpCommand(ParseResult parsed) =>
        string.Concat(Path(parsed.CommandResult).Select(name => name + " ")) + "--help";

    /// <summary>The verb, and the one below it where there is one.</summary>
    private IEnumerable<string> Path(CommandResult? result) =>
        result is null || result.Command == _root ? [] : Path(result.Parent as CommandResult).Append(result.Command.Name);

    private static double ReadSeconds(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds);
        if (isNumber && seconds > 0 && seconds <= LongestTimeout) return seconds;
        result.AddError($"--timeout must be a number of seconds over 0 and at most {LongestTimeout}, not '{text}'");
        return 0;
    }

    private sealed class PrintVersion : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"conductorctl {ProgramVersion}");
            return (int)ExitCode.Done;
        }
    }
}
