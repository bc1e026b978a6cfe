using System.Diagnostics;
using Conductor.Core.Midi;
using Conductor.Platform;

namespace Conductor.Ctl.Tests;

/// <summary>The program as it is run: what it prints where, and how it ends.</summary>
public class ProgramTests
{
    private const string Valid = "[[modes]]\nname = \"Default\"\n[[modes.mappings]]\ntrigger = { type = \"Note\", note = 36 }\naction = { type = \"Keystroke\", keys = \"space\" }\n";

    private const string ValidText = "✓ Config is valid\nFound 1 mode with 1 total mapping\nFound 0 global mappings\nNo errors detected\n";

    [Fact]
    public void Status_is_told_to_people_and_to_programs()
    {
        using var daemon = new FakeDaemon { Answers = { ["status"] = Samples.StatusLine } };
        using var ctl = new Conductorctl();
        Assert.Equal(new Run(0, Samples.StatusText, ""), ctl.Run("status", "--socket", daemon.Path));
        Assert.Equal(new Run(0, Samples.StatusLine + "\n", ""), ctl.Run("--socket", daemon.Path, "--json", "status"));
        Assert.Equal(new Run(0, "", ""), ctl.Run("status", "--quiet", "--socket", daemon.Path));
    }

    [Fact]
    public void A_reload_says_what_it_loaded()
    {
        using var daemon = new FakeDaemon
        {
            Answers = { ["reload"] = """{"status":"success","message":"Config reloaded successfully","duration_ms":3.1,"modes":["A","B","C"],"mappings":15,"global_mappings":2,"warnings":[]}""" },
        };
        using var ctl = new Conductorctl();
        Assert.Equal(new Run(0, "Config reloaded successfully in 3ms\nLoaded 15 mappings across 3 modes\n", ""), ctl.Run("reload", "--socket", daemon.Path));
    }

    [Fact]
    public void An_error_goes_to_stderr_and_as_JSON_to_stdout()
    {
        const string Line = """{"status":"error","error":{"code":2001,"message":"Config file not found: /c.toml"}}""";
        const string Text = "✗ Config reload failed: Config file not found: /c.toml\nPrevious config still active (no changes applied)\n";
        using var daemon = new FakeDaemon { Answers = { ["reload"] = Line } };
        using var ctl = new Conductorctl();
        Assert.Equal(new Run(1, "", Text), ctl.Run("reload", "--socket", daemon.Path));
        Assert.Equal(new Run(1, Line + "\n", Text), ctl.Run("reload", "--json", "--socket", daemon.Path));
        Assert.Equal(new Run(1, "", Text), ctl.Run("reload", "--quiet", "--socket", daemon.Path));
    }

    [Fact]
    public void Ping_measures_the_round_trip()
    {
        using var daemon = new FakeDaemon { Answers = { ["ping"] = """{"status":"success","message":"pong"}""" } };
        using var ctl = new Conductorctl();
        Assert.Matches(@"^Pong! Round-trip: \d+\.\d\dms\n$", ctl.Run("ping", "--socket", daemon.Path).Output);
        Assert.Matches(@"^(Pong! Round-trip: \d+\.\d\dms\n){3}3 round trips: min .*ms\n$", ctl.Run("ping", "-n", "3", "--socket", daemon.Path).Output);
        Assert.Matches("""^\{"status":"success","message":"pong","round_trip_ms":[0-9.]+\}\n$""", ctl.Run("ping", "--json", "--socket", daemon.Path).Output);
        Assert.Equal(5, daemon.Asked.Count);
    }

    [Fact]
    public void Inject_prints_each_action()
    {
        using var daemon = new FakeDaemon
        {
            Answers = { ["inject"] = """{"status":"success","handled":1,"actions":[{"mapping":"Copy","file":"/c/config.toml","line":3,"action":"Keystroke cmd+c"}]}""" },
        };
        using var ctl = new Conductorctl();
        var run = ctl.Run("inject", "note-on", "36", "100", "--device", "pad", "--socket", daemon.Path);
        Assert.Equal(new Run(0, "Keystroke cmd+c  (Copy, config.toml:3)\n", ""), run);
        ctl.Run("inject", "--bytes", "90 3C 40", "--socket", daemon.Path);
        ctl.Run("inject", "axis", "LeftX", "-100", "--socket", daemon.Path);
        ctl.Run("inject", "sysex", "F0", "7E", "F7", "--socket", daemon.Path);
        Assert.Equal(
            [
                """{"command":"inject","args":{"message":"note-on 36 100","device":"pad"}}""",
                """{"command":"inject","args":{"bytes":"90 3C 40"}}""",
                """{"command":"inject","args":{"message":"axis LeftX -100"}}""",
                """{"command":"inject","args":{"message":"sysex F0 7E F7"}}""",
            ],
            daemon.Asked);
    }

    [Fact]
    public void Inject_lists_the_words_in_its_help()
    {
        using var ctl = new Conductorctl();
        var help = string.Join(' ', ctl.Run("inject", "--help").Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var word in MidiWords.Known.Split(", ")) Assert.Contains(word, help);
    }

    [Fact]
    public void Inject_says_on_stderr_where_nothing_ran()
    {
        using var daemon = new FakeDaemon { Answers = { ["inject"] = """{"status":"success","handled":1,"actions":[]}""" } };
        using var ctl = new Conductorctl();
        Assert.Equal(new Run(0, "", "No action ran\n"), ctl.Run("inject", "note-on 36 100", "--socket", daemon.Path));
    }

    [Theory]
    [InlineData("Unknown command 'statsu', did you mean 'status'?", "--help", "statsu")]
    [InlineData("Required command was not provided", "--help")]
    [InlineData("Unrecognized command or argument 'extra'", "reload --help", "reload", "extra")]
    [InlineData("Unknown command '@file'", "--help", "@file")]
    [InlineData("--count must be a whole number from 1, not '0'", "ping --help", "ping", "-n", "0")]
    [InlineData("--timeout must be a number of seconds over 0 and at most 86400, not 'soon'", "ping --help", "ping", "--timeout", "soon")]
    [InlineData("inject needs either a message in words or --bytes", "inject --help", "inject")]
    [InlineData("inject needs either a message in words or --bytes", "inject --help", "inject", "note-on 1 1", "--bytes", "90")]
    public void Wrong_usage_is_said_on_stderr_without_a_flood_of_help(string sentence, string help, params string[] arguments)
    {
        using var ctl = new Conductorctl();
        Assert.Equal(new Run(2, "", $"conductorctl: {sentence}\nSee: conductorctl {help}\n"), ctl.Run(arguments));
    }

    [Fact]
    public void Help_and_version_are_answers()
    {
        using var ctl = new Conductorctl();
        var help = ctl.Run("--help");
        Assert.Equal((0, ""), (help.Code, help.Errors));
        foreach (var verb in Enum.GetValues<Verb>()) Assert.Contains($"\n  {Verbs.Create(verb).Name}", help.Output);
        Assert.Matches(@"^conductorctl \d+\.\d+\.\d+\n$", ctl.Run("--version").Output);
    }

    [Fact]
    public void Schema_prints_the_schema_and_names_how_an_editor_takes_it()
    {
        using var ctl = new Conductorctl();
        var lenient = ctl.Run("schema");
        Assert.Equal((0, ""), (lenient.Code, lenient.Errors));
        Assert.StartsWith("{\n  \"$schema\": ", lenient.Output);
        Assert.EndsWith("\n}\n", lenient.Output);
        Assert.Equal(lenient, ctl.Run("schema", "--json"));
        Assert.Contains("\"additionalProperties\": false", ctl.Run("schema", "--strict").Output);
        Assert.Contains("#:schema ./conductor.schema.json", ctl.Run("schema", "--help").Output);
    }

    [Fact]
    public void Completion_is_answered()
    {
        using var ctl = new Conductorctl();
        Assert.Contains("status\n", ctl.Run("[suggest:3]", "sta").Output);
    }

    [Fact]
    public void No_daemon_is_exit_3_with_the_command_that_starts_one()
    {
        using var ctl = new Conductorctl();
        var path = Path.Combine(ctl.Home, "nobody's");
        Assert.Equal(
            new Run(3, "", $"conductorctl: no daemon is running: nobody answers at {path}\nStart one with: conductor --socket '{path.Replace("'", "'\\''")}'\n"),
            ctl.Run("status", "--socket", path));
    }

    [Fact]
    public void A_daemon_that_does_not_answer_in_time_is_exit_3()
    {
        using var daemon = new FakeDaemon { Answers = { ["status"] = "" } };
        using var ctl = new Conductorctl();
        var run = ctl.Run("status", "--timeout", "0.2", "--socket", daemon.Path);
        Assert.Equal(new Run(3, "", $"conductorctl: the daemon at {daemon.Path} did not answer within 0.2 s (--timeout waits longer)\n"), run);
    }

    [Fact]
    public void A_daemon_that_closes_instead_is_exit_3()
    {
        using var daemon = new FakeDaemon { Answers = { ["status"] = "" }, After = (_, _) => false };
        using var ctl = new Conductorctl();
        Assert.Equal(new Run(3, "", $"conductorctl: the daemon at {daemon.Path} closed the connection without an answer\n"), ctl.Run("status", "--socket", daemon.Path));
    }

    [Fact]
    public void A_path_that_is_too_long_is_said_to_be()
    {
        using var ctl = new Conductorctl();
        var path = "/tmp/" + new string('x', 103);
        var run = ctl.Run("status", "--socket", path);
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.StartsWith("conductorctl: the socket's path is too long: 108 bytes, ", run.Errors);
    }

    [Fact]
    public void The_flag_goes_before_the_environment_and_that_before_the_file()
    {
        using var first = new FakeDaemon();
        using var second = new FakeDaemon();
        using var third = new FakeDaemon();
        using var ctl = new Conductorctl();
        void AssertAsked(FakeDaemon daemon, params string[] arguments)
        {
            var before = daemon.Asked.Count;
            Assert.Equal(0, ctl.Run([.. arguments, "ping"]).Code);
            Assert.Equal(before + 1, daemon.Asked.Count);
        }

        ctl.WriteConfig($"[daemon]\nipc_socket = \"{first.Path}\"\n");
        AssertAsked(first);
        ctl.WriteConfig($"[daemon]\nipc_socket = \"{first.Path}\"\nbroken\n");
        AssertAsked(first);
        ctl.Environment["MIDIMON_SOCKET"] = second.Path;
        AssertAsked(second);
        ctl.Environment["CONDUCTOR_SOCKET"] = third.Path;
        AssertAsked(third);
        ctl.Environment["CONDUCTOR_SOCKET"] = "";
        AssertAsked(second);
        AssertAsked(first, "--socket", first.Path);
    }

    [Fact]
    public void Validate_needs_no_daemon()
    {
        using var ctl = new Conductorctl();
        Assert.Equal(new Run(0, ValidText, ""), ctl.RunWith(Valid, "validate", "-"));
        ctl.WriteConfig(Valid);
        Assert.Equal(new Run(0, ValidText, ""), ctl.Run("validate", ctl.ConfigFile));
        var bad = ctl.RunWith("trigger\n", "validate", "-");
        Assert.Equal((1, ""), (bad.Code, bad.Output));
        Assert.StartsWith("✗ Config validation failed:\n  TOML parse error\n  Error at line 1: ", bad.Errors);
        var json = ctl.RunWith("trigger\n", "validate", "-", "--json");
        Assert.Equal(1, json.Code);
        Assert.StartsWith("""{"valid":false,"config_path":"<stdin>",""", json.Output);
    }

    [Fact]
    public void Validate_strict_fails_for_a_warning()
    {
        const string Warned = "[[global_mappings]]\ntrigger = { Note = 1 }\naction = { Shell = \"ls\" }\ncolour = 1\n";
        using var ctl = new Conductorctl();
        Assert.Equal(0, ctl.RunWith(Warned, "validate", "-").Code);
        var strict = ctl.RunWith(Warned, "validate", "-", "--strict");
        Assert.Equal((1, ""), (strict.Code, strict.Output));
        Assert.StartsWith("✗ Config has warnings, and --strict lets none pass:\n  Warning in global mapping 1:\n    Unknown key 'colour'\n", strict.Errors);
        var json = ctl.RunWith(Warned, "validate", "-", "--strict", "--json");
        Assert.Equal((1, true), (json.Code, json.Output.StartsWith("""{"valid":true,""", StringComparison.Ordinal)));
        Assert.Equal(0, ctl.RunWith(Valid, "validate", "-", "--strict").Code);
    }

    [Fact]
    public void Validate_checks_several_files_and_fails_for_one()
    {
        using var ctl = new Conductorctl();
        ctl.WriteConfig(Valid);
        var bad = ctl.ConfigFile + ".bad";
        File.WriteAllText(bad, "trigger\n");
        var run = ctl.Run("validate", bad, ctl.ConfigFile);
        Assert.Equal(1, run.Code);
        Assert.Equal($"{bad}:\n{ctl.ConfigFile}:\n{ValidText}", run.Output);
        Assert.Contains($"--> {bad}:1:", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_without_a_file_asks_the_daemon_about_its_own()
    {
        using var daemon = new FakeDaemon
        {
            Answers = { ["validate"] = """{"status":"success","valid":true,"config_path":"/d.toml","modes":["A","B"],"mappings":3,"global_mappings":1,"errors":0,"warnings":0,"problems":[]}""" },
        };
        using var ctl = new Conductorctl();
        Assert.Equal(
            new Run(0, "✓ Config is valid\nFound 2 modes with 3 total mappings\nFound 1 global mapping\nNo errors detected\n", ""),
            ctl.Run("validate", "--socket", daemon.Path));
        Assert.StartsWith("""{"valid":true,"config_path":"/d.toml",""", ctl.Run("validate", "--json", "--socket", daemon.Path).Output);
    }

    [Fact]
    public void Validate_shows_the_problems_that_the_daemon_answers_as_an_error()
    {
        using var daemon = new FakeDaemon
        {
            Answers = { ["validate"] = """{"status":"error","error":{"code":2002,"message":"Config validation failed: bad","details":{"valid":false,"config_path":"/d.toml","modes":[],"mappings":0,"global_mappings":0,"errors":1,"warnings":0,"problems":[{"severity":"error","code":"x","message":"bad","file":"/d.toml","line":1,"column":1,"length":1}]}}}""" },
        };
        using var ctl = new Conductorctl();
        Assert.Equal(
            new Run(1, "", "✗ Config validation failed:\n  Error:\n    bad\n      --> /d.toml:1:1\n"), ctl.Run("validate", "--socket", daemon.Path));
        Assert.StartsWith("""{"valid":false,"config_path":"/d.toml",""", ctl.Run("validate", "--json", "--socket", daemon.Path).Output);
    }

    [Fact]
    public void Validate_without_a_daemon_reads_the_default_file()
    {
        using var ctl = new Conductorctl { Environment = { ["CONDUCTOR_SOCKET"] = "/nowhere/s" } };
        Assert.Equal(new Run(1, "", $"conductorctl: Config file not found: {ctl.ConfigFile}\n"), ctl.Run("validate"));
        Assert.StartsWith("""{"status":"error","error":{"code":2001,""", ctl.Run("validate", "--json").Output);
        ctl.WriteConfig(Valid);
        Assert.StartsWith("✓ Config is valid\n", ctl.Run("validate").Output);
    }

    [Fact]
    public void Stop_returns_when_the_process_has_ended()
    {
        using var process = Process.Start("sleep", "600");
        using var daemon = DaemonWith(process.Id);
        daemon.After = (command, _) =>
        {
            if (command == "stop") process.Kill();
            return command != "stop";
        };
        using var ctl = new Conductorctl();
        Assert.Equal(new Run(0, "Daemon stopped gracefully\n", ""), ctl.Run("stop", "--socket", daemon.Path));
        Assert.True(process.WaitForExit(TimeSpan.Zero));
    }

    [Fact]
    public void Stop_says_where_the_process_has_not_ended()
    {
        using var process = Process.Start("sleep", "600");
        using var daemon = DaemonWith(process.Id);
        using var ctl = new Conductorctl();
        var run = ctl.Run("stop", "--timeout", "0.3", "--socket", daemon.Path);
        Assert.Equal(
            new Run(1, "", $"conductorctl: the daemon (PID {process.Id}) was told to stop but has not ended within 0.3 s (--timeout waits longer)\n"), run);
        process.Kill();
    }

    [Fact]
    public void Stop_waits_for_the_lock_too()
    {
        using var daemon = DaemonWith(int.MaxValue);
        using var held = CurrentPlatform.Create().Files.TryLock(daemon.LockPath, out _);
        HoldFor(int.MaxValue, daemon.LockPath);
        using var ctl = new Conductorctl();
        Assert.Equal(1, ctl.Run("stop", "--timeout", "0.3", "--socket", daemon.Path).Code);
        held!.Dispose();
        Assert.Equal(0, ctl.Run("stop", "--socket", daemon.Path).Code);
    }

    [Fact]
    public void Stop_does_not_wait_for_a_lock_that_the_next_daemon_has_taken()
    {
        using var daemon = DaemonWith(int.MaxValue);
        using var held = CurrentPlatform.Create().Files.TryLock(daemon.LockPath, out _);
        using var ctl = new Conductorctl();
        Assert.Equal(new Run(0, "Daemon stopped gracefully\n", ""), ctl.Run("stop", "--socket", daemon.Path));
    }

    /// <summary>The lock says whose it is; .NET's own writing would want the lock.</summary>
    private static void HoldFor(int pid, string path)
    {
        using var shell = Process.Start("sh", ["-c", $"echo {pid} >'{path}'"]);
        shell.WaitForExit();
    }

    private static FakeDaemon DaemonWith(int pid) => new() { Answers = { ["status"] = Samples.StatusLine.Replace("12345,\"version\"", $"{pid},\"version\"") } };

    private const string Events = """{"t":1.5,"kind":"midi","device":"pad","message":"note-on 36 100","channel":1}""" + "\n" + """{"t":1.6,"kind":"mode","mode":"Edit"}""" + "\n";

    [Fact]
    public void Monitor_shows_events_until_the_daemon_ends()
    {
        using var daemon = new FakeDaemon { After = Say(Events, goOn: false) };
        using var ctl = new Conductorctl();
        Assert.Equal(
            new Run(3, "      1.500000  midi     pad               note-on 36 100 ch=1\n      1.600000  mode                       Edit\n", "conductorctl: the daemon has ended\n"),
            ctl.Run("monitor", "--socket", daemon.Path));
        Assert.Equal(Events, ctl.Run("monitor", "--json", "--socket", daemon.Path).Output);
    }

    [Fact]
    public void Monitor_ends_well_with_Ctrl_C()
    {
        using var daemon = new FakeDaemon { After = Say(Events, goOn: true) };
        using var ctl = new Conductorctl();
        using var process = ctl.Start("monitor", "--socket", daemon.Path);
        Assert.NotNull(process.StandardOutput.ReadLine());
        Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();
        Conductorctl.WaitFor(process);
        Assert.Equal((0, ""), (process.ExitCode, process.StandardError.ReadToEnd()));
    }

    [Fact]
    public void Monitor_ends_quietly_when_nobody_reads()
    {
        using var daemon = new FakeDaemon { After = (_, writer) => { while (true) writer.Write(Events); } };
        using var ctl = new Conductorctl();
        using var process = ctl.Start("monitor", "--socket", daemon.Path);
        Assert.NotNull(process.StandardOutput.ReadLine());
        process.StandardOutput.Close();
        Conductorctl.WaitFor(process);
        Assert.Equal((0, ""), (process.ExitCode, process.StandardError.ReadToEnd()));
    }

    private static Func<string, StreamWriter, bool> Say(string lines, bool goOn) => (_, writer) =>
    {
        writer.Write(lines);
        return goOn;
    };
}
