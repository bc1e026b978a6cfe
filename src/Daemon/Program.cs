using System.CommandLine;
using System.CommandLine.Invocation;
using Conductor.Core.Config;
using Conductor.Core.Ports;
using Conductor.Ipc;
using Conductor.Platform;

namespace Conductor.Daemon;

/// <summary>The daemon's command line: read the flags, run, answer with the exit code.</summary>
internal static class Program
{
    private static class ExitCode
    {
        public const int Done = 0;
        public const int Failed = 1;
        public const int Usage = 2;
        public const int AlreadyRunning = 4;

        /// <summary>A permission has changed, and systemd or launchd is to start it anew.</summary>
        public const int StartAnew = 5;
    }

    private static readonly Option<string?> Config = new("--config", "-c") { Description = "the configuration file (default: ~/.config/conductor/config.toml)", HelpName = "FILE" };
    private static readonly Option<string?> Socket = new("--socket") { Description = "the control socket (default: /tmp/conductor.sock)", HelpName = "PATH" };
    private static readonly Option<string> Backend = new("--backend") { Description = "where MIDI comes from: auto, alsa, coremidi, loopback (only `conductorctl inject` plays)", HelpName = "NAME", DefaultValueFactory = _ => "auto" };
    private static readonly Option<string?> Level = new("--log-level") { Description = "off, error, warn, info, debug or trace", HelpName = "LEVEL" };
    private static readonly Option<bool> Verbose = new("--verbose", "-v") { Description = "as --log-level debug" };
    private static readonly Option<bool> Check = new("--check") { Description = "check the configuration and exit: 0 = valid, 1 = not" };

    private static readonly Option<bool> Doctor = new("--doctor") { Description = "look at everything Conductor needs of this system and exit: 0 = nothing is wrong; starts and changes nothing" };
    private static readonly Option<bool> Json = new("--json") { Description = "with --doctor: one line of JSON, for bug reports" };

    public static int Main(string[] arguments) => Run(arguments, CurrentPlatform.Create);

    /// <param name="arguments">The command line.</param>
    /// <param name="platform">Makes what the system is to us; asked only where the command line is right.</param>
    internal static int Run(string[] arguments, Func<IPlatform> platform)
    {
        Backend.AcceptOnlyFromAmong("auto", "alsa", "coremidi", "loopback");
        Level.AcceptOnlyFromAmong("off", "error", "warn", "info", "debug", "trace");
        var root = new RootCommand("Conductor: turns MIDI controllers into keystrokes, programs, MIDI and more. Runs in the foreground; `conductorctl` controls it.")
        {
            Config, Socket, Backend, Level, Verbose, Check, Doctor, Json,
        };
        root.SetAction(parsed => Start(parsed, platform));
        root.Validators.Add(result =>
        {
            if (result.GetValue(Json) && !result.GetValue(Doctor)) result.AddError("--json goes with --doctor");
        });
        foreach (var option in new[] { Config, Socket }) option.Validators.Add(NotEmpty);
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is not ParseErrorAction) return parsed.Invoke();
        foreach (var error in parsed.Errors) Console.Error.WriteLine($"conductor: {error.Message}");
        Console.Error.WriteLine("Try 'conductor --help'.");
        return ExitCode.Usage;
    }

    /// <summary>A variable that was not set leaves an empty word behind.</summary>
    private static void NotEmpty(System.CommandLine.Parsing.OptionResult result)
    {
        if (result.Tokens is [{ Value: "" }]) result.AddError($"{result.IdentifierToken?.Value} needs a {result.Option.HelpName}, not an empty word");
    }

    private static int Start(ParseResult parsed, Func<IPlatform> create)
    {
        try
        {
            var platform = create();
            var options = new DaemonOptions
            {
                Config = parsed.GetValue(Config),
                Socket = parsed.GetValue(Socket),
                Backend = Enum.Parse<MidiBackend>(parsed.GetValue(Backend)!, ignoreCase: true),
                LogLevel = LevelOf(parsed),
            };
            if (parsed.GetValue(Doctor)) return platform.Run(() => DoctorReport.Print(platform, options, parsed.GetValue(Json)));
            return parsed.GetValue(Check) ? CheckConfig(platform, options) : platform.Run(() => Run(platform, options));
        }
        catch (PlatformNotSupportedException e)
        {
            Console.Error.WriteLine($"conductor: {e.Message}");
            return ExitCode.Failed;
        }
    }

    private static LogLevelName? LevelOf(ParseResult parsed) =>
        parsed.GetValue(Level) is { } name ? Enum.Parse<LogLevelName>(name, ignoreCase: true) : parsed.GetValue(Verbose) ? LogLevelName.Debug : null;

    internal static int Run(IPlatform platform, DaemonOptions options)
    {
        using var logs = new LogSetup(platform.Files, LogSetup.LevelOf(options.Level(null)));
        try
        {
            using var host = new DaemonHost(platform, options, logs);
            host.Run();
            return host.StartsAnew ? ExitCode.StartAnew : ExitCode.Done;
        }
        catch (SingleInstance.AlreadyRunningException e)
        {
            Complain(platform, e.Message);
            return ExitCode.AlreadyRunning;
        }
        catch (NativeException e)
        {
            Complain(platform, e.Message);
            return ExitCode.Failed;
        }
    }

    /// <summary>Straight to stderr, whatever the log's level.</summary>
    private static void Complain(IPlatform platform, string sentence) =>
        platform.Files.WriteDescriptor(2, System.Text.Encoding.UTF8.GetBytes($"conductor: {sentence}\n"));

    private static int CheckConfig(IPlatform platform, DaemonOptions options)
    {
        var path = options.ConfigPath(platform.Paths).Path;
        var loaded = new ConfigLoader(platform).Load(path);
        if (loaded.Result is not { } result)
        {
            Console.Error.WriteLine($"conductor: {loaded.Unreadable!.Message}");
            return ExitCode.Failed;
        }

        if (result.IsValid) Console.Out.Write(CheckText.Success(CheckReply.Of(path, result)));
        else Console.Error.Write(CheckText.Failure(CheckReply.Of(path, result)));
        return result.IsValid ? ExitCode.Done : ExitCode.Failed;
    }
}
