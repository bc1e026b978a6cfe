using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Host;

/// <summary>What conductorctl prints, word for word, and how it exits.</summary>
public class WordsTests : HostTest
{
    private static readonly string[] StatusKeys =
    [
        "status", "state", "uptime_seconds", "config_path", "last_reload_seconds", "ipc_socket", "pid", "version", "mode", "modes",
        "mappings", "global_mappings", "devices", "paused", "metrics", "last_error",
    ];

    private static readonly string[] MetricsKeys =
    [
        "reload_latency_ms", "reloads", "reload_failures", "reload_min_ms", "reload_avg_ms", "reload_max_ms", "events", "actions",
        "dropped", "errors", "event_latency_us", "memory_bytes",
    ];

    private static readonly string[] DeviceKeys = ["id", "name", "port", "connected", "last_event_seconds"];

    private static readonly string[] LatencyKeys = ["p50", "p99", "max"];

    [Fact]
    public void Status_before_anything_has_happened()
    {
        var home = NewHome();
        var daemon = Start(home);
        var run = home.Ctl("status");
        Assert.Equal((0, ""), (run.Code, run.Errors));
        ExpectMatch($"""
            Conductor Daemon Status:
              State: Running
              Uptime: \d+s
              Mode: Default \(1 of 2\)
              Config: {Regex.Escape(home.ConfigFile)}
              Mappings: 3 in 2 modes
              Last Reload: never
              Reload Time: none yet
              Devices: none
              Events: 0 received, 0 actions, 0 dropped
              Latency: none yet
              IPC Socket: {Regex.Escape(home.Socket)}
              PID: {daemon.Pid}

            """, run.Output);
    }

    [Fact]
    public void Status_after_a_reload_and_some_playing()
    {
        var home = NewHome(Config + "[device]\nid = 'pads'\nname = 'Pads'\n");
        Start(home);
        home.Ctl("reload");
        home.Ctl("inject", "note-on 36 100");
        home.Ctl("inject", "cc 1 2");
        var text = home.Ctl("status").Output;
        Assert.Contains("\n  Mode: Edit (2 of 2)\n", text);
        Assert.Matches(@"\n  Last Reload: \d+s ago\n  Reload Time: \d+\.\dms\n", text);
        Assert.Contains("\n  Devices: Pads (connected)\n  Events: 2 received, 1 action, 0 dropped\n", text);
        Assert.Matches(@"\n  Latency: p50 \d+(\.\d)?µs, p99 \d+(\.\d)?µs\n", text);
    }

    [Fact]
    public void Status_as_json_has_every_figure()
    {
        var home = NewHome(Config + "[[devices]]\nid = 'pads'\nname = 'Pads'\n");
        var daemon = Start(home);
        var run = home.Ctl("status", "--json");
        Assert.Equal((0, ""), (run.Code, run.Errors));
        var status = JsonNode.Parse(run.Output)!.AsObject();
        Assert.Empty(Missing(StatusKeys, status));
        Assert.Empty(Missing(MetricsKeys, status["metrics"]!));
        Assert.Empty(Missing(LatencyKeys, status["metrics"]!["event_latency_us"]!));
        Assert.Null(status["last_reload_seconds"]);
        Assert.Equal(["Default", "Edit"], status["modes"]!.AsArray().Select(mode => (string)mode!));
        Assert.Equal(daemon.Pid, (int)status["pid"]!);
        var device = status["devices"]!.AsArray().Single()!;
        Assert.Equal(("pads", "Pads"), ((string)device["id"]!, (string)device["name"]!));
        Assert.Empty(Missing(DeviceKeys, device));
    }

    [Fact]
    public void Reload_says_what_was_loaded()
    {
        var home = NewHome();
        Start(home);
        var run = home.Ctl("reload");
        Assert.Equal((0, ""), (run.Code, run.Errors));
        ExpectMatch("""
            Config reloaded successfully in [1-9]\d*ms
            Loaded 3 mappings across 2 modes

            """, run.Output);
    }

    [Fact]
    public void One_mapping_is_one_mapping()
    {
        var home = NewHome("""
            [[modes]]
            name = "Only"
            [[modes.mappings]]
            trigger = { type = "Note", note = 36 }
            action = { type = "Shell", command = "true" }
            """);
        Start(home);
        Assert.EndsWith("\nLoaded 1 mapping across 1 mode\n", home.Ctl("reload").Output);
        Assert.Contains("\n  Mappings: 1 in 1 mode\n", home.Ctl("status").Output);
        Assert.StartsWith("✓ Config is valid\nFound 1 mode with 1 total mapping\nFound 0 global mappings\n", home.Ctl("validate").Output);
    }

    [Fact]
    public void A_reload_that_fails_for_its_syntax_says_the_line()
    {
        var home = NewHome();
        Start(home);
        home.WriteConfig("[[modes]]\nname = \"Default\"\ntrigger { }\n");
        var run = home.Ctl("reload");
        Assert.Equal((1, ""), (run.Code, run.Output));
        ExpectMatch("""
            ✗ Config reload failed: TOML parse error
            Error at line 3: .+
            Previous config still active \(no changes applied\)

            """, run.Errors);
    }

    [Fact]
    public void Three_mistakes_are_told_with_their_places_and_the_old_plan_stays()
    {
        var home = NewHome();
        var daemon = Start(home);
        home.WriteConfig("""
            [[modes]]
            name = "Default"
            [[modes.mappings]]
            trigger = { type = "Note", note = 128 }
            action = { type = "Shell", command = "true" }
            [[modes.mappings]]
            trigger = { type = "Note", note = 37 }
            action = { type = "ModeChange", mode = "Nowhere" }
            [[global_mappings]]
            trigger = { type = "Nonsense" }
            action = { type = "Shell", command = "true" }
            """);
        var run = home.Ctl("reload");
        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.StartsWith("✗ Config reload failed: ", run.Errors);
        Assert.EndsWith("\nPrevious config still active (no changes applied)\n", run.Errors);
        Assert.Contains(
            $$"""
              Error in mode 'Default', mapping 1:
                Invalid note number: 128 (must be 0-127)
                  --> {{home.ConfigFile}}:4:35
                   |
                 4 | trigger = { type = "Note", note = 128 }
                   |                                   ^^^

            """, run.Errors);
        Assert.Contains($"--> {home.ConfigFile}:8:", run.Errors);
        Assert.Contains($"--> {home.ConfigFile}:10:", run.Errors);
        Assert.Contains("\n  3 errors\n", run.Errors);

        Assert.Equal(3, (int)daemon.Status()["mappings"]!);
        Assert.Single(daemon.Inject("note-on 36 100")["actions"]!.AsArray());

        run = home.Ctl("reload", "--json");
        var error = JsonNode.Parse(run.Output)!["error"]!;
        Assert.Equal(2002, (int)error["code"]!);
        Assert.Equal([4, 8, 10], error["details"]!["problems"]!.AsArray().Select(problem => (int)problem!["line"]!));
    }

    [Fact]
    public void Validate_with_and_without_a_daemon_says_the_same()
    {
        const string Valid = "✓ Config is valid\nFound 2 modes with 3 total mappings\nFound 1 global mapping\nNo errors detected\n";
        var home = NewHome();
        Assert.Equal((0, Valid, ""), Parts(home.Ctl("validate")));
        Assert.Equal((0, Valid, ""), Parts(home.Ctl("validate", home.ConfigFile)));
        Assert.Equal((0, Valid, ""), Parts(home.CtlWith(Config, "validate", "-")));
        Assert.Equal((0, Valid, ""), Parts(home.Conductor("--check")));
        Start(home);
        Assert.Equal((0, Valid, ""), Parts(home.Ctl("validate")));
    }

    [Fact]
    public void An_invalid_file_fails_everywhere_with_the_same_words()
    {
        var home = NewHome("""
            [[modes]]
            name = "Default"
            [[modes.mappings]]
            trigger = { type = "Note", note = 128 }
            action = { type = "Shell", command = "true" }
            """);
        var run = home.Ctl("validate");
        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Equal(
            $$"""
            ✗ Config validation failed:
              Error in mode 'Default', mapping 1:
                Invalid note number: 128 (must be 0-127)
                  --> {{home.ConfigFile}}:4:35
                   |
                 4 | trigger = { type = "Note", note = 128 }
                   |                                   ^^^
                   = help: did you mean 'GamepadButton'?

            """, run.Errors);
        Assert.Equal(run, home.Conductor("--check"));

        var json = home.Ctl("validate", "--json");
        var check = JsonNode.Parse(json.Output)!;
        Assert.Equal(1, json.Code);
        Assert.Equal((false, 1, 0, 1), ((bool)check["valid"]!, (int)check["errors"]!, (int)check["warnings"]!, (int)check["mappings"]!));
        Assert.Equal("modes[0].mappings[0].trigger.note", (string?)check["problems"]![0]!["path"]);
    }

    [Fact]
    public void Validate_without_any_file_is_not_found()
    {
        var home = NewHome(null);
        Assert.Equal(1, home.Ctl("validate").Code);
        Assert.Equal(2001, (int)JsonNode.Parse(home.Ctl("validate", "--json").Output)!["error"]!["code"]!);
    }

    [Fact]
    public void Stop_returns_when_the_process_has_ended()
    {
        var home = NewHome();
        var daemon = Start(home);
        Assert.Equal((0, "Daemon stopped gracefully\n", ""), Parts(home.Ctl("stop")));
        Assert.True(ProcessFacts.HasEnded(daemon.Pid));
        Assert.False(File.Exists(home.Socket));
        Assert.False(File.Exists(home.Socket + ".lock"));
        Assert.Equal(0, daemon.WaitForEnd());
    }

    [Fact]
    public void Ping_tells_the_time()
    {
        var home = NewHome();
        Start(home);
        var run = home.Ctl("ping");
        Assert.Equal((0, ""), (run.Code, run.Errors));
        ExpectMatch("Pong! Round-trip: \\d+\\.\\d\\dms\n", run.Output);
        Assert.Equal(3, Regex.Count(home.Ctl("ping", "-n", "3").Output, @"(?m)^Pong! Round-trip: \d+\.\d\dms$"));
    }

    [Fact]
    public void Inject_prints_the_actions_that_ran()
    {
        var home = NewHome();
        Start(home);
        Assert.Equal((0, "ModeChange Edit  (C2 press, config.toml:6)\n", ""), Parts(home.Ctl("inject", "note-on 36 100")));
        Assert.Equal((0, "", "No action ran\n"), Parts(home.Ctl("inject", "note-off 36")));
        Assert.Equal((0, "ModeChange Default  (E2 press, config.toml:16)\n", ""), Parts(home.Ctl("inject", "--bytes", "90 28 64")));
        Assert.Equal(1, home.Ctl("inject", "nonsense").Code);
        Assert.Equal(1, home.Ctl("inject", "--device", "nobody", "note-on 1 1").Code);
    }

    [Fact]
    public void Errors_of_inject_have_their_codes()
    {
        var home = NewHome();
        Start(home);
        Assert.Equal(1004, Code("inject", "nonsense"));
        Assert.Equal(1004, Code("inject", "--bytes", "90"));
        Assert.Equal(3003, Code("inject", "--device", "nobody", "note-on 1 1"));

        int Code(params string[] arguments) => (int)JsonNode.Parse(home.Ctl([.. arguments, "--json"]).Output)!["error"]!["code"]!;
    }

    [Fact]
    public void Monitor_shows_messages_gestures_and_actions()
    {
        var home = NewHome();
        var daemon = Start(home);
        using var wire = daemon.Connect();
        Assert.Equal("success", (string?)wire.Ask("""{"command":"monitor"}""")["status"]);
        daemon.Inject("note-on 36 100 ch=2");
        var lines = new List<JsonNode>();
        while (lines.Count == 0 || (string?)lines[^1]["kind"] != "mode") lines.Add(JsonNode.Parse(wire.ReadLine()!)!);
        Assert.Equal(["midi", "gesture", "action", "mode"], lines.Select(line => (string)line["kind"]!).Distinct());
        Assert.StartsWith("note-on 36 100", (string?)lines[0]["message"]);
        var action = lines.Single(line => (string?)line["kind"] == "action");
        Assert.Equal(("ModeChange Edit", "C2 press"), ((string)action["action"]!, (string)action["mapping"]!));
        Assert.Equal((home.ConfigFile, 6), ((string)action["file"]!, (int)action["line"]!));
        Assert.True((double)action["us"]! >= 0);
        Assert.All(lines, line => Assert.True((double)line["t"]! > 0));
        wire.Ping();   // another request ends the stream
    }

    [Fact]
    public void Monitor_prints_a_line_for_each()
    {
        var home = NewHome();
        var daemon = Start(home);
        using var monitor = Process.Start(home.Start(Repository.Conductorctl, "monitor"))!;
        var lines = new ConcurrentQueue<string>();
        monitor.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        monitor.BeginOutputReadLine();
        Until.True(() => { daemon.Inject("cc 99 1"); return !lines.IsEmpty; }, "the first line");
        daemon.Inject("note-on 36 100 ch=2");
        Until.True(() => lines.Any(line => line.Contains("  mode  ")), "the mode's line", () => string.Join('\n', lines));
        Expect("midi     inject +note-on 36 100 ch=2");
        Expect("gesture  inject +C2 press 100");
        Expect(@"action   inject +ModeChange Edit +C2 press  config\.toml:6  \d+(\.\d)?µs");
        daemon.Stop();
        Until.True(() => monitor.HasExited, "the monitor's end");
        Assert.Equal(3, monitor.ExitCode);

        void Expect(string pattern) => Assert.Contains(lines, line => Regex.IsMatch(line, $@"^ *\d+\.\d{{6}}  {pattern}$"));
    }

    [Fact]
    public void Without_a_daemon_the_code_is_3_and_the_words_say_how_to_start_one()
    {
        var home = NewHome();
        foreach (var verb in new[] { "status", "reload", "stop", "ping", "monitor" })
        {
            var run = home.Ctl(verb);
            Assert.Equal((3, ""), (run.Code, run.Output));
            Assert.Contains("Start one with: conductor", run.Errors);
        }
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ping", "-n", "none")]
    [InlineData("status", "--nonsense")]
    [InlineData("inject")]
    [InlineData("init", "a", "b")]
    [InlineData("--timeout", "-1", "ping")]
    public void Wrong_usage_of_conductorctl_is_2(params string[] arguments)
    {
        var run = NewHome().Ctl(arguments);
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.StartsWith("conductorctl: ", run.Errors);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("--nonsense")]
    [InlineData("--backend", "pipewire")]
    [InlineData("--log-level", "loud")]
    [InlineData("--config")]
    public void Wrong_usage_of_conductor_is_2(params string[] arguments)
    {
        var run = NewHome().Conductor(arguments);
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.StartsWith("conductor: ", run.Errors);
    }

    [Fact]
    public void Both_tell_their_version_and_their_usage()
    {
        var home = NewHome();
        Assert.Equal(0, home.Conductor("--version").Code);
        Assert.Matches(@"^conductorctl \d+\.\d+\.\d+\n$", home.Ctl("--version").Output);
        Assert.Contains("0.", home.Conductor("--version").Output);
        Assert.Contains("--backend", home.Conductor("--help").Output);
        Assert.Contains("reload", home.Ctl("--help").Output);
    }

    private static (int Code, string Output, string Errors) Parts(Run run) => (run.Code, run.Output, run.Errors);

    private static void ExpectMatch(string pattern, string text) => Assert.Matches($"^{pattern}$", text);

    private static IEnumerable<string> Missing(IEnumerable<string> keys, JsonNode node) =>
        keys.Where(key => !node.AsObject().ContainsKey(key));
}
